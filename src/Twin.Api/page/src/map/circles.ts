// How far people are from a hub, as circles of latency about it: the way by compass, the distance by time.

import type { Point } from './flows';

/** Beyond the widest circle there is room for as much again. */
const EDGE_MS = 40;

/** Distance from the middle, 0 to 1: by the square root, so that a circle's area tells its time. */
export const distance = (ms: number): number => Math.sqrt(Math.min(ms, EDGE_MS) / EDGE_MS);

/** Where a place stands about the middle, 0 to 1 each way, by its bearing and its time. */
export function about(from: { latitudeDeg: number; longitudeDeg: number }, to: { latitudeDeg: number; longitudeDeg: number }, ms: number): Point {
  const east = (to.longitudeDeg - from.longitudeDeg) * Math.cos((from.latitudeDeg * Math.PI) / 180), north = to.latitudeDeg - from.latitudeDeg;
  const way = Math.hypot(east, north);
  const r = distance(ms);
  return way < 1e-9 ? { x: r, y: 0 } : { x: (east / way) * r, y: (-north / way) * r };
}
