import { shownIn } from '../format/numbers';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { twin, type State } from './twin';

/** Draws its element again when what it looks at has changed. */
export class Live<T> implements ReactiveController {
  #stop: (() => void) | null = null;
  #last: T;
  #units = shownIn();

  constructor(private readonly host: ReactiveControllerHost, private readonly look: (state: State) => T) {
    this.#last = look(twin.state);
    host.addController(this);
  }

  get value(): T {
    return this.#last;
  }

  hostConnected(): void {
    this.#last = this.look(twin.state);
    this.#stop = twin.subscribe(() => {
      const next = this.look(twin.state);
      if (next === this.#last && shownIn() === this.#units) return;
      this.#units = shownIn();
      this.#last = next;
      this.host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = null;
  }
}
