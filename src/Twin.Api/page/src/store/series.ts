// The past of a few metrics, read from history now and then, and carried on by the stream in between.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { merge, type Columns, type Point } from '../charts/merge';
import { durationMs } from '../format/time';
import { history } from '../wire/client';
import type { Series } from '../wire/types';
import { twin } from './twin';

export interface Wanted {
  readonly node: string;
  readonly metric: string;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly live: boolean;
}

const MOST_TAIL = 1_200;
const LEAST_SPAN_MS = 15 * 60_000;

/** The span that a view shows at a moment: what was zoomed into, or the last hours, as far as there is a past. */
export function spanOf(range: string, zoom: readonly [number, number] | null, nowMs: number, startMs: number): Span {
  if (zoom) return { fromMs: zoom[0], toMs: zoom[1], live: false };
  const length = durationMs(range) ?? 86_400_000;
  return { fromMs: Math.max(nowMs - length, Math.min(startMs, nowMs - LEAST_SPAN_MS)), toMs: nowMs, live: true };
}

/** The span that the page's charts show: about the earlier moment that it looks at, where that lies before the range. */
export function shownSpan(): Span {
  const { view, live, held, startMs } = twin.state;
  const span = spanOf(view.range, view.zoom, (held ?? live)?.timeMs ?? 0, startMs);
  if (view.at === null || view.zoom !== null || view.at >= span.fromMs) return span;
  const half = (durationMs(view.range) ?? 86_400_000) / 2;
  return { fromMs: Math.max(startMs, view.at - half), toMs: view.at + half, live: false };
}

const nodesOf = (wanted: readonly Wanted[]): string => wanted.map(w => `${w.node}:${w.metric}`).join();

export class SeriesFeed implements ReactiveController {
  fault = '';
  /** False until the first answer. */
  known = false;
  #series: (Series | null)[] = [];
  #tail: Point[] = [];
  #key = '';
  #nodes = '';
  #tick = -1;
  #stop: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | null = null;

  constructor(private readonly host: ReactiveControllerHost, private readonly wanted: () => readonly Wanted[],
    private readonly span: () => Span, private readonly points: number, private readonly everyMs: number) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = twin.subscribe(() => this.#follow());
    this.#follow();
  }

  hostDisconnected(): void {
    this.#stop?.();
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#key = '';
  }

  hostUpdated(): void {
    this.#follow();
  }

  columns(): Columns {
    const { fromMs, toMs } = this.span();
    // What is wanted may have changed since it was last read.
    if (this.#nodes !== nodesOf(this.wanted())) return { timeMs: [], values: this.wanted().map(() => []) };
    return merge(this.#series, this.#tail, fromMs, toMs);
  }

  #follow(): void {
    const frame = twin.state.live;
    if (!frame) return;
    const wanted = this.wanted(), span = this.span();
    const nodes = nodesOf(wanted);
    const key = `${nodes} ${span.live ? Math.round((span.toMs - span.fromMs) / 3.6e6) >= 1 ? twin.state.view.range : 'young' : `${span.fromMs} ${span.toMs}`} ${frame.epoch}`;
    if (key !== this.#key) {
      const same = this.#nodes === nodes;
      this.#key = key;
      this.#nodes = nodes;
      this.#tail = [];
      if (!same) {
        this.#series = wanted.map(() => null);
        this.known = false;
      }
      void this.#read();
    }
    if (frame.tick !== this.#tick) {
      this.#tick = frame.tick;
      this.#tail.push({ timeMs: frame.timeMs, values: wanted.map(w => frame.nodes.get(w.node)?.q[w.metric] ?? null) });
      if (this.#tail.length > MOST_TAIL) this.#tail.splice(0, this.#tail.length - MOST_TAIL);
      this.host.requestUpdate();
    }
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const key = this.#key, wanted = this.wanted(), span = this.span();
    const readTo = twin.state.live!.timeMs;
    try {
      const answers = await Promise.all(wanted.map(w => history(w.node, w.metric, span.fromMs, Math.max(span.fromMs + 1000, span.toMs), this.points, abort.signal)));
      if (key !== this.#key) return;
      this.#series = answers;
      this.#tail = this.#tail.filter(p => p.timeMs >= readTo);
      this.known = true;
      this.fault = '';
    } catch (fault) {
      if (abort.signal.aborted) return;
      this.fault = (fault as Error).message;
    }
    this.host.requestUpdate();
    this.#timer = setTimeout(() => void this.#read(), this.everyMs);
  }
}
