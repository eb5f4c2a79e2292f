// A cooling mode over time: neighbours of one mode merged into one stretch.

import { MODES, type ModeName } from './mix';

export interface Stretch {
  readonly mode: ModeName;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The mode that most racks were in, interval by interval; an interval without racks makes a gap. */
export function stretches(timeMs: readonly number[], values: readonly (readonly (number | null)[])[], toMs: number): Stretch[] {
  const merged: Stretch[] = [];
  timeMs.forEach((t, i) => {
    let most = 0, mode: ModeName | null = null;
    MODES.forEach((m, n) => {
      const v = values[n]?.[i] ?? 0;
      if (v > most) [most, mode] = [v, m.name];
    });
    if (mode === null) return;
    const end = timeMs[i + 1] ?? Math.max(t, toMs);
    const last = merged[merged.length - 1];
    if (last && last.mode === mode && last.toMs === t) merged[merged.length - 1] = { ...last, toMs: end };
    else merged.push({ mode, fromMs: t, toMs: end });
  });
  return merged;
}

/** Each mode's share of the time that is known. */
export function shares(all: readonly Stretch[]): Record<ModeName, number> {
  const sum = all.reduce((s, x) => s + x.toMs - x.fromMs, 0);
  const of = (mode: ModeName): number => (sum > 0 ? all.filter(x => x.mode === mode).reduce((s, x) => s + x.toMs - x.fromMs, 0) / sum : 0);
  return { natural: of('natural'), partial: of('partial'), mechanical: of('mechanical'), uncooled: of('uncooled') };
}
