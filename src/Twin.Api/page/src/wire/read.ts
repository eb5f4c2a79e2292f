// From the API's JSON to what the page knows. The one place that a change of the wire touches.

import type {
  ClassJobs, Clock, Closure, Decision, EventFacts, Frame, Hall, InletRange, Judgement, Kind, LinkMap, NodeInfo, NodeNow, Occurrence, Plant, PlantMode, Policy, Power, Racks, RegionGrid, Series, TwinEvent, Weather,
  Work,
} from './types';

export type Json = Readonly<Record<string, unknown>>;

const object = (x: unknown): Json | null => (typeof x === 'object' && x !== null && !Array.isArray(x) ? (x as Json) : null);
const list = (x: unknown): readonly unknown[] => (Array.isArray(x) ? x : []);
const num = (x: unknown): number | null => (typeof x === 'number' && Number.isFinite(x) ? x : null);
const numbers = (x: unknown): number[] => list(x).map(v => num(v) ?? NaN);
const str = (x: unknown): string => (typeof x === 'string' ? x : '');
/** A moment: RFC 3339, or Unix ms. */
const time = (x: unknown): number | null => (typeof x === 'number' ? x : typeof x === 'string' && !Number.isNaN(Date.parse(x)) ? Date.parse(x) : null);
/** An ISO 8601 time span, in ms. */
export const span = (iso: unknown): number | null => {
  const match = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(str(iso));
  if (!match || str(iso).length < 3) return null;
  const [d, h, m, s] = match.slice(1).map(x => Number(x ?? 0));
  return (((d! * 24 + h!) * 60 + m!) * 60 + s!) * 1000;
};

export function nodeInfo(x: Json): NodeInfo {
  return {
    path: str(x['path']), kind: str(x['kind']) as Kind, name: str(x['name']), nameZh: str(x['nameZh']), parent: x['parent'] === null ? null : str(x['parent']),
    racks: num(x['racks']) ?? 0, designItKw: num(x['designItKw']) ?? 0,
    latitudeDeg: num(x['latitudeDeg']), longitudeDeg: num(x['longitudeDeg']), plantKind: x['plantKind'] === null ? null : str(x['plantKind']), policy: policy(x['policy']),
  };
}

function policy(x: unknown): Policy | null {
  const p = object(x);
  return p && { pueTarget: num(p['pueTarget']) ?? NaN, greenShare: num(p['greenShare']) ?? NaN, rackUpShare: num(p['rackUpShare']) ?? NaN, stations: num(p['stations']) ?? 0 };
}

function regionGrid(x: unknown): RegionGrid | null {
  const g = object(x);
  if (!g) return null;
  const f = object(g['frequency']);
  return {
    fleets: list(g['fleets']).map(y => object(y) ?? {}).map(y => ({
      name: str(y['name']), kind: str(y['kind']), capacityKw: num(y['capacityKw']) ?? 0, offeredKw: num(y['offeredKw']) ?? 0, outputKw: num(y['outputKw']) ?? 0,
    })),
    storage: list(g['storage']).map(y => object(y) ?? {}).map(y => ({
      name: str(y['name']), kind: str(y['kind']), ratedKw: num(y['ratedKw']) ?? 0, energyKWh: num(y['energyKWh']) ?? 0, powerKw: num(y['powerKw']) ?? 0, share: num(y['share']) ?? 0,
    })),
    frequency: f && { hz: num(f['hz']), leastHz: num(f['leastHz']), mostHz: num(f['mostHz']), shedShare: num(f['shedShare']) ?? 0, area: str(f['area']) },
  };
}

function quantities(x: unknown): Record<string, number | null> {
  const kept: Record<string, number | null> = {};
  for (const [name, value] of Object.entries(object(x) ?? {})) kept[name] = num(value);
  return kept;
}

/** Both closures; an error that is no number is the worst of all. */
function closure(node: Json): Closure | null {
  if (typeof node['holds'] === 'boolean') return { error: num(node['closureError']) ?? Infinity, holds: node['holds'] };
  const c = object(node['closures']);
  const error = (part: string): number => num(object(c?.[part])?.['error']) ?? Infinity;
  return c && { error: Math.max(error('sum'), error('energy')), holds: c['holds'] === true };
}

function judgement(x: unknown): Judgement | null {
  const c = object(x);
  return c && {
    level: str(c['level']) as Judgement['level'], fact: str(c['fact']) as Judgement['fact'], value: num(c['value']), limit: num(c['limit']),
    eventId: str(c['eventId']) || null, events: num(c['events']) ?? 0,
  };
}

export const inletRange = (x: unknown): InletRange => ({ recommendedC: num(object(x)?.['recommendedC']) ?? Infinity, allowableC: num(object(x)?.['allowableC']) ?? Infinity });

function weather(x: unknown): Weather | null {
  const w = object(x);
  if (!w) return null;
  const of = (name: string): number => num(w[name]) ?? NaN;
  return {
    dryBulbC: of('dryBulbC'), wetBulbC: of('wetBulbC'), dewPointC: of('dewPointC'), rhPct: of('rhPct'), windMs: of('windMs'), ghiWm2: of('ghiWm2'),
    pm10UgM3: of('pm10UgM3'), pressurePa: of('pressurePa'),
  };
}

function plant(x: unknown): Plant | null {
  const p = object(x);
  return p && {
    mode: str(p['mode']) as PlantMode, sinceMs: time(p['since']) ?? 0, cause: str(p['cause']), value: num(p['value']), limit: num(p['limit']),
    supplyC: num(p['supplyC']), coolantC: num(p['coolantC']), compressorShare: num(p['compressorShare']) ?? 0,
    airBlocked: p['airBlocked'] === true, wetBlocked: p['wetBlocked'] === true,
  };
}

function power(x: unknown): Power | null {
  const p = object(x);
  return p && {
    supply: str(p['supply']), sinceMs: time(p['since']) ?? 0, feedsUp: num(p['feedsUp']) ?? 0, batteryShare: num(p['batteryShare']) ?? 0,
    batteryS: num(p['batteryS']), fuelS: num(p['fuelS']), thermalS: num(p['thermalS']), generatorsRunning: num(p['generatorsRunning']) ?? 0, onBypass: p['onBypass'] === true,
    targetKw: num(p['targetKw']), owedKWh: num(p['owedKWh']) ?? 0,
  };
}

export function nodeNow(x: Json): NodeNow {
  return {
    path: str(x['path']), q: quantities(x['reading']), closure: closure(x), condition: judgement(x['condition']), weather: weather(x['weather']),
    mode: (str(x['mode']) || str(object(x['cooling'])?.['mode']) || null) as PlantMode | null, supply: str(x['supply']) || str(object(x['power'])?.['supply']) || null,
    plant: plant(x['cooling']), power: power(x['power']), inletP95C: num(object(x['inlets'])?.['p95C']),
    grid: regionGrid(x['grid']), darkStations: Array.isArray(x['darkStations']) ? x['darkStations'].map(str) : null,
  };
}

/** A node out of a row of history: the means of its interval, and the condition that its greatest values are judged to. */
export function pastNode(row: Json, metrics: readonly string[]): NodeNow {
  const reading = Object.fromEntries(metrics.map(m => [m, row[`${m}Mean`]]));
  const condition = { level: row['conditionLevel'], fact: row['conditionFact'], value: row['conditionValue'], limit: row['conditionLimit'], eventId: row['conditionEventId'], events: row['conditionEvents'] };
  return nodeNow({ path: row['node'], reading, condition: typeof condition.level === 'string' ? condition : null });
}

export function event(x: Json): TwinEvent {
  return {
    id: str(x['id']), kind: str(x['kind']), target: str(x['target']), selection: str(x['selection']), startMs: time(x['start']) ?? 0, endMs: time(x['end']),
    rampMs: span(x['ramp']) ?? 0, magnitude: num(x['magnitude']) ?? 0, unit: str(x['unit']),
    share: num(x['share']) ?? 0, standing: str(x['standing']) as TwinEvent['standing'], by: str(x['by']), reason: str(x['reason']),
  };
}

export function occurrence(x: Json): Occurrence {
  return {
    sequence: num(x['sequence']) ?? 0, tick: num(x['tick']) ?? 0, atMs: time(x['time']) ?? 0, path: str(x['path']), kind: str(x['kind']),
    from: (str(x['from']) || null) as PlantMode | null, to: (str(x['to']) || null) as PlantMode | null,
    cause: str(x['cause']), value: num(x['value']), limit: num(x['limit']), eventId: str(x['eventId']) || null,
    event: str(x['eventKind']) === '' ? null : { kind: str(x['eventKind']), magnitude: num(x['value']) ?? 0, unit: str(x['unit']) },
  };
}

function clockOf(x: unknown): Clock {
  const c = object(x) ?? {};
  return { paused: c['paused'] === true, speed: num(c['speed']) ?? 0, achieved: num(c['achieved']) ?? 0 };
}

const objects = (x: unknown): Json[] => list(x).map(y => object(y) ?? {});

export function linkMap(x: Json): LinkMap {
  const reach = (r: Json) => ({ hub: str(r['hub']), center: str(r['center']), roundTripMs: num(r['roundTripMs']) });
  return {
    tick: num(x['tick']) ?? -1,
    centers: objects(x['centers']).map(c => ({ name: str(c['name']), title: str(c['title']), latitudeDeg: num(c['latitudeDeg']) ?? 0, longitudeDeg: num(c['longitudeDeg']) ?? 0 })),
    links: objects(x['links']).map(l => ({
      name: str(l['name']), from: str(l['from']), to: str(l['to']), lengthKm: num(l['lengthKm']) ?? 0, oneWayMs: num(l['oneWayMs']) ?? 0, roundTripMs: num(l['roundTripMs']) ?? 0,
      capacityGbps: num(l['capacityGbps']) ?? 0, up: l['up'] === true, serviceGbps: num(l['serviceGbps']) ?? 0, transferGbps: num(l['transferGbps']) ?? 0, usedShare: num(l['usedShare']) ?? 0,
    })),
    ways: objects(x['ways']).map(w => ({ ...reach(w), sentGbps: num(w['sentGbps']) ?? 0, links: list(w['links']).map(str), usualRoundTripMs: num(w['usualRoundTripMs']), usualLinks: list(w['usualLinks']).map(str) })),
    reach: objects(x['reach']).map(reach),
  };
}

const classJobs = (c: Json): ClassJobs => ({
  name: str(c['class']), running: num(c['running']) ?? 0, runningKw: num(c['runningKw']) ?? 0, waiting: num(c['waiting']) ?? 0, waitingKw: num(c['waitingKw']) ?? 0, moving: num(c['moving']) ?? 0,
  completed: num(c['completed']) ?? 0, late: num(c['late']) ?? 0, nextDeadlineMs: time(c['nextDeadline']),
});

const decision = (d: Json): Decision => ({
  sequence: num(d['sequence']) ?? 0, firstMs: time(d['first']) ?? 0, lastMs: time(d['last']) ?? 0, kind: str(d['kind']) as Decision['kind'], reason: str(d['reason']), className: str(d['class']),
  jobs: num(d['jobs']) ?? 0, from: str(d['from']), to: str(d['to']), untilMs: time(d['until']), kw: num(d['kw']) ?? 0, costCny: num(d['costCny']), againstCny: num(d['againstCny']),
});

export const work = (jobs: Json, decisions: unknown): Work => ({
  schedulerOn: jobs['schedulerOn'] === true, movedGb: num(jobs['movedGb']) ?? 0,
  hubs: objects(jobs['hubs']).map(h => ({ hub: str(h['hub']), swingKw: num(h['swingKw']) ?? 0, classes: objects(h['classes']).map(classJobs) })),
  decisions: objects(decisions).map(decision),
});

export const events = (x: unknown): TwinEvent[] => list(x).map(e => event(object(e) ?? {}));
export const occurrences = (x: unknown): Occurrence[] => list(x).map(o => occurrence(object(o) ?? {}));

export function frame(x: Json, whole: boolean): Frame {
  return {
    whole, epoch: num(x['epoch']) ?? 0, sequence: num(x['sequence']) ?? 0, tick: num(x['tick']) ?? -1, timeMs: time(x['time']) ?? 0, wallMs: time(x['wallTime']) ?? 0, clock: clockOf(x['clock']),
    nodes: new Map(list(x['nodes']).map(n => nodeNow(object(n) ?? {})).map(n => [n.path, n])),
    events: events(x['events']),
  };
}

export function facts(x: Json): EventFacts {
  return {
    kind: str(x['kind']), level: str(x['level']) as Kind, unit: str(x['unit']), least: num(x['least']) ?? 0, most: num(x['most']) ?? 0, usual: num(x['usual']) ?? 0,
    usualDurationMs: span(x['usualDuration']), usualRampMs: span(x['usualRamp']) ?? 0,
    selection: str(x['selection']), source: str(x['source']),
  };
}

export function series(x: Json): Series {
  return {
    node: str(x['node']), metric: str(x['metric']), unit: str(x['unit']), resolutionMs: num(x['resolutionMs']) ?? 0,
    timeMs: numbers(x['timeMs']), min: numbers(x['min']), mean: numbers(x['mean']), max: numbers(x['max']),
  };
}

export function hall(x: Json): Hall {
  return {
    name: str(x['name']), rackClass: str(x['rackClass']), designKw: num(x['designKw']) ?? 0, first: num(x['first']) ?? 0, racks: num(x['racks']) ?? 0,
    racksPerRow: Math.max(1, num(x['racksPerRow']) ?? 1),
  };
}

/** Pages of racks, put together by index. */
export function racks(pages: readonly Json[]): Racks {
  const first = pages[0] ?? {};
  const total = num(first['total']) ?? 0;
  const column = (name: string): Float32Array => {
    const all = new Float32Array(total).fill(NaN);
    for (const page of pages) all.set(numbers(page[name]).slice(0, total - (num(page['from']) ?? 0)), num(page['from']) ?? 0);
    return all;
  };
  return {
    dataCenter: str(first['dataCenter']), tick: num(first['tick']) ?? 0, timeMs: time(first['time']) ?? 0, total,
    halls: list(first['halls']).map(h => hall(object(h) ?? {})),
    inletC: column('inletC'), powerKw: column('powerKw'), load: column('load'), siliconC: column('siliconC'), status: Uint8Array.from(column('status')),
  };
}
