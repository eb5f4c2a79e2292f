// What happened, told: neighbours that say the same become one line.

import { text } from '../text/text';
import type { Occurrence } from '../wire/types';
import { happened } from './reasons';

export interface Entry {
  readonly atMs: number;
  readonly path: string;
  readonly said: string;
  readonly amber: boolean;
  /** The injected event that began; null for all else. */
  readonly eventId: string | null;
}

const SERIOUS = new Set(['supplyLost', 'generatorsShort', 'batteryEmpty', 'fuelEmpty', 'upsOverloaded', 'coolingLost', 'racksThrottling', 'racksShutDown', 'demandCut', 'frequencyOff', 'leftGrid', 'loadShed', 'routeLost', 'eventBegan']);

/** Neighbours that tell the same of many data centers of a hub become one entry: a flood is one line. */
export function told(occurrences: readonly Occurrence[], place: (path: string) => string, event: (id: string | null) => string): Entry[] {
  const entries: Entry[] = [];
  const groups = new Map<string, { first: Occurrence; paths: Set<string> }>();
  const windowMs = 15 * 60_000;
  for (const o of occurrences) {
    const hub = o.path.split('/').slice(0, 2).join('/');
    const key = [o.kind, o.to, o.cause, hub, o.kind.startsWith('event') ? o.eventId : '', Math.floor(o.atMs / windowMs)].join();
    const group = groups.get(key);
    if (group) group.paths.add(o.path);
    else groups.set(key, { first: o, paths: new Set([o.path]) });
  }
  for (const { first, paths } of groups.values()) {
    const hub = first.path.split('/').slice(0, 2).join('/');
    const many = paths.size > 1;
    const where = many ? text('occ.many', { count: paths.size, place: place(hub) }) : place(first.path);
    entries.push({ atMs: first.atMs, path: many ? hub : first.path, said: happened(first, where, event(first.eventId)), amber: SERIOUS.has(first.kind),
      eventId: first.kind === 'eventBegan' ? first.eventId : null });
  }
  return entries.sort((a, b) => a.atMs - b.atMs);
}
