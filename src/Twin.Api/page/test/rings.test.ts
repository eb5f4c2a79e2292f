import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arcs, labels, place, radius } from '../src/map/rings';

const frame = { width: 900, height: 600, top: 90, bottom: 34 };

test('ring areas are as power', () => {
  assert.equal(radius(1000, 1000, 40), 40);
  assert.ok(Math.abs((radius(500, 1000, 40) / 40) ** 2 - 0.5) < 1e-12);
  assert.ok(radius(0, 1000, 40) > 10, 'the smallest ring holds its number');
});

test('crowded rings part without touching, within the frame, the same each time', () => {
  const spots = [[400, 150, 40], [410, 160, 30], [395, 140, 28], [420, 170, 30], [5, 95, 20]].map(([x, y, r], i) => ({ id: `${i}`, x: x!, y: y!, r: r! }));
  const placed = place(spots, frame, 10);
  for (const a of placed) {
    assert.ok(a.x - a.r >= 0 && a.y - a.r >= frame.top && a.x + a.r <= frame.width && a.y + a.r <= frame.height - frame.bottom, a.id);
    for (const b of placed) if (a !== b) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > a.r + b.r - 0.5, `${a.id} ${b.id}`);
  }
  assert.deepEqual(place(spots, frame, 10), placed);
  const alone = place([{ id: 'a', x: 450, y: 300, r: 30 }], frame)[0]!;
  assert.ok(!alone.moved && Math.abs(alone.x - 450) < 1e-9);
});

test('a ring has a part for each mode, and one mode is a whole circle', () => {
  assert.equal(arcs([{ name: 'natural', share: 0.5 }, { name: 'partial', share: 0.25 }, { name: 'mechanical', share: 0.25 }], 20).length, 3);
  assert.equal(arcs([{ name: 'natural', share: 1 }, { name: 'partial', share: 0 }], 20).length, 1);
  assert.deepEqual(arcs([{ name: 'natural', share: 0 }], 20), []);
});

test('a label leaves the frame for no side that has room', () => {
  const ring = place([{ id: 'a', x: 880, y: 300, r: 20 }], frame);
  assert.equal(labels(ring, [100], 34, frame)[0]!.side, 'left');
});
