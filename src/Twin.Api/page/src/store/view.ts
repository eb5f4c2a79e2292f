// The whole view, in the address: what is shown, how, and which panel is open.

import type { Units } from '../format/numbers';
import { durationMs, ZONES, type Zone } from '../format/time';
import { type ThemeChoice } from './theme';

export type RackMetric = 'inletC' | 'powerKw' | 'load' | 'siliconC';
/** What the list beside the map, or under a hub's or a region's numbers, holds; nodes: hubs, data centers, the grid. */
export type ListName = 'nodes' | 'links' | 'work' | 'policy';
export type PanelName = '' | 'inject' | 'events' | 'search' | 'help';
export type SortKey = 'condition' | 'name' | 'power' | 'pue' | 'cooling' | 'carbon' | 'inlet' | 'outdoor' | 'load';

export interface View {
  readonly node: string;
  readonly range: string;
  /** A part of the past that was zoomed into, simulated Unix ms; null: live. */
  readonly zoom: readonly [number, number] | null;
  /** An earlier moment to look at, simulated Unix ms; null: live. */
  readonly at: number | null;
  readonly zone: Zone;
  readonly units: Units;
  readonly theme: ThemeChoice | null;
  readonly metric: RackMetric;
  readonly rack: number | null;
  readonly sort: SortKey;
  readonly down: boolean;
  readonly list: ListName;
  readonly panel: PanelName;
  readonly table: boolean;
  readonly kiosk: boolean;
  /** Where the inject panel points; the node shown unless chosen otherwise. */
  readonly target: string | null;
  readonly kind: string | null;
}

export const initial: View = {
  node: 'network', range: '24h', zoom: null, at: null, zone: 'site', units: 'si', theme: null, metric: 'inletC', rack: null,
  sort: 'condition', down: true, list: 'nodes', panel: '', table: false, kiosk: false, target: null, kind: null,
};

export const RANGES: readonly string[] = ['1h', '6h', '24h', '3d', '7d'];
const METRICS: readonly RackMetric[] = ['inletC', 'powerKw', 'load', 'siliconC'];
export const LISTS: readonly ListName[] = ['nodes', 'links', 'work', 'policy'];
const PANELS: readonly PanelName[] = ['', 'inject', 'events', 'search', 'help'];
const SORTS: readonly SortKey[] = ['condition', 'name', 'power', 'pue', 'cooling', 'carbon', 'inlet', 'outdoor', 'load'];
const PATH = /^[a-z0-9-]+(\/[a-z0-9-]+){0,3}$/;

/** History goes no further back than 30 days. */
const MOST_RANGE_MS = 30 * 86_400_000;

/** How far back charts may look: 90m, 6h, 3d. */
export const isRange = (text: string | null): boolean => text !== null && /^\d+[mhd]$/.test(text) && (durationMs(text) ?? Infinity) <= MOST_RANGE_MS;

const oneOf = <T extends string>(text: string | null, all: readonly T[], otherwise: T): T =>
  all.includes(text as T) ? (text as T) : otherwise;

/** Reads an address' query; whatever it does not understand becomes the initial view's. */
export function read(query: string): View {
  const q = new URLSearchParams(query);
  const path = (name: string): string | null => {
    const text = q.get(name);
    return text !== null && PATH.test(text) ? text : null;
  };
  const rack = Number(q.get('rack'));
  const from = Date.parse(q.get('from') ?? ''), to = Date.parse(q.get('to') ?? '');
  return {
    node: path('node') ?? initial.node,
    range: isRange(q.get('range')) ? q.get('range')! : initial.range,
    zoom: to > from ? [from, to] : null,
    at: Number.isNaN(Date.parse(q.get('at') ?? '')) ? null : Date.parse(q.get('at')!),
    zone: oneOf<Zone>(q.get('zone'), ZONES, initial.zone),
    units: oneOf<Units>(q.get('units'), ['si', 'us'], initial.units),
    theme: q.has('theme') ? oneOf<ThemeChoice>(q.get('theme'), ['dark', 'light', 'system'], 'system') : null,
    metric: oneOf(q.get('metric'), METRICS, initial.metric),
    rack: q.has('rack') && Number.isInteger(rack) && rack >= 0 ? rack : null,
    sort: oneOf(q.get('sort'), SORTS, initial.sort),
    down: q.get('dir') !== 'asc',
    list: oneOf(q.get('list'), LISTS, initial.list),
    panel: oneOf(q.get('panel'), PANELS, ''),
    table: q.get('table') === '1',
    kiosk: q.has('kiosk'),
    target: path('target'),
    kind: q.get('kind'),
  };
}

/** The shortest query that read() turns into the same view. */
export function write(view: View): string {
  const parts: string[] = [];
  const put = (name: string, value: string | null, plain: string | null): void => {
    if (value !== null && value !== plain) parts.push(`${name}=${encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':')}`);
  };
  put('node', view.node, initial.node);
  put('range', view.range, initial.range);
  put('from', view.zoom && new Date(view.zoom[0]).toISOString(), null);
  put('to', view.zoom && new Date(view.zoom[1]).toISOString(), null);
  put('at', view.at === null ? null : new Date(view.at).toISOString(), null);
  put('zone', view.zone, initial.zone);
  put('units', view.units, initial.units);
  put('theme', view.theme, null);
  put('metric', view.metric, initial.metric);
  put('rack', view.rack === null ? null : String(view.rack), null);
  put('sort', view.sort, initial.sort);
  put('dir', view.down ? null : 'asc', null);
  put('list', view.list, initial.list);
  put('panel', view.panel, '');
  put('table', view.table ? '1' : null, null);
  put('target', view.target, null);
  put('kind', view.kind, null);
  if (view.kiosk) parts.push('kiosk');
  return parts.length ? `?${parts.join('&')}` : '';
}
