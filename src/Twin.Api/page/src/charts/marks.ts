// Events as marks on time axes: those that are open, and those that the page was told of.

import { eventName } from '../format/events';
import { contains } from '../format/events';
import { twin } from '../store/twin';
import { text } from '../text/text';

export interface Mark {
  readonly atMs: number;
  readonly name: string;
  readonly place: string;
}

/** Marks that concern a node, oldest first. */
export function marks(node: string, fromMs: number, toMs: number): Mark[] {
  const { live, occurrences, said } = twin.state;
  const found = new Map<string, Mark>();
  const put = (id: string, atMs: number, target: string): void => {
    if (atMs < fromMs || atMs > toMs || !(contains(node, target) || contains(target, node))) return;
    const event = said.get(id);
    found.set(id, { atMs, name: event ? eventName(event) : text('events.some'), place: twin.info(target)?.name ?? target });
  };
  for (const o of occurrences) if (o.kind === 'eventBegan' && o.eventId) put(o.eventId, o.atMs, o.path);
  for (const e of live?.events ?? []) if (e.standing !== 'pending') put(e.id, e.startMs, e.target);
  return [...found.values()].sort((a, b) => a.atMs - b.atMs);
}
