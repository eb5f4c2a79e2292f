// An earlier moment, put together from history: while the view looks at one, its frame is shown instead of the live one.

import { pastNodes } from '../wire/client';
import { wanted } from './feed';
import { twin } from './twin';

export class Past {
  #key = '';
  #abort: AbortController | null = null;

  start(): void {
    twin.subscribe(() => this.#follow());
  }

  #follow(): void {
    const { view, live } = twin.state;
    if (view.at === null || live === null || twin.state.nodes.size === 0) {
      this.#key = '';
      this.#abort?.abort();
      return;
    }
    const paths = wanted();
    const key = `${view.at} ${live.epoch} ${paths.join()}`;
    if (key === this.#key) return;
    this.#key = key;
    void this.#read(view.at, paths);
  }

  /** The picture before it stays until this one is there; of several asked for, the newest wins. */
  async #read(atMs: number, paths: readonly string[]): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const key = this.#key;
    try {
      const nodes = await pastNodes(paths, atMs, abort.signal);
      const { live, seen } = twin.state;
      if (key !== this.#key || live === null) return;
      const acting = [...seen.values()].filter(e => e.startMs <= atMs && (e.endMs === null || e.endMs > atMs));
      twin.set({ frame: { ...live, timeMs: atMs, nodes, events: acting }, pastFault: '' });
    } catch (fault) {
      if (!abort.signal.aborted) twin.set({ pastFault: (fault as Error).message });
    }
  }
}
