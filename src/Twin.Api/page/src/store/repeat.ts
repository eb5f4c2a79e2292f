// Something read again and again while its element is shown: the last answer stays while the next one comes, or fails.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { twin } from './twin';

export class Repeat<T> implements ReactiveController {
  value: T | null = null;
  fault = '';
  #key = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | null = null;

  /** @param key what is read; another key reads anew, an empty one nothing. */
  constructor(private readonly host: ReactiveControllerHost, private readonly key: () => string,
    private readonly read: (key: string, signal: AbortSignal) => Promise<T>, private readonly everyMs: number) {
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    const key = this.key();
    if (key === this.#key) return;
    this.#key = key;
    this.value = null;
    this.fault = '';
    void this.#again();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#key = '';
  }

  async #again(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    const key = this.#key;
    if (key === '') return;
    if (twin.state.held !== null && this.value !== null) {
      this.#timer = setTimeout(() => void this.#again(), this.everyMs); // a held picture is held whole
      return;
    }
    const abort = (this.#abort = new AbortController());
    const begun = performance.now();
    try {
      const value = await this.read(key, abort.signal);
      if (key !== this.#key) return;
      this.value = value;
      this.fault = '';
    } catch (fault) {
      if (abort.signal.aborted || key !== this.#key) return;
      this.fault = (fault as Error).message;
    }
    this.host.requestUpdate();
    // Never more than half of the time is spent on reading, however slow the answer.
    const took = performance.now() - begun;
    this.#timer = setTimeout(() => void this.#again(), Math.max(this.everyMs, took));
  }
}
