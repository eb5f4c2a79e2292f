import assert from 'node:assert/strict';
import { test } from 'node:test';
import { condition, type Surroundings } from '../src/format/condition';
import { ordered } from '../src/format/order';
import { contains, eventName, lineage, parentOf, strength } from '../src/format/events';
import { behind, whyMode, happened } from '../src/format/reasons';
import { told } from '../src/format/told';
import type { Judgement, NodeNow, Occurrence, TwinEvent } from '../src/wire/types';

const node = (path: string, q: Record<string, number | null> = {}, judged: Partial<Judgement> = {}): NodeNow => ({
  path, q, closure: { error: 1e-16, holds: true }, weather: null, mode: null, supply: null, plant: null, power: null, inletP95C: null, grid: null, darkStations: null,
  condition: { level: 'normal', fact: 'none', value: null, limit: null, eventId: null, events: 0, ...judged },
});
const heat: TwinEvent = { id: 'e', kind: 'heatWave', target: 'shanxi/datong', selection: '', startMs: 0, endMs: null, rampMs: 0, magnitude: 8, unit: 'K', share: 1, standing: 'active', by: '', reason: '' };
const around: Surroundings = { event: id => (id === 'e' ? heat : undefined), nowMs: 10, zone: 'utc' };
const judged = (j: Partial<Judgement>) => condition(node('a', {}, j), around);

test('a good node has no colour and no words', () => assert.deepEqual(judged({}), { level: 'ok', text: '' }));

test('what is wrong comes first, and the event after it', () => {
  assert.deepEqual(judged({ level: 'watch', fact: 'inletRecommended', value: 27.4, limit: 27, eventId: 'e', events: 1 }), { level: 'amber', text: 'inlet 27.4\u202f°C, heat wave +8\u202fK' });
  assert.deepEqual(judged({ level: 'alarm', fact: 'shutDown', value: 12 }), { level: 'red', text: '12 racks shut down' });
  assert.equal(judged({ level: 'watch', fact: 'event', eventId: 'e', events: 2 }).text, 'heat wave +8\u202fK and 1 more');
  assert.equal(judged({ level: 'watch', fact: 'event', eventId: 'unknown', events: 1 }).text, 'event');
  assert.equal(judged({ level: 'alarm', fact: 'closure', value: 1 }).text, 'totals do not close');
  assert.equal(judged({ level: 'watch', fact: 'asked', value: 40_000 }).text, 'asked to draw at most 40.0\u202fMW');
  assert.equal(judged({ level: 'watch', fact: 'onGenerators' }).text, 'on generators');
});

test('the list has the abnormal first, then the largest', () => {
  const row = (name: string, level: 'ok' | 'amber' | 'red', facilityKw: number) => ({ name, level, now: node(name, { facilityKw }) });
  const rows = [row('a', 'ok', 5), row('b', 'amber', 1), row('c', 'ok', 9), row('d', 'red', 0)];
  assert.deepEqual(ordered(rows, 'condition', true).map(r => r.name), ['d', 'b', 'c', 'a']);
  assert.deepEqual(ordered(rows, 'power', false).map(r => r.name), ['d', 'b', 'a', 'c']);
});

test('paths know what is above them', () => {
  assert.ok(contains('network', 'a/b') && contains('a', 'a/b') && !contains('a', 'ab') && !contains('a/b', 'a'));
  assert.deepEqual(lineage('a/b/c'), ['network', 'a', 'a/b', 'a/b/c']);
  assert.equal(parentOf('network'), null);
});

test('events say how strong they are', () => {
  assert.equal(eventName(heat), 'Heat wave +8\u202fK');
  assert.equal(strength('coldWave', 12, 'K'), '\u221212\u202fK');
  assert.equal(strength('loadSurge', 0.5, 'share'), '+50\u202f%');
  assert.equal(strength('feedLoss', 1, ''), '');
  assert.equal(strength('generatorFailure', 1, 'sets'), '1\u202fset');
  assert.equal(strength('generatorFailure', 3, 'sets'), '3\u202fsets');
});

const change = (sequence: number, path: string): Occurrence =>
  ({ sequence, tick: 1, atMs: 1000, path, kind: 'modeChange', from: 'partial', to: 'mechanical', cause: 'dryBulb', value: 31.4, limit: 30, eventId: null, event: null });

test('a mode has its reason', () => {
  const plant = { mode: 'mechanical' as const, sinceMs: 52_560_000, cause: 'dryBulb', value: 31.4, limit: 30, supplyC: 24, coolantC: null, compressorShare: 1, airBlocked: false, wetBlocked: false };
  assert.equal(whyMode(plant, 52_570_000, 0, 'utc'), 'Mechanical since 14:36: outdoor 31.4\u202f°C is above 30\u202f°C');
  assert.equal(happened(change(1, 'a/b/c'), 'X', ''), 'X: mechanical, outdoor 31.4\u202f°C is above 30\u202f°C');
});

test('only an event that could is told as the cause of a mode', () => {
  const plant = { mode: 'mechanical' as const, sinceMs: 10, cause: 'dryBulb', value: 31.4, limit: 30, supplyC: 24, coolantC: null, compressorShare: 1, airBlocked: false, wetBlocked: false };
  const cut = { ...heat, id: 'cut', kind: 'linkCut' }, trip = { ...heat, id: 'trip', kind: 'chillerTrip' };
  assert.equal(behind(plant, 'shanxi/datong/a', [cut, trip, heat])?.id, 'e');
  assert.equal(behind({ ...plant, cause: 'plant' }, 'shanxi/datong/a', [cut, trip, heat])?.id, 'trip');
  assert.equal(behind({ ...plant, cause: 'dust' }, 'shanxi/datong/a', [cut, heat]), undefined);
  assert.equal(behind(plant, 'gansu/qingyang/a', [heat]), undefined, 'it acts elsewhere');
  assert.equal(behind({ ...plant, sinceMs: -1 }, 'shanxi/datong/a', [heat]), undefined, 'it came later');
});

test('two events that begin together stay two', () => {
  const began = (sequence: number, path: string): Occurrence => ({ ...change(sequence, path), kind: 'eventBegan', from: null, to: null, cause: 'command', eventId: `e${sequence}` });
  assert.deepEqual(told([began(1, 'a/b'), began(2, 'a/b/c')], p => p, id => id ?? '').map(e => e.said), ['e1 at a/b', 'e2 at a/b/c']);
});

test('a flood of the same is one line', () => {
  const lines = told([change(1, 'a/b/c'), change(2, 'a/b/d'), change(3, 'a/e/f')], p => p, () => '');
  assert.equal(lines.length, 2);
  assert.match(lines[0]!.said, /^2 data centers at a\/b: mechanical/);
});
