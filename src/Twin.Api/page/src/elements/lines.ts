// The trends that views are made of.

import { grams, number, percent, power, said, celsius, compute } from '../format/numbers';
import { text } from '../text/text';
import type { TrendLine } from './twin-trend';

const kw = (v: number): string => said(power(v));
const plain = { ink: '--ink' };

export const powerLines = (node: string): TrendLine[] => [
  { node, metric: 'itKw', label: text('trend.it'), colour: '--it', shape: 'area', scale: 'a', scaled: 1, say: kw },
  { node, metric: 'coolingKw', label: text('trend.coolingPower'), colour: '--cooling', shape: 'area', scale: 'a', scaled: 1, say: kw },
  { node, metric: 'lossKw', label: text('trend.losses'), colour: '--loss', shape: 'area', scale: 'a', scaled: 1, say: kw },
  { node, metric: 'otherKw', label: text('trend.other'), colour: '--line-strong', shape: 'area', scale: 'a', scaled: 1, say: kw },
];

export const pueLines = (node: string, place: string, placeName: string): TrendLine[] => [
  { node, metric: 'pue', label: text('trend.pue.line'), colour: '--ink', shape: 'line', scale: 'a', scaled: 1, say: v => number(v, 3), ...plain },
  { node: place, metric: 'dryBulbC', label: text('trend.outdoor', { place: placeName }), colour: '--curve-2', shape: 'dashed', scale: 'b', scaled: 1, say: v => said(celsius(v)) },
];

/** What a region's grid is fed with, from the bottom: burnt, carried in, and what weather gives. */
export const gridLines = (node: string): TrendLine[] => [
  { node, metric: 'thermalKw', label: text('trend.grid.thermal'), colour: '--loss', shape: 'area', scale: 'a', scaled: 1, say: kw },
  { node, metric: 'tieImportKw', label: text('trend.grid.import'), colour: '--it', shape: 'area', scale: 'a', scaled: 1, say: kw },
  { node, metric: 'hydroKw', label: text('trend.grid.hydro'), colour: '--cooling', shape: 'area', scale: 'a', scaled: 1, say: kw },
  { node, metric: 'windKw', label: text('trend.grid.wind'), colour: '--natural', shape: 'area', scale: 'a', scaled: 1, say: kw },
  { node, metric: 'pvKw', label: text('trend.grid.sun'), colour: '--partial', shape: 'area', scale: 'a', scaled: 1, say: kw },
];

/** What a region's storage plants take and give. */
export const storageLines = (node: string): TrendLine[] => [
  { node, metric: 'storageChargeKw', label: text('trend.storage.takes'), colour: '--curve-2', shape: 'line', scale: 'a', scaled: 1, say: kw, ink: '--curve-2' },
  { node, metric: 'storageDischargeKw', label: text('trend.storage.gives'), colour: '--curve', shape: 'line', scale: 'a', scaled: 1, say: kw },
];

export const frequencyLines = (node: string): TrendLine[] => [
  { node, metric: 'frequencyHz', label: text('trend.frequency.line'), colour: '--ink', shape: 'line', scale: 'a', scaled: 1, say: v => said({ value: number(v, 3), unit: 'Hz' }), ...plain },
];

/** What a kilowatt hour costs, and what it weighs by the grid's mix and by contracts. */
export const factorLines = (node: string): TrendLine[] => [
  { node, metric: 'gridCarbonKgPerKWh', label: text('trend.factors.location'), colour: '--ink', shape: 'line', scale: 'a', scaled: 1, say: v => said(grams(v)), ...plain },
  { node, metric: 'marketGridCarbonKgPerKWh', label: text('trend.factors.market'), colour: '--curve', shape: 'line', scale: 'a', scaled: 1, say: v => said(grams(v)) },
  { node, metric: 'priceCnyPerKWh', label: text('trend.factors.price'), colour: '--curve-2', shape: 'dashed', scale: 'b', scaled: 1, say: v => said({ value: number(v, 2), unit: 'CNY/kWh' }) },
];

export const carbonLines = (node: string): TrendLine[] => [
  { node, metric: 'usedPflops', label: text('trend.compute.line'), colour: '--curve', shape: 'line', scale: 'b', scaled: 1, say: v => said(compute(v)) },
  { node, metric: 'gridCarbonKgPerKWh', label: text('trend.carbon.line'), colour: '--ink', shape: 'line', scale: 'a', scaled: 1, say: v => said(grams(v)), ...plain },
];

export const inletLines = (node: string): TrendLine[] => [
  { node, metric: 'maxInletC', label: text('trend.max'), colour: '--ink', shape: 'line', scale: 'a', scaled: 1, warmth: true, say: v => said(celsius(v)), ...plain },
  { node, metric: 'loadShare', label: text('trend.load'), colour: '--curve', shape: 'dashed', scale: 'b', scaled: 1, say: v => said(percent(v)) },
];
