// Simulated time in the zone that the reader chose. Simulated moments are UTC on the wire.

import { text } from '../text/text';
import { MINUS, NARROW, number } from './numbers';

export type Zone = 'site' | 'utc' | 'browser';

export const ZONES: readonly Zone[] = ['site', 'utc', 'browser'];

/** All hubs keep China's one civil time. */
const SITE_OFFSET_MS = 8 * 3_600_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (n: number): string => String(n).padStart(2, '0');

/** How far a zone's wall clock is ahead of UTC at a moment: the browser's may change with the season. */
export const zoneOffsetMs = (zone: Zone, atMs: number): number =>
  zone === 'site' ? SITE_OFFSET_MS : zone === 'utc' ? 0 : -new Date(atMs).getTimezoneOffset() * 60_000;

/** A Date whose UTC fields read as the zone's wall clock. */
export const inZone = (ms: number, zone: Zone): Date => new Date(ms + zoneOffsetMs(zone, ms));

/** "UTC+8", "UTC", "UTC−3:30 browser": what times are labelled with. */
export function zoneName(zone: Zone, atMs: number): string {
  const minutes = Math.round(zoneOffsetMs(zone, atMs) / 60_000), size = Math.abs(minutes);
  const offset = minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? MINUS : '+'}${Math.floor(size / 60)}${size % 60 === 0 ? '' : `:${two(size % 60)}`}`;
  return text(`zone.${zone}`, { offset });
}

/** The zone that comes after one, where they are gone through. */
export const nextZone = (zone: Zone): Zone => ZONES[(ZONES.indexOf(zone) + 1) % ZONES.length]!;

/** The last midnight of the zone's wall clock. */
export const dayStart = (ms: number, zone: Zone): number => Math.floor((ms + zoneOffsetMs(zone, ms)) / 86_400_000) * 86_400_000 - zoneOffsetMs(zone, ms);

export function date(ms: number, zone: Zone): string {
  const d = inZone(ms, zone);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

export function dayMonth(ms: number, zone: Zone): string {
  const d = inZone(ms, zone);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`;
}

export function clock(ms: number, zone: Zone, seconds = false): string {
  const d = inZone(ms, zone);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}${seconds ? `:${two(d.getUTCSeconds())}` : ''}`;
}

/** The time alone on the day of `now`, else with its day. */
export const moment = (ms: number, now: number, zone: Zone): string =>
  date(ms, zone) === date(now, zone) ? clock(ms, zone) : `${dayMonth(ms, zone)} ${clock(ms, zone)}`;

/** How long: 40 s, 9 min 40 s, 11.6 h, 3 d. */
export function duration(s: number | null | undefined): string {
  if (s === null || s === undefined || !Number.isFinite(s)) return '∞';
  const whole = Math.round(s);
  if (whole < 60) return `${whole}${NARROW}s`;
  if (whole < 600 && whole % 60 !== 0) return `${Math.floor(whole / 60)}${NARROW}min ${whole % 60}${NARROW}s`;
  if (s < 3600 * 1.5) return `${Math.round(s / 60)}${NARROW}min`;
  if (s < 86_400 * 2) return `${number(s / 3600, s % 3600 === 0 ? 0 : 1)}${NARROW}h`;
  return `${number(s / 86_400, s % 86_400 === 0 ? 0 : 1)}${NARROW}d`;
}

/** What people type for a duration: 15m, 6h, 3d, 90s, 1.5 h; null where it is none. Bare numbers are refused. */
export function durationMs(text: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(s|min|m|h|d)\s*$/i.exec(text);
  if (!match) return null;
  const scale = { s: 1e3, m: 6e4, min: 6e4, h: 3.6e6, d: 8.64e7 }[match[2]!.toLowerCase()]!;
  const ms = Number(match[1]) * scale;
  return ms > 0 && Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : null;
}

/** The shortest text that durationMs reads back. */
export function durationText(ms: number): string {
  for (const [scale, unit] of [[8.64e7, 'd'], [3.6e6, 'h'], [6e4, 'm'], [1e3, 's']] as const) {
    if (ms >= scale && ms % scale === 0) return `${ms / scale}${unit}`;
  }
  return `${ms / 1e3}s`;
}

/** A time span as the API takes it. */
export const isoDuration = (ms: number): string => `PT${ms / 1e3}S`;

/** How old something is: 0.2 s, 14 s, 3 min. */
export const age = (ms: number): string => (ms < 9_950 ? `${number(Math.max(0, ms) / 1e3, 1)}${NARROW}s` : duration(ms / 1e3));

/** Moments for an axis: round steps of the zone's wall clock, few enough not to crowd. */
export function axisTicks(fromMs: number, toMs: number, most: number, zone: Zone): number[] {
  const steps = [60e3, 300e3, 600e3, 900e3, 1800e3, 3.6e6, 7.2e6, 10.8e6, 21.6e6, 43.2e6, 86.4e6, 172.8e6, 604.8e6, 2592e6];
  const step = steps.find(s => (toMs - fromMs) / s <= most) ?? steps[steps.length - 1]!;
  const offset = zoneOffsetMs(zone, fromMs);
  const ticks: number[] = [];
  for (let t = Math.ceil((fromMs + offset) / step) * step - offset; t <= toMs; t += step) ticks.push(t);
  return ticks;
}

/** An axis label: the day at midnight, else the time. */
export const axisLabel = (ms: number, zone: Zone): string => {
  const d = inZone(ms, zone);
  return d.getUTCHours() === 0 && d.getUTCMinutes() === 0 ? dayMonth(ms, zone) : clock(ms, zone);
};
