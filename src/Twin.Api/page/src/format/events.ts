// Events in words: "heat wave +8 K", and which nodes they concern.

import { inSentence, named } from '../text/text';
import type { TwinEvent } from '../wire/types';
import { NARROW, number, percent, said, shownIn } from './numbers';

/** Kinds whose strength lowers what it acts on. */
const LOWERS = new Set(['coldWave', 'jobStop']);
/** Kinds whose strength adds to what it acts on. */
const RAISES = new Set(['heatWave', 'loadSurge', 'jobStart']);

/** A strength with sign and unit; empty for events that are on or off. */
export function strength(kind: string, magnitude: number, unit: string): string {
  if (unit === '') return '';
  if (unit === 'K') [magnitude, unit] = [magnitude * shownIn().perKelvin, shownIn().apart];
  if (unit === '°C') [magnitude, unit] = [shownIn().degrees(magnitude), shownIn().degree];
  const signed = LOWERS.has(kind) ? -magnitude : magnitude;
  const plus = RAISES.has(kind) && magnitude > 0 ? '+' : '';
  if (unit === 'share') return plus + said(percent(signed));
  const counted = signed === 1 && unit.length > 2 && unit.endsWith('s') ? unit.slice(0, -1) : unit; // 1 set, 2 sets
  return `${plus}${number(signed, Math.abs(signed - Math.round(signed)) < 1e-9 ? 0 : 1)}${NARROW}${counted}`;
}

/** "Heat wave +8 K" */
export function eventName(e: Pick<TwinEvent, 'kind' | 'magnitude' | 'unit'>): string {
  const how = strength(e.kind, e.magnitude, e.unit);
  return how === '' ? named('kind', e.kind) : `${named('kind', e.kind)} ${how}`;
}

export const eventInSentence = (e: Pick<TwinEvent, 'kind' | 'magnitude' | 'unit'>): string => inSentence(eventName(e));

/** True where `other` is `path` or stands below it. */
export const contains = (path: string, other: string): boolean =>
  path === 'network' || path === other || other.startsWith(`${path}/`);

/** True where an event at one of the two concerns the other. */
export const concerns = (target: string, path: string): boolean => contains(target, path) || contains(path, target);

export const parentOf = (path: string): string | null =>
  path === 'network' ? null : path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : 'network';

/** The path and all above it, the network first. */
export function lineage(path: string): string[] {
  const line = [path];
  for (let up = parentOf(path); up !== null; up = parentOf(up)) line.unshift(up);
  return line;
}
