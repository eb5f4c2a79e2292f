import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridLines, merge, stack, thinned } from '../src/charts/merge';
import { cellOf, layout, neighbour, quantile, rackAt } from '../src/floor/layout';
import { scaleOf, step, STEPS } from '../src/floor/scale';
import { shares, stretches } from '../src/format/segments';
import { found, shortName } from '../src/format/found';
import { TwinStore } from '../src/store/twin';
import { frame, racks, series, span } from '../src/wire/read';
import type { NodeInfo } from '../src/wire/types';

test('history is carried on by what came live, and never doubled', () => {
  const s = series({ node: 'a', metric: 'm', unit: '', resolutionMs: 10, timeMs: [10, 20], min: [1, 2], mean: [1, 2], max: [1, null] });
  const columns = merge([s, null], [{ timeMs: 20, values: [9, 9] }, { timeMs: 25, values: [3, 4] }, { timeMs: 99, values: [0, 0] }], 10, 50);
  assert.deepEqual(columns, { timeMs: [10, 20, 25], values: [[1, 2, 3], [null, null, 4]] });
});

test('stacks add up, and a gap stays one', () => assert.deepEqual(stack([[1, 2], [3, null]]), [[1, 2], [4, null]]));

test('grid lines are round and within', () => {
  assert.deepEqual(gridLines(0, 4), [2]);
  assert.deepEqual(gridLines(1.1, 1.3, 2), [1.2]);
  assert.deepEqual(gridLines(1, 1), []);
  assert.deepEqual(thinned(5, 3), [0, 2, 4]);
});

test('modes of neighbours merge', () => {
  const all = stretches([0, 10, 20, 30], [[5, 5, 0, 0], [0, 0, 5, 0], [0, 0, 0, 5], [0, 0, 0, 0]], 40);
  assert.deepEqual(all.map(s => [s.mode, s.fromMs, s.toMs]), [['natural', 0, 20], ['partial', 20, 30], ['mechanical', 30, 40]]);
  assert.equal(shares(all).natural, 0.5);
});

const halls = [{ name: 'hall-01', rackClass: 's', designKw: 2.5, first: 0, racks: 95, racksPerRow: 30 }, { name: 'hall-02', rackClass: 's', designKw: 2.5, first: 95, racks: 60, racksPerRow: 30 }];

test('every rack has its sliver, and the sliver its rack', () => {
  const floor = layout(halls, 800, 400);
  for (const box of floor.boxes) {
    for (let i = 0; i < box.hall.racks; i++) {
      const c = cellOf(box, i);
      assert.ok(c.x >= 0 && c.y >= 0 && c.x + c.width <= 800.001 && c.y + c.height <= 400.001);
      assert.equal(rackAt(floor, c.x + c.width / 2, c.y + c.height / 2), box.hall.first + i);
    }
  }
  assert.equal(rackAt(floor, -1, 5), null);
  assert.notEqual(neighbour(floor, 0, 'ArrowRight'), 0);
  assert.equal(neighbour(floor, 0, 'ArrowLeft'), 0);
  assert.equal(quantile([3, 1, NaN, 2], 0, 4, 0.5), 2);
});

const range = { recommendedC: 27, allowableC: 32 };

test('only what is beyond its limits leaves the scale', () => {
  const inlet = scaleOf('inletC', 2.5, range);
  assert.equal(step(inlet, 27, false), STEPS - 1);
  assert.equal(step(inlet, 27.1, false), STEPS);
  assert.equal(step(inlet, 33, false), STEPS + 1);
  assert.equal(step(inlet, 24, true), -1);
  assert.equal(step(scaleOf('load', 2.5, range), 0, false), 0);
});

const info = (path: string, name: string, kind: NodeInfo['kind'] = 'hub'): NodeInfo => ({ path, kind, name, nameZh: '', parent: null, racks: 1, designItKw: 1, latitudeDeg: null, longitudeDeg: null, plantKind: null, policy: null });

test('a node is found by the beginning of its name first', () => {
  const all = [info('a/wuhu', 'Wuhu'), info('a/datong', 'Datong'), info('a/datong/wu-1', 'Big Wu building', 'dataCenter')];
  assert.deepEqual(found(all, 'wu', 5).map(n => n.path), ['a/wuhu', 'a/datong/wu-1']);
  assert.deepEqual(found(all, 'zz', 5), []);
  assert.equal(shortName('Yangtze Delta demonstration zone'), 'Yangtze Delta');
});

const tick = (epoch: number, sequence: number, whole = false) => frame({ epoch, sequence, tick: sequence, time: '2026-01-01T00:00:00Z', wallTime: '2026-01-01T00:00:00Z', clock: { paused: false, speed: 60, achieved: null },
  nodes: [{ path: 'network', reading: { itKw: 1, pue: null }, holds: true, closureError: null }], events: [] }, whole);

test('a late frame changes nothing; a snapshot and a new epoch do', () => {
  const store = new TwinStore();
  assert.ok(store.take(tick(1, 5), false, 0));
  assert.ok(!store.take(tick(1, 4), false, 0));
  assert.ok(store.take(tick(2, 1), false, 0));
  assert.ok(store.take(tick(1, 1, true), true, 0), 'a server that began anew');
  assert.equal(store.now('network')!.q['pue'], null);
  assert.equal(store.now('network')!.closure!.error, Infinity, 'an error that is no number is the worst');
});

test('occurrences are kept once and in order', () => {
  const store = new TwinStore();
  const at = (sequence: number) => ({ sequence, tick: 0, atMs: 0, path: 'network', kind: 'eventBegan', from: null, to: null, cause: 'command', value: null, limit: null, eventId: 'e', event: { kind: 'heatWave', magnitude: 8, unit: 'K' } });
  store.happened([at(2), at(1)]);
  store.happened([at(2), at(3)]);
  assert.deepEqual(store.state.occurrences.map(o => o.sequence), [1, 2, 3]);
  assert.equal(store.state.said.get('e')?.magnitude, 8, 'an event that no frame ever showed has its name');
});

test('pages of racks become columns', () => {
  const page = (from: number, inletC: (number | null)[]) => ({ dataCenter: 'a/b/c', tick: 1, time: '2026-01-01T00:00:00Z', total: 3, from, halls, inletC, powerKw: inletC, load: inletC, siliconC: inletC, status: inletC.map(() => 0) });
  const all = racks([page(0, [1, null]), page(2, [3])]);
  assert.deepEqual([...all.inletC], [1, NaN, 3]);
  assert.equal(span('PT1H30M'), 5_400_000);
  assert.equal(span('P3D'), 259_200_000);
  assert.equal(span('x'), null);
});
