import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NARROW } from '../src/format/numbers';
import { age, axisLabel, axisTicks, clock, date, duration, durationMs, durationText, inZone, moment, nextZone, zoneName } from '../src/format/time';

const noon = Date.UTC(2026, 6, 14, 20, 20, 40); // 04:20:40 on 15 July in the hubs

test('site time is eight hours ahead, day and all', () => {
  assert.equal(date(noon, 'site'), '15 Jul 2026');
  assert.equal(clock(noon, 'site', true), '04:20:40');
  assert.equal(date(noon, 'utc'), '14 Jul 2026');
  assert.equal(moment(noon, noon + 3_600_000, 'site'), '04:20');
  assert.equal(moment(noon, noon + 86_400_000, 'site'), '15 Jul 04:20');
});

test('each zone says which it is, and the browser has its own', () => {
  assert.equal(zoneName('site', noon), 'UTC+8');
  assert.equal(zoneName('utc', noon), 'UTC');
  assert.match(zoneName('browser', noon), /^UTC.* browser$/);
  assert.equal(inZone(noon, 'browser').getUTCHours(), new Date(noon).getHours());
  assert.deepEqual([nextZone('site'), nextZone('utc'), nextZone('browser')], ['utc', 'browser', 'site']);
});

test('durations read as people say them', () => {
  assert.equal(duration(580), `9${NARROW}min 40${NARROW}s`);
  assert.equal(duration(41_760), `11.6${NARROW}h`);
  assert.equal(duration(900), `15${NARROW}min`);
  assert.equal(duration(12), `12${NARROW}s`);
  assert.equal(duration(null), '∞');
  assert.equal(age(230), `0.2${NARROW}s`);
});

test('durations are read as people type them, and never without a unit', () => {
  assert.equal(durationMs('6h'), 21_600_000);
  assert.equal(durationMs(' 1.5 h '), 5_400_000);
  assert.equal(durationMs('15m'), 900_000);
  for (const bad of ['6', '', 'h', '-1h', '6 months', '1y', '0h', '1h30']) assert.equal(durationMs(bad), null, bad);
  for (const ms of [30_000, 600_000, 10_800_000, 259_200_000]) assert.equal(durationMs(durationText(ms)), ms);
});

test('axis ticks stand on round times of the zone, and are few enough', () => {
  const ticks = axisTicks(noon, noon + 86_400_000, 6, 'site');
  assert.ok(ticks.length >= 3 && ticks.length <= 6, String(ticks.length));
  assert.deepEqual(ticks.map(t => clock(t, 'site')).filter(c => !/^(00|06|12|18):00$/.test(c)), []);
  assert.ok(ticks.some(t => axisLabel(t, 'site') === '16 Jul'));
});
