// One sentence for a mode, with its reason: "Mechanical since 14:36: outdoor 31.4 °C is above 30 °C".

import { inSentence, named, text } from '../text/text';
import type { Occurrence, Plant, TwinEvent } from '../wire/types';
import { concerns } from './events';
import { celsius, limit, NARROW, number, said } from './numbers';
import { moment, type Zone } from './time';

const temperature = (c: number | null): string => said(celsius(c));
const bound = (c: number | null): string => said(limit(c));
const dust = (x: number | null): string => `${number(x)}${NARROW}µg/m³`;

/** The reason alone; empty where there is none to give. */
export function reason(cause: string, value: number | null, limit: number | null): string {
  const above = value !== null && limit !== null && value >= limit;
  switch (cause) {
    case 'none': return '';
    case 'dryBulb': return text(above ? 'why.outdoor.above' : 'why.outdoor.below', { value: temperature(value), limit: bound(limit) });
    case 'wetBulb': return text(above ? 'why.wet.above' : 'why.wet.below', { value: temperature(value), limit: bound(limit) });
    case 'dewPoint': return text('why.dewPoint', { value: temperature(value), limit: bound(limit) });
    case 'dust': return text('why.dust', { value: dust(value), limit: dust(limit) });
    case 'frost': return text('why.frost', { value: temperature(value), limit: bound(limit) });
    default: return named('why', cause);
  }
}

/** Kinds of event that no cooling plant feels. */
const UNFELT = new Set(['linkCut', 'schedulerOff', 'priceSpike', 'calm', 'cloudFront', 'icing']);
/** Causes that only weather makes, and the kinds of event that make such weather. */
const WEATHER: Readonly<Record<string, readonly string[]>> = {
  dryBulb: ['heatWave', 'coldWave'], wetBulb: ['heatWave', 'coldWave'], dewPoint: ['heatWave', 'coldWave'], frost: ['heatWave', 'coldWave'], dust: ['dustStorm'],
};

/** The event that may have brought a plant into its mode: it acts there, began before, and is of a kind that could. */
export const behind = (plant: Plant, path: string, events: readonly TwinEvent[]): TwinEvent | undefined =>
  events.find(e => e.standing !== 'pending' && e.startMs <= plant.sinceMs && concerns(e.target, path) && (WEATHER[plant.cause]?.includes(e.kind) ?? !UNFELT.has(e.kind)));

export function whyMode(plant: Plant, nowMs: number, startMs: number, zone: Zone): string {
  const mode = named('mode', plant.mode);
  if (plant.sinceMs <= startMs) return text('why.start', { mode });
  const because = reason(plant.cause, plant.value, plant.limit);
  const since = text('why.since', { mode, time: moment(plant.sinceMs, nowMs, zone) });
  return because === '' ? since : `${since}: ${because}`;
}

/** What happened, in a sentence that begins with the place. */
export function happened(o: Occurrence, place: string, event: string): string {
  const because = reason(o.cause, o.value, o.limit);
  const other = because === '' ? named('why', o.cause) : because;
  const why = other === o.cause ? '' : `, ${inSentence(other)}`;
  return named('occ', o.kind)
    .replace('{place}', place)
    .replace('{mode}', inSentence(o.to === null ? '' : named('mode', o.to)))
    .replace(': {why}', why)
    .replace('{value}', number(o.value))
    .replace('{event}', event);
}
