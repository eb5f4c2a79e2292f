// Where each rack of a data center is drawn: halls side by side, rows within them, one sliver for a rack.

import type { Hall } from '../wire/types';

export interface HallBox {
  readonly hall: Hall;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Slivers across and down; a row of racks runs down where `turned`. */
  readonly across: number;
  readonly down: number;
  readonly turned: boolean;
}

export interface Floor {
  readonly boxes: readonly HallBox[];
  readonly headPx: number;
}

const GAP_X = 26;
const GAP_Y = 14;
const HEAD = 22;

/** A grid of halls that gives slivers as much room as the box allows, and a shape nearer to a rack's than to a square. */
export function layout(halls: readonly Hall[], width: number, height: number): Floor {
  if (halls.length === 0 || width < 20 || height < 20) return { boxes: [], headPx: HEAD };
  let best: HallBox[] = [], bestScore = -Infinity;
  for (let columns = 1; columns <= Math.min(halls.length, 8); columns++) {
    const lines = Math.ceil(halls.length / columns);
    const w = (width - GAP_X * (columns - 1)) / columns, h = (height - GAP_Y * (lines - 1)) / lines - HEAD;
    if (w < 30 || h < 20) continue;
    const boxes = halls.map((hall, i) => {
      const rows = Math.ceil(hall.racks / hall.racksPerRow);
      const turned = (rows > hall.racksPerRow) === (w > h);
      const [across, down] = turned ? [rows, hall.racksPerRow] : [hall.racksPerRow, rows];
      return { hall, x: (i % columns) * (w + GAP_X), y: Math.floor(i / columns) * (h + HEAD + GAP_Y) + HEAD, width: w, height: h, across, down, turned };
    });
    const cell = boxes.map(b => ({ w: b.width / b.across, h: b.height / b.down }));
    const thin = Math.min(...cell.map(c => Math.min(c.w, c.h)));
    const shape = cell.reduce((s, c) => s + Math.abs(Math.log(c.h / c.w / 1.6)), 0) / cell.length;
    const score = Math.log(Math.max(0.05, thin)) - shape * 0.35 - (lines * columns - halls.length) * 0.12;
    if (score > bestScore) [best, bestScore] = [boxes, score];
  }
  return { boxes: best, headPx: HEAD };
}

export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The sliver of a rack of a hall, by its index within the hall. */
export function cellOf(box: HallBox, index: number): Cell {
  const row = Math.floor(index / box.hall.racksPerRow), place = index % box.hall.racksPerRow;
  const [column, line] = box.turned ? [row, place] : [place, row];
  const w = box.width / box.across, h = box.height / box.down;
  return { x: box.x + column * w, y: box.y + line * h, width: w, height: h };
}

/** The rack under a point, by its index in the data center; null where there is none. */
export function rackAt(floor: Floor, x: number, y: number): number | null {
  for (const box of floor.boxes) {
    if (x < box.x || x >= box.x + box.width || y < box.y || y >= box.y + box.height) continue;
    const column = Math.floor(((x - box.x) / box.width) * box.across), line = Math.floor(((y - box.y) / box.height) * box.down);
    const [row, place] = box.turned ? [column, line] : [line, column];
    const index = row * box.hall.racksPerRow + place;
    return place < box.hall.racksPerRow && index < box.hall.racks ? box.hall.first + index : null;
  }
  return null;
}

/** The neighbour of a rack in a direction on the screen; the rack itself at an edge. */
export function neighbour(floor: Floor, rack: number, key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'): number {
  const box = floor.boxes.find(b => rack >= b.hall.first && rack < b.hall.first + b.hall.racks);
  if (!box) return floor.boxes[0]?.hall.first ?? rack;
  const c = cellOf(box, rack - box.hall.first);
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] as [number, number];
  const near = rackAt(floor, c.x + c.width / 2 + dx * c.width, c.y + c.height / 2 + dy * c.height);
  // Across the gap into the next hall.
  return near ?? rackAt(floor, c.x + c.width / 2 + dx * (c.width + GAP_X), c.y + c.height / 2 + dy * (c.height + GAP_Y + floor.headPx)) ?? rack;
}

/** A quantile of what is finite; NaN where nothing is. */
export function quantile(values: ArrayLike<number>, from: number, count: number, share: number): number {
  const finite: number[] = [];
  for (let i = from; i < from + count; i++) if (Number.isFinite(values[i]!)) finite.push(values[i]!);
  if (finite.length === 0) return NaN;
  finite.sort((a, b) => a - b);
  return finite[Math.min(finite.length - 1, Math.floor(share * finite.length))]!;
}
