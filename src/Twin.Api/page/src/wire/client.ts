// Calls of the API. A refusal becomes an error that says what the server said.

import { METRICS } from './stream';
import { facts, events, inletRange, linkMap, nodeInfo, nodeNow, occurrences, pastNode, racks, series, work, type Json } from './read';
import type { EventFacts, InletRange, LinkMap, NodeInfo, NodeNow, Occurrence, Racks, Series, TwinEvent, Work } from './types';

const ROOT = '/api/v1';
const PATIENCE_MS = 15_000;

export interface FieldFault {
  /** The body's field that is wrong, as in "magnitude"; empty for the whole. */
  readonly field: string;
  readonly message: string;
}

export class Refused extends Error {
  constructor(message: string, readonly status: number, readonly faults: readonly FieldFault[]) {
    super(message);
  }
}

export const segment = (path: string): string => path.replaceAll('/', '%2F');

async function call(path: string, init: RequestInit = {}): Promise<unknown> {
  const signal = init.signal ? AbortSignal.any([init.signal, AbortSignal.timeout(PATIENCE_MS)]) : AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(ROOT + path, { ...init, signal });
  const body: unknown = answer.headers.get('content-type')?.includes('json') ? await answer.json() : null;
  if (!answer.ok) {
    const problem = (body ?? {}) as Json;
    const faults = (Array.isArray(problem['errors']) ? (problem['errors'] as Json[]) : []).map(e => ({
      field: String(e['pointer'] ?? e['parameter'] ?? '').replace(/^#?\//, ''), message: String(e['message'] ?? ''),
    }));
    throw new Refused(String(problem['detail'] ?? problem['title'] ?? answer.statusText ?? answer.status), answer.status, faults);
  }
  return body;
}

const post = (path: string, body: unknown, signal?: AbortSignal): Promise<unknown> =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...(signal ? { signal } : {}) });

export interface Known {
  readonly infos: readonly NodeInfo[];
  readonly nows: readonly NodeNow[];
}

/** Every node above the rack. */
export async function nodes(): Promise<Known> {
  const infos: NodeInfo[] = [], nows: NodeNow[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = (await call(`/nodes?limit=500&metrics=racks${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)) as Json;
    for (const item of page['items'] as Json[]) {
      infos.push(nodeInfo(item));
      nows.push(nodeNow(item));
    }
    cursor = typeof page['next'] === 'string' ? page['next'] : null;
  }
  return { infos, nows };
}

/** One node with its weather, plant, power and inlets; with those right below it where wanted. */
export async function details(path: string, children: boolean, signal: AbortSignal): Promise<NodeNow[]> {
  const [own, below] = await Promise.all([
    call(`/nodes/${segment(path)}`, { signal }) as Promise<Json>,
    children ? (call(`/nodes/${segment(path)}/children?limit=500`, { signal }) as Promise<Json>) : { items: [] } as Json,
  ]);
  return [nodeNow(own), ...(below['items'] as Json[]).map(nodeNow)];
}

export interface CenterDetails {
  /** Simulated moment that they are of. */
  readonly atMs: number;
  readonly node: NodeNow;
}

/** One data center with plant, power and inlets, and the moment of the reading. */
export async function centerDetails(path: string, signal: AbortSignal): Promise<CenterDetails> {
  const page = (await call(`/nodes?level=dataCenter&under=${path}&limit=1`, { signal })) as Json;
  const item = (page['items'] as Json[])[0];
  if (item === undefined) throw new Refused(path, 404, []);
  return { atMs: Date.parse(String(page['time'])), node: nodeNow(item) };
}

export const links = async (signal: AbortSignal): Promise<LinkMap> => linkMap((await call('/links', { signal })) as Json);

export async function jobs(signal: AbortSignal): Promise<Work> {
  const [now, decisions] = await Promise.all([call('/jobs', { signal }), call('/decisions', { signal })]);
  return work(now as Json, decisions);
}

export interface World {
  readonly name: string;
  readonly ephemeral: boolean;
  readonly startMs: number;
  readonly inlet: InletRange;
}

export async function world(): Promise<World> {
  const n = (await call('/network?metrics=racks')) as Json;
  const tick = Number(n['tick']), step = Number(n['stepSeconds']);
  return { name: String(n['world']), ephemeral: n['ephemeral'] === true, startMs: Date.parse(String(n['time'])) - (tick + 1) * step * 1000, inlet: inletRange(n['inlet']) };
}

export const catalogue = async (): Promise<EventFacts[]> => ((await call('/events/catalogue')) as Json[]).map(facts);

export const openEvents = async (): Promise<TwinEvent[]> => events(await call('/events'));

export const happenedAfter = async (sequence: number, limit: number): Promise<Occurrence[]> =>
  occurrences(await call(`/occurrences?after=${sequence}&limit=${limit}`));

export async function history(node: string, metric: string, fromMs: number, toMs: number, points: number, signal?: AbortSignal): Promise<Series> {
  const query = `metric=${metric}&from=${new Date(fromMs).toISOString()}&to=${new Date(toMs).toISOString()}&points=${points}`;
  return series((await call(`/nodes/${segment(node)}/history?${query}`, signal ? { signal } : {})) as Json);
}

const RACKS_PER_PAGE = 20_000;

export async function racksOf(node: string, total: number, signal?: AbortSignal): Promise<Racks> {
  const pages: Json[] = [];
  for (let from = 0; from < Math.max(1, total); from += RACKS_PER_PAGE) {
    pages.push((await call(`/nodes/${segment(node)}/racks?from=${from}&count=${RACKS_PER_PAGE}`, signal ? { signal } : {})) as Json);
  }
  return racks(pages);
}

export const setClock = (change: { paused?: boolean; speed?: number }): Promise<unknown> => post('/clock', change);

export interface EventBody {
  readonly id?: string;
  readonly kind: string;
  readonly target: string;
  readonly selection?: string;
  readonly magnitude?: number;
  readonly duration: string | null;
  readonly ramp?: string;
  readonly reason: string;
  readonly by: string;
}

export interface Preview {
  readonly dataCenters: number;
  readonly racks: number;
  readonly itKw: number | null;
  readonly names: readonly string[];
}

export async function preview(body: EventBody, signal: AbortSignal): Promise<Preview> {
  const p = (await post('/events/preview', body, signal)) as Json;
  return {
    dataCenters: Number(p['dataCenters']), racks: Number(p['racks']), itKw: typeof p['itKw'] === 'number' ? p['itKw'] : null,
    names: (p['hits'] as Json[]).map(h => String(h['name'])),
  };
}

export const inject = async (body: EventBody): Promise<number> => Number(((await post('/events', body)) as Json)['tick']);

export const end = async (id: string, by: string): Promise<number> =>
  Number(((await call(`/events/${encodeURIComponent(id)}?by=${encodeURIComponent(by)}`, { method: 'DELETE' })) as Json)['tick']);

const MINUTE_MS = 60_000;
/** The coarsest that history keeps. */
const HOUR_MS = 3_600_000;

/** Nodes as they were in the minute of a moment, from history; where that is kept no more, in the last interval before it. */
export async function pastNodes(paths: readonly string[], atMs: number, signal: AbortSignal): Promise<ReadonlyMap<string, NodeNow>> {
  const toMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  for (const [length, points] of [[MINUTE_MS, 1], [HOUR_MS, 4], [24 * HOUR_MS, 24]] as const) {
    const query = `nodes=${paths.join()}&metrics=${METRICS.join()}&from=${new Date(toMs + MINUTE_MS - length).toISOString()}&to=${new Date(toMs + MINUTE_MS).toISOString()}&points=${points}&condition=true&format=ndjson`;
    const answer = await fetch(`${ROOT}/history?${query}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
    if (!answer.ok) throw new Refused(String(((await answer.json()) as Json)['detail'] ?? answer.status), answer.status, []);
    const rows = (await answer.text()).split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Json);
    if (rows.length > 0) return new Map(rows.map(row => pastNode(row, METRICS)).map(n => [n.path, n]));
  }
  return new Map();
}
