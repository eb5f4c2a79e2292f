// Time ranges as people type them: now-6h, now-6h/now-2h, 2026-07-14 06:00/2026-07-14 09:00, 14:00/now.

import { dayStart, durationMs, zoneOffsetMs, type Zone } from './time';

/** A range back from now that goes on, or a part of the past. */
export type Span = { readonly range: string } | { readonly zoom: readonly [number, number] };

function moment(text: string, nowMs: number, zone: Zone): number | null {
  const back = /^now(?:\s*[-\u2212]\s*(\S+))?$/i.exec(text);
  if (back) {
    const ms = back[1] === undefined ? 0 : durationMs(back[1]);
    return ms === null ? null : nowMs - ms;
  }
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (clock && Number(clock[1]) < 24 && Number(clock[2]) < 60) return dayStart(nowMs, zone) + Number(clock[1]) * 3_600_000 + Number(clock[2]) * 60_000;
  const full = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?(Z?)$/i.exec(text);
  if (!full) return null;
  const ms = Date.parse(`${full[1]}T${full[2] ?? '00:00'}Z`);
  return Number.isNaN(ms) ? null : ms - (full[3] === '' ? zoneOffsetMs(zone, ms) : 0);
}

/** What a text comes to; null where it is no range, or one that ends before it begins. */
export function span(text: string, nowMs: number, zone: Zone): Span | null {
  const [from = '', to = 'now', ...more] = text.split(/\s*(?:\/|\u2013| to )\s*/).map(t => t.trim());
  if (more.length > 0) return null;
  const open = /^now\s*[-\u2212]\s*(\d+[mhd])$/i.exec(from);
  if (open && to.toLowerCase() === 'now') return { range: open[1]!.toLowerCase() };
  const fromMs = moment(from, nowMs, zone), toMs = moment(to, nowMs, zone);
  return fromMs !== null && toMs !== null && toMs > fromMs ? { zoom: [fromMs, toMs] } : null;
}
