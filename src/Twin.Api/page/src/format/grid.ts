// How a region's grid is told: order of its fleets, and whether its frequency is steady.

import type { AreaFrequency, Fleet, Reach } from '../wire/types';

/** From what weather gives to what is burnt, the largest of a kind first. */
const ORDER = ['wind', 'pv', 'hydro', 'thermal'];

/** Normal band of large systems, Hz. */
const BAND_HZ = 0.2;
const NOMINAL_HZ = 50;

export const inOrder = (fleets: readonly Fleet[]): Fleet[] =>
  [...fleets].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.capacityKw - a.capacityKw || a.name.localeCompare(b.name));

/** A part over its whole; 0 of nothing. */
export const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** The frequency of a tick that is furthest from nominal. */
export function least(f: AreaFrequency): number | null {
  const seen = [f.leastHz, f.mostHz].filter((v): v is number => v !== null);
  return seen.length === 0 ? f.hz : seen.reduce((a, b) => (Math.abs(b - NOMINAL_HZ) > Math.abs(a - NOMINAL_HZ) ? b : a));
}

export const isOff = (f: AreaFrequency): boolean => Math.abs((least(f) ?? NOMINAL_HZ) - NOMINAL_HZ) > BAND_HZ;

/** Racks of a start area that policy wants in use (65 %). */
export const RACK_UP = 0.65;

/** Circles of policy by round trip, ms: within a city, within a region, between hubs. */
export const CIRCLES_MS: readonly number[] = [1, 5, 20];
export const CIRCLES = ['city', 'region', 'hubs', 'beyond'] as const;
export type Circle = (typeof CIRCLES)[number];

export const circle = (ms: number): Circle => CIRCLES[CIRCLES_MS.filter(edge => ms > edge).length]!;

/** The people whom a hub reaches within a circle and not within a smaller one, the nearest first. */
export const withinCircle = (reach: readonly Reach[], hub: string, of: Circle): Reach[] =>
  reach.filter(r => r.hub === hub && r.roundTripMs !== null && circle(r.roundTripMs) === of).sort((a, b) => a.roundTripMs! - b.roundTripMs!);
