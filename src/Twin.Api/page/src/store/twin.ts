// The one store of the page: what the twin is, its latest frame, what happened, and the view.

import type { TwinEvent, EventFacts, EventSaid, Frame, InletRange, NodeInfo, NodeNow, Occurrence } from '../wire/types';
import type { Surroundings } from '../format/condition';
import { showIn } from '../format/numbers';
import { initial, type View } from './view';

export type Link = 'connecting' | 'live' | 'lost';

export interface State {
  readonly link: Link;
  /** When the last frame came, by performance.now(). */
  readonly receivedMs: number;
  /** The latest of the server. */
  readonly live: Frame | null;
  /** The one that the reader holds while the twin goes on; null: none. */
  readonly held: Frame | null;
  /** The one shown: the latest, the one held, or one of the past while the view looks at an earlier moment. */
  readonly frame: Frame | null;
  /** Why the past could not be read; empty where it could. */
  readonly pastFault: string;
  readonly nodes: ReadonlyMap<string, NodeInfo>;
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly startMs: number;
  readonly occurrences: readonly Occurrence[];
  /** Events by id, also those that are over by now. */
  readonly seen: ReadonlyMap<string, TwinEvent>;
  /** What events are, by id: those seen, and those that were over before and are told of. */
  readonly said: ReadonlyMap<string, EventSaid>;
  readonly catalogue: readonly EventFacts[];
  readonly world: string;
  readonly ephemeral: boolean;
  readonly inlet: InletRange;
  readonly fault: string;
  readonly view: View;
}

/** What a picture is: as it comes, held (by its reader, or with the twin), or an earlier one. */
export type Mode = 'live' | 'paused' | 'replay';

export const mode = (state: State): Mode =>
  state.view.at !== null ? 'replay' : state.held !== null || state.live?.clock.paused === true ? 'paused' : 'live';

const MOST_OCCURRENCES = 2_000;

const empty: State = {
  link: 'connecting', receivedMs: 0, live: null, held: null, frame: null, pastFault: '', nodes: new Map(), children: new Map(), startMs: Number.MIN_SAFE_INTEGER,
  occurrences: [], seen: new Map(), said: new Map(), catalogue: [], world: '', ephemeral: false, inlet: { recommendedC: Infinity, allowableC: Infinity }, fault: '', view: initial,
};

/** A map with more in it; the oldest give way. */
const more = <T>(known: ReadonlyMap<string, T>, news: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
  news.length === 0 ? known : new Map([...known, ...news].slice(-MOST_OCCURRENCES));

export class TwinStore {
  #state: State = empty;
  readonly #listeners = new Set<() => void>();

  get state(): State {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(change: Partial<State>): void {
    const next = { ...this.#state, ...change };
    // An earlier moment lets go of what is held; without one, the frame shown is the one held, else the latest.
    if (next.view.at !== null) this.#state = { ...next, held: null };
    else {
      const frame = next.held ?? next.live;
      this.#state = next.frame === frame ? next : { ...next, frame, pastFault: '' };
    }
    showIn(this.#state.view.units);
    for (const listener of [...this.#listeners]) listener();
  }

  /** What is static, after the first read or a restart of the server. */
  know(infos: readonly NodeInfo[], more: Partial<State>): void {
    const children = new Map<string, string[]>();
    for (const info of infos) {
      if (info.parent !== null) children.set(info.parent, [...(children.get(info.parent) ?? []), info.path]);
    }
    this.set({ ...more, nodes: new Map(infos.map(i => [i.path, i])), children });
  }

  /** A frame; one of an older tick of the same epoch is a late one and changes nothing. Nodes not in it keep their last value. */
  take(frame: Frame, whole: boolean, nowMs: number): boolean {
    const before = this.#state.live;
    if (!whole && before && (frame.epoch < before.epoch || (frame.epoch === before.epoch && frame.sequence < before.sequence))) return false;
    const fresh = frame.events.some(e => !this.#state.seen.has(e.id));
    const news = frame.events.map(e => [e.id, e] as const);
    const seen = fresh ? more(this.#state.seen, news) : this.#state.seen;
    const said = fresh ? more(this.#state.said, news) : this.#state.said;
    this.set({ live: frame, seen, said, link: 'live', receivedMs: nowMs });
    return true;
  }

  /** Occurrences in any order, some perhaps known already. */
  happened(news: readonly Occurrence[]): void {
    if (news.length === 0) return;
    const all = new Map(this.#state.occurrences.map(o => [o.sequence, o]));
    for (const o of news) all.set(o.sequence, o);
    const ordered = [...all.values()].sort((a, b) => a.sequence - b.sequence);
    const said = more(this.#state.said, news.flatMap(o => (o.event !== null && o.eventId !== null && !this.#state.said.has(o.eventId) ? [[o.eventId, o.event] as const] : [])));
    this.set({ occurrences: ordered.slice(-MOST_OCCURRENCES), said });
  }

  now(path: string): NodeNow | undefined {
    return this.#state.frame?.nodes.get(path);
  }

  info(path: string): NodeInfo | undefined {
    return this.#state.nodes.get(path);
  }

  /** All hubs at or below a node, in the world's order. */
  hubs(under = 'network'): NodeInfo[] {
    return [...this.#state.nodes.values()].filter(n => n.kind === 'hub' && (under === 'network' || n.path === under || n.path.startsWith(`${under}/`)));
  }

  childrenOf(path: string): NodeInfo[] {
    return (this.#state.children.get(path) ?? []).map(p => this.#state.nodes.get(p)!).filter(Boolean);
  }
}

export const twin = new TwinStore();

/** What conditions are worded with, now. */
export const surroundings = (): Surroundings => ({
  event: id => twin.state.said.get(id), nowMs: twin.state.frame?.timeMs ?? 0, zone: twin.state.view.zone,
});
