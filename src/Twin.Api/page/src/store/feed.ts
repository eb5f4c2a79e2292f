// Keeps the store fed: what is static, the stream for what is shown, what happened, and details of the node shown.

import { catalogue, happenedAfter, nodes, world } from '../wire/client';
import { Stream } from '../wire/stream';
import type { NodeInfo, Occurrence } from '../wire/types';
import { parentOf } from '../format/events';
import { twin } from './twin';

const RETRY_MS = 1_500;
const PAGE = 1_000;

/** Nodes that the stream carries: the network, regions and hubs always; data centers where one looks at them. */
export function wanted(): string[] {
  const { view, nodes: infos } = twin.state;
  const shown = infos.get(view.node);
  const paths = [...infos.values()].filter((n: NodeInfo) => n.kind === 'network' || n.kind === 'region' || n.kind === 'hub').map(n => n.path);
  if (shown?.kind === 'hub') paths.push(...twin.childrenOf(shown.path).map(n => n.path));
  if (shown?.kind === 'dataCenter') paths.push(...twin.childrenOf(parentOf(shown.path)!).map(n => n.path));
  return paths;
}

export class Feed {
  #known = false;
  #reading = false;
  #paths = '';
  #epoch = -1;
  readonly #stream = new Stream({
    frame: frame => {
      const again = twin.state.link === 'lost' || (this.#epoch !== -1 && frame.epoch !== this.#epoch);
      this.#epoch = frame.epoch;
      twin.take(frame, frame.whole, performance.now());
      if (frame.whole && again) void this.#read(true);
    },
    happened: o => twin.happened([o]),
    lost: () => twin.set({ link: 'lost' }),
  });

  start(): void {
    void this.#read(false);
    twin.subscribe(() => this.#follow());
  }

  #follow(): void {
    if (!this.#known) return;
    const paths = wanted();
    const key = paths.join();
    if (key === this.#paths) return;
    this.#paths = key;
    this.#stream.open(paths);
  }

  /** Everything static; again after the server was away, for it may run another world now. */
  async #read(again: boolean): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      const [w, all, kinds] = await Promise.all([world(), nodes(), catalogue()]);
      this.#known = true;
      twin.know(all.infos, { catalogue: kinds, world: w.name, ephemeral: w.ephemeral, startMs: w.startMs, inlet: w.inlet, fault: '' });
      await this.#past(again);
    } catch (fault) {
      twin.set({ fault: (fault as Error).message, ...(twin.state.live ? {} : { link: 'connecting' }) });
      setTimeout(() => void this.#read(again), RETRY_MS);
    } finally {
      this.#reading = false;
    }
  }

  /** What happened before the stream began, page by page. */
  async #past(again: boolean): Promise<void> {
    if (again) twin.set({ occurrences: [] });
    let after = -1;
    for (let page: Occurrence[] = []; ; after = page[page.length - 1]!.sequence) {
      page = await happenedAfter(after, PAGE);
      twin.happened(page);
      if (page.length < PAGE) return;
    }
  }
}
