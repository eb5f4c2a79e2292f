import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circle, inOrder, isOff, least, share, withinCircle } from '../src/format/grid';
import { nodeNow } from '../src/wire/read';

const fleet = (name: string, kind: string, capacityKw = 1) => ({ name, kind, capacityKw, offeredKw: 0, outputKw: 0 });
const hz = (leastHz: number, mostHz: number) => ({ hz: 50, leastHz, mostHz, shedShare: 0, area: 'a' });

test('fleets stand from wind to coal, the largest first', () => {
  assert.deepEqual(inOrder([fleet('coal', 'thermal'), fleet('sun', 'pv'), fleet('small', 'wind'), fleet('large', 'wind', 2), fleet('water', 'hydro')]).map(f => f.name), ['large', 'small', 'sun', 'water', 'coal']);
});

test('frequency is off beyond a fifth of a hertz, on either side', () => {
  assert.equal(isOff(hz(49.81, 50.1)), false);
  assert.equal(isOff(hz(49.79, 50)), true);
  assert.equal(isOff(hz(50, 50.3)), true);
  assert.equal(least(hz(49.9, 50.3)), 50.3);
  assert.equal(share(1, 0), 0);
});

test('a region with its grid is read from the wire', () => {
  const now = nodeNow({
    path: 'a', reading: {}, darkStations: ['x'], grid: {
      fossilShare: 0.5, fleets: [{ name: 'wind', kind: 'wind', capacityKw: 3, offeredKw: 2, outputKw: 1 }],
      storage: [{ name: 'b', kind: 'gravity', ratedKw: 5, energyKWh: 9, powerKw: -1, share: 0.5 }],
      frequency: { hz: 49.9, leastHz: 49.8, mostHz: 50, shedShare: 0, area: 'north' },
    },
  });
  assert.deepEqual(now.darkStations, ['x']);
  assert.equal(now.grid?.fleets[0]?.outputKw, 1);
  assert.equal(now.grid?.storage[0]?.powerKw, -1);
  assert.equal(now.grid?.frequency?.area, 'north');
  assert.equal(nodeNow({ path: 'b', reading: {} }).grid, null);
});

test('people stand in the smallest circle that reaches them, the nearest first', () => {
  const reach = (center: string, roundTripMs: number | null) => ({ hub: 'a/b', center, roundTripMs });
  const all = [reach('x', 4.9), reach('y', 3.3), reach('far', 21), reach('cut', null), { ...reach('other', 2), hub: 'a/c' }];
  assert.deepEqual(withinCircle(all, 'a/b', 'region').map(r => r.center), ['y', 'x']);
  assert.deepEqual(withinCircle(all, 'a/b', 'beyond').map(r => r.center), ['far']);
  assert.deepEqual(withinCircle(all, 'a/b', 'city'), []);
  assert.deepEqual([0.9, 3.3, 16, 25].map(circle), ['city', 'region', 'hubs', 'beyond']);
});
