import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTrouble, isDetour, linkFacts, linkLevel, linkName, linkWhy, takenOver } from '../src/format/links';
import { because, byClass, decided, decisionsOf } from '../src/format/work';
import { about, distance } from '../src/map/circles';
import { curve, parallels, width } from '../src/map/flows';
import { linkMap, work } from '../src/wire/read';
import type { LinkMap } from '../src/wire/types';

const link = (name: string, from: string, to: string, more: object = {}) =>
  ({ name, from, to, lengthKm: 330, oneWayMs: 1.717, roundTripMs: 3.434, capacityGbps: 6400, up: true, serviceGbps: 1500, transferGbps: 36, usedShare: 0.24, ...more });
const way = (links: string[], usualLinks: string[], roundTripMs: number | null) =>
  ({ hub: 'shanxi/datong', center: 'beijing', roundTripMs, sentGbps: 1, links, usualRoundTripMs: 3.434, usualLinks });

const north = 'datong-beijing-yanggao', south = 'datong-beijing-lingqiu';
const map = (ways: object[], links = [link(north, 'shanxi/datong', 'beijing'), link(south, 'shanxi/datong', 'beijing')]): LinkMap =>
  linkMap({ tick: 1, centers: [{ name: 'beijing', title: 'Beijing', latitudeDeg: 39.9, longitudeDeg: 116.4 }], links, ways, reach: [] });
const nameOf = (end: string): string => ({ 'shanxi/datong': 'Datong', beijing: 'Beijing' })[end] ?? end;

test('a link is called by its ends, and parallel routes by what tells them apart', () => {
  const all = map([]);
  assert.equal(linkName(all.links[0]!, nameOf), 'Datong – Beijing, Yanggao');
  assert.equal(linkName({ ...all.links[0]!, name: 'datong-beijing' }, nameOf), 'Datong – Beijing');
  assert.equal(linkFacts(all.links[0]!), '330 km · 1.7 ms one way, 3.4 ms round trip · 1\u202f536 of 6\u202f400 Gbit/s (24 %)');
});

test('a whole network has no detour and nothing to tell', () => {
  const all = map([way([north], [north], 3.434)]);
  assert.equal(takenOver(all).size, 0);
  assert.equal(linkLevel(all, all.links[0]!), 'ok');
  assert.equal(linkWhy(all, all.links[0]!, nameOf), '');
  assert.equal(linkLevel(all, { ...all.links[0]!, usedShare: 1.2 }), 'amber');
});

test('a cut link says which way took over, or that none is left', () => {
  const links = [link(north, 'shanxi/datong', 'beijing', { up: false, serviceGbps: 0, transferGbps: 0, usedShare: 0 }), link(south, 'shanxi/datong', 'beijing', { usedShare: 0.3 })];
  const over = map([way([south], [north], 4.222)], links);
  assert.ok(isDetour(over.ways[0]!));
  assert.deepEqual([...takenOver(over)], [south]);
  assert.equal(linkLevel(over, over.links[0]!), 'amber');
  assert.equal(linkWhy(over, over.links[0]!, nameOf), 'cut; Datong to Beijing goes by Lingqiu: 4.2 ms round trip, not 3.4');
  assert.deepEqual(inTrouble(over, over.links).map(l => l.name), [north, south]);
  const lost = map([way([], [north], null), way([south], [north], 5)], links);
  assert.equal(linkLevel(lost, lost.links[0]!), 'red');
  assert.equal(linkWhy(lost, lost.links[0]!, nameOf), 'cut; no way is left from Datong to Beijing, and 1 more');
});

test('parallel routes bend to both sides, and lines are as wide as what they carry', () => {
  assert.deepEqual(parallels([{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }, { from: 'a', to: 'c' }]), [{ nth: 0, of: 2 }, { nth: 1, of: 2 }, { nth: 0, of: 1 }]);
  const [one, other] = [curve({ x: 0, y: 0 }, { x: 100, y: 0 }, 0, 2), curve({ x: 100, y: 0 }, { x: 0, y: 0 }, 1, 2)];
  assert.equal(one.middle.y, -other.middle.y);
  assert.notEqual(one.middle.y, 0);
  assert.ok(curve({ x: 0, y: 0 }, { x: 100, y: 0 }, 0, 1).middle.y < 0, 'a single route bends upwards');
  assert.equal(width(0, 100), width(-1, 100));
  assert.ok(width(100, 100) > width(25, 100) && width(25, 100) > width(0, 100));
});

test('circles of latency: the way by compass, the distance by time', () => {
  const datong = { latitudeDeg: 40, longitudeDeg: 113 };
  const north = about(datong, { latitudeDeg: 45, longitudeDeg: 113 }, 5);
  assert.ok(Math.abs(north.x) < 1e-9 && Math.abs(north.y + distance(5)) < 1e-9);
  assert.ok(distance(1) < distance(5) && distance(5) < distance(20) && distance(400) === 1);
});

const pool = (name: string, more: object) => ({ class: name, running: 0, runningKw: 0, waiting: 0, waitingKw: 0, moving: 0, completed: 0, late: 0, nextDeadline: null, ...more });
const state = work({
  schedulerOn: true, movedGb: 2, hubs: [
    { hub: 'a/b', swingKw: 1, classes: [pool('batch', { running: 2, runningKw: 80, waiting: 1, late: 1, nextDeadline: '2026-07-14T02:00:00Z' }), pool('rendering', {})] },
    { hub: 'c/d', swingKw: 0, classes: [pool('batch', { running: 3, runningKw: 20, nextDeadline: '2026-07-14T01:00:00Z' })] },
  ],
}, [
  { sequence: 1, first: '2026-07-14T00:00:00Z', last: '2026-07-14T00:05:00Z', kind: 'moved', reason: 'cheaperHub', class: 'batch', jobs: 2, from: 'a/b', to: 'c/d', until: null, kw: 66.4, kWh: 1, costCny: 65.2, againstCny: 141 },
  { sequence: 2, first: '2026-07-14T00:10:00Z', last: '2026-07-14T00:10:00Z', kind: 'held', reason: 'cheaperHour', class: 'ai-training', jobs: 1, from: 'a/b', to: 'a/b', until: '2026-07-14T04:00:00Z', kw: 300, kWh: 1, costCny: 1, againstCny: 2 },
  { sequence: 3, first: '2026-07-14T00:11:00Z', last: '2026-07-14T00:11:00Z', kind: 'stopped', reason: 'demandCall', class: 'batch', jobs: 4, from: 'c/d', to: 'c/d', until: null, kw: 40_000, kWh: 1, costCny: null, againstCny: null },
]);

test('jobs add up by class, and the soonest deadline stands for all', () => {
  const classes = byClass(state.hubs);
  assert.deepEqual(classes.map(c => [c.name, c.running, c.runningKw, c.waiting, c.late]), [['batch', 5, 100, 1, 1]]);
  assert.equal(classes[0]!.nextDeadlineMs, Date.parse('2026-07-14T01:00:00Z'));
});

test('a decision says what, where, until when and why; a place has those that touch it', () => {
  assert.deepEqual(decisionsOf(state.decisions, 'c').map(d => d.sequence), [3, 1]);
  assert.deepEqual(decisionsOf(state.decisions, 'network').map(d => d.sequence), [3, 2, 1]);
  const said = state.decisions.map(d => `${decided(d, d.firstMs, 'utc', p => p)}; ${because(d)}`);
  assert.equal(said[0], '2 batch jobs, 66.4\u202fkW: a/b → c/d; cheaper there: 65 CNY, not 141 CNY');
  assert.equal(said[1], '1 AI training job, 300\u202fkW: held at a/b until 04:00; cheaper then: 1 CNY, not 2 CNY');
  assert.equal(said[2], '4 batch jobs, 40.0\u202fMW: stopped at c/d; called to draw less');
});
