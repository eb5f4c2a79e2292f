import assert from 'node:assert/strict';
import { test } from 'node:test';
import { span } from '../src/format/span';

const now = Date.UTC(2026, 6, 14, 7, 30), H = 3_600_000;

test('a range back from now goes on with it', () => {
  assert.deepEqual(span('now-6h', now, 'utc'), { range: '6h' });
  assert.deepEqual(span(' now - 90m / now', now, 'utc'), { range: '90m' });
});

test('a part of the past is two moments, of the zone that is shown', () => {
  assert.deepEqual(span('now-6h/now-2h', now, 'utc'), { zoom: [now - 6 * H, now - 2 * H] });
  assert.deepEqual(span('2026-07-14 06:00/2026-07-14 09:00', now, 'site'), { zoom: [Date.UTC(2026, 6, 13, 22), Date.UTC(2026, 6, 14, 1)] });
  assert.deepEqual(span('2026-07-13T06:00Z/now', now, 'site'), { zoom: [Date.UTC(2026, 6, 13, 6), now] });
  assert.deepEqual(span('14:00 \u2013 15:00', now, 'site'), { zoom: [Date.UTC(2026, 6, 14, 6), Date.UTC(2026, 6, 14, 7)] });
  assert.deepEqual(span('2026-07-13', now, 'utc'), { zoom: [Date.UTC(2026, 6, 13), now] });
});

test('what is no range is refused', () => {
  for (const text of ['', 'now', '6h', 'now-6', 'now/now-1h', '25:00', '2026-13-01/now', 'now-6h/now-5h/now', 'yesterday']) assert.equal(span(text, now, 'utc'), null, text);
});
