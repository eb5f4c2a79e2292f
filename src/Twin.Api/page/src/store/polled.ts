// What has no place in the stream, read once for all elements that show it, and for as long as one does.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { jobs, links } from '../wire/client';
import type { LinkMap, Work } from '../wire/types';
import { twin } from './twin';

export class Poll<T> {
  value: T | null = null;
  fault = '';
  readonly #hosts = new Set<ReactiveControllerHost>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | null = null;

  constructor(private readonly read: (signal: AbortSignal) => Promise<T>, private readonly everyMs: number) {}

  /** Shown by an element from now on. */
  add(host: ReactiveControllerHost): void {
    this.#hosts.add(host);
    if (this.#hosts.size === 1) void this.#again();
  }

  remove(host: ReactiveControllerHost): void {
    this.#hosts.delete(host);
    if (this.#hosts.size > 0) return;
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  async #again(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    if (twin.state.held !== null && this.value !== null) {
      this.#timer = setTimeout(() => void this.#again(), this.everyMs); // a held picture is held whole
      return;
    }
    const abort = (this.#abort = new AbortController());
    const begun = performance.now();
    try {
      const value = await this.read(abort.signal);
      if (abort.signal.aborted) return;
      this.value = value;
      this.fault = '';
    } catch (fault) {
      if (abort.signal.aborted) return;
      this.fault = (fault as Error).message;
    }
    for (const host of this.#hosts) host.requestUpdate();
    // Never more than half of the time is spent on reading, however slow the answer.
    this.#timer = setTimeout(() => void this.#again(), Math.max(this.everyMs, performance.now() - begun));
  }
}

/** An element's part in a poll. */
export class Polled<T> implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost, private readonly poll: Poll<T>) {
    host.addController(this);
  }

  get value(): T | null {
    return this.poll.value;
  }

  get fault(): string {
    return this.poll.fault;
  }

  hostConnected(): void {
    this.poll.add(this.host);
  }

  hostDisconnected(): void {
    this.poll.remove(this.host);
  }
}

export const linksNow = new Poll<LinkMap>(links, 2_000);
export const workNow = new Poll<Work>(jobs, 3_000);
