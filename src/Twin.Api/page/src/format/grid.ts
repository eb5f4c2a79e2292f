// How a region's grid is told: order of its fleets, and whether its frequency is steady.

import type { AreaFrequency, Fleet, Way } from '../wire/types';

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

/** The quickest way that is up from a hub to people it works for. */
export const nearest = (ways: readonly Way[], hub: string): Way | null =>
  ways.filter(w => w.hub === hub && w.roundTripMs !== null).reduce<Way | null>((best, w) => (best === null || w.roundTripMs! < best.roundTripMs! ? w : best), null);

/** Circles of policy by round trip, ms: 1 within a city, 5 within a region, 20 between hubs. */
export const circle = (ms: number): 'city' | 'region' | 'hubs' | 'beyond' => (ms <= 1 ? 'city' : ms <= 5 ? 'region' : ms <= 20 ? 'hubs' : 'beyond');
