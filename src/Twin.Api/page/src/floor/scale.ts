// Colours of racks: one sequential scale for each metric; only what is beyond its limits leaves it.

import type { RackMetric } from '../store/view';
import type { InletRange } from '../wire/types';

export const STEPS = 24;

export interface Scale {
  readonly least: number;
  readonly most: number;
  /** Above it amber, above the second red; null where the metric has no limits. */
  readonly limits: readonly [number, number] | null;
}

/** @param designKw the largest design power of the halls. */
export function scaleOf(metric: RackMetric, designKw: number, inlet: InletRange): Scale {
  switch (metric) {
    case 'inletC': return { least: 22, most: inlet.recommendedC, limits: [inlet.recommendedC, inlet.allowableC] };
    case 'powerKw': return { least: 0, most: Math.max(0.1, designKw), limits: null };
    case 'load': return { least: 0, most: 1, limits: null };
    case 'siliconC': return { least: 30, most: 85, limits: [85, 98] };
  }
}

/** 0…STEPS−1 on the scale, STEPS for amber, STEPS + 1 for red, −1 for a rack that is off or has no value. */
export function step(scale: Scale, value: number, off: boolean): number {
  if (off || !Number.isFinite(value)) return -1;
  if (scale.limits && value > scale.limits[1]) return STEPS + 1;
  if (scale.limits && value > scale.limits[0]) return STEPS;
  const share = (value - scale.least) / (scale.most - scale.least);
  return Math.max(0, Math.min(STEPS - 1, Math.floor(share * STEPS)));
}

type Rgb = readonly [number, number, number];

const RAMPS: Record<'dark' | 'light', readonly Rgb[]> = {
  dark: [[27, 34, 40], [41, 56, 69], [63, 94, 124], [106, 147, 182], [166, 206, 236]],
  light: [[226, 231, 232], [187, 204, 215], [132, 168, 195], [73, 122, 163], [26, 78, 124]],
};

/** The scale's colours, quiet to strong, in a theme. */
export function ramp(theme: 'dark' | 'light'): string[] {
  const stops = RAMPS[theme];
  return Array.from({ length: STEPS }, (_, i) => {
    const at = (i / (STEPS - 1)) * (stops.length - 1);
    const a = stops[Math.floor(at)]!, b = stops[Math.min(stops.length - 1, Math.floor(at) + 1)]!, t = at - Math.floor(at);
    return `rgb(${a.map((v, n) => Math.round(v + (b[n]! - v) * t)).join(' ')})`;
  });
}

export const FAULT = 2;
export const SHUT_DOWN = 4;
export const THROTTLED = 8;
export const isOff = (status: number): boolean => (status & (1 | FAULT | SHUT_DOWN)) !== 0;
