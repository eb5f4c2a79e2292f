// Links as curves between their ends; parallel routes bend to both sides.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  readonly path: string;
  readonly middle: Point;
}

/** How far a curve's middle stands off the straight line, over its length. */
const BEND = 0.1;
const PARALLEL_BEND = 0.2;

/** @param nth which of the routes between the two, from 0; @param of how many there are. */
export function curve(from: Point, to: Point, nth: number, of: number): Curve {
  // From left to right, so that a route bends the same way whichever end is named first.
  const [a, b] = from.x < to.x || (from.x === to.x && from.y <= to.y) ? [from, to] : [to, from];
  const bend = of === 1 ? BEND : PARALLEL_BEND * (nth - (of - 1) / 2) * 2;
  const nx = b.y - a.y, ny = a.x - b.x;
  const c = { x: (a.x + b.x) / 2 + nx * bend, y: (a.y + b.y) / 2 + ny * bend };
  const at = (v: number): string => v.toFixed(1);
  return { path: `M${at(a.x)} ${at(a.y)}Q${at(c.x)} ${at(c.y)} ${at(b.x)} ${at(b.y)}`, middle: { x: (a.x + 2 * c.x + b.x) / 4, y: (a.y + 2 * c.y + b.y) / 4 } };
}

/** For each link, which of the routes between its two ends it is, and how many there are. */
export function parallels(links: readonly { from: string; to: string }[]): { nth: number; of: number }[] {
  const key = (l: { from: string; to: string }): string => [l.from, l.to].sort().join();
  const seen = new Map<string, number>();
  const nth = links.map(l => { const n = seen.get(key(l)) ?? 0; seen.set(key(l), n + 1); return n; });
  return links.map((l, i) => ({ nth: nth[i]!, of: seen.get(key(l))! }));
}

const THIN = 0.9, THICK = 4.4;

/** Width of a line by what goes over it: areas are proportional, and nothing is a hair. */
export const width = (gbps: number, mostGbps: number): number => (gbps <= 0 || mostGbps <= 0 ? THIN : THIN + (THICK - THIN) * Math.sqrt(Math.min(1, gbps / mostGbps)));
