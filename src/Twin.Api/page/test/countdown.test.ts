import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, Countdown, SmoothClock } from '../src/format/countdown';

const left = (seconds: number, atS: number, episode = 'battery') => ({ seconds, atMs: atS * 1000, episode });

test('between readings it counts down in simulated seconds, to zero and no further', () => {
  const count = new Countdown();
  assert.equal(count.at(0), null);
  count.take(left(100, 10));
  assert.equal(count.at(10_000), 100);
  assert.equal(count.at(34_500), 75.5);
  assert.equal(count.at(900_000), 0);
});

test('a reading that is a little higher does not turn it back; it waits until it is caught up', () => {
  const count = new Countdown();
  count.take(left(100, 0));
  assert.equal(count.at(60_000), 40);
  count.take(left(42, 60));
  assert.equal(count.at(60_000), 40);
  assert.equal(count.at(61_000), 40);
  assert.equal(count.at(63_000), 39);
});

test('with a cause it goes up: less is drawn, or another episode began', () => {
  const count = new Countdown();
  count.take(left(100, 0));
  assert.equal(count.at(50_000), 50);
  count.take(left(90, 60));
  assert.equal(count.at(60_000), 90);
  count.take(left(92, 61, 'battery again'));
  assert.equal(count.at(61_000), 92);
  count.take(left(10, 5, 'battery again'));
  assert.equal(count.at(61_000), 92, 'a reading that came late changes nothing');
  count.take(null);
  assert.equal(count.at(61_000), null);
});

test('over many readings of a load that plays it never goes up', () => {
  const count = new Countdown();
  let shown = Infinity;
  for (let t = 0; t <= 500; t += 0.5) {
    if (t % 20 === 0) count.take(left(600 - t + 1.5 * Math.sin(t), t));
    const now = count.at(t * 1000)!;
    assert.ok(now <= shown, `${now} after ${shown} at ${t} s`);
    shown = now;
  }
  assert.ok(Math.abs(shown - 100) < 4);
});

test('the clock between frames reaches each and never passes it', () => {
  const clock = new SmoothClock();
  clock.take(1_000_000, 100);
  assert.equal(clock.at(100), 1_000_000);
  clock.take(1_030_000, 600);
  assert.equal(clock.at(600), 1_000_000);
  assert.equal(clock.at(850), 1_015_000);
  assert.equal(clock.at(1_100), 1_030_000);
  assert.equal(clock.at(60_000), 1_030_000, 'paused or stale, it stands');
  clock.take(1_030_000, 70_000);
  assert.equal(clock.at(70_001), 1_030_000, 'the same tick again moves nothing');
  clock.take(500_000, 80_000);
  assert.equal(clock.at(80_000), 500_000, 'a twin that was set back is followed at once');
});

test('a count says every second', () => {
  assert.deepEqual([0, 9.2, 60, 580, 3725].map(s => counted(s).replaceAll('\u202f', ' ')), ['0 s', '10 s', '1 min 00 s', '9 min 40 s', '1 h 02 min 05 s']);
});
