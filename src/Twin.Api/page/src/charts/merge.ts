// History and what came live since, as columns over one time axis.

import type { Series } from '../wire/types';

export interface Point {
  readonly timeMs: number;
  readonly values: readonly (number | null)[];
}

export interface Columns {
  readonly timeMs: number[];
  /** One column per series, null where it has no value. */
  readonly values: (number | null)[][];
}

/** Series over the union of their times; live points follow after the last of history. */
export function merge(series: readonly (Series | null)[], tail: readonly Point[], fromMs: number, toMs: number): Columns {
  const rows = new Map<number, (number | null)[]>();
  const row = (t: number): (number | null)[] => {
    let r = rows.get(t);
    if (!r) rows.set(t, (r = new Array<number | null>(series.length).fill(null)));
    return r;
  };
  let last = -Infinity;
  series.forEach((s, n) => s?.timeMs.forEach((t, i) => {
    if (t < fromMs || t > toMs) return;
    const value = s.mean[i]!;
    row(t)[n] = Number.isFinite(value) ? value : null;
    last = Math.max(last, t);
  }));
  for (const p of tail) {
    if (p.timeMs <= last || p.timeMs < fromMs || p.timeMs > toMs) continue;
    const r = row(p.timeMs);
    p.values.forEach((v, n) => { r[n] = v; });
  }
  const timeMs = [...rows.keys()].sort((a, b) => a - b);
  return { timeMs, values: series.map((_, n) => timeMs.map(t => rows.get(t)![n]!)) };
}

/** Each column added to those before it; null where any of them is. */
export function stack(values: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const sums: (number | null)[][] = [];
  values.forEach((column, n) => {
    sums.push(column.map((v, i) => (n === 0 ? v : v === null || sums[n - 1]![i] === null ? null : v + sums[n - 1]![i]!)));
  });
  return sums;
}

/** Round values that cut a scale into two to four parts. */
export function gridLines(least: number, most: number, wanted = 3): number[] {
  if (!(most > least)) return [];
  const rough = (most - least) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(x => x * power).find(x => x >= rough)!;
  const lines: number[] = [];
  for (let v = Math.ceil(least / step + 1e-9) * step; v < most - step * 0.05; v += step) lines.push(Number(v.toPrecision(12)));
  return lines;
}

/** Thinned to at most so many rows, first and last kept. */
export function thinned(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}
