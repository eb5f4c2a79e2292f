// Where the hubs' rings stand: at their place, or moved aside with a leader where they would crowd.

export interface Spot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

export interface Placed extends Spot {
  /** The true place, where a leader ends. */
  readonly homeX: number;
  readonly homeY: number;
  readonly moved: boolean;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Kept free, such as under the numbers. */
  readonly top: number;
  readonly bottom: number;
}

/** The smallest ring still holds its number. */
const LEAST_SHARE = 0.46;

/** Radius by power: areas are proportional, within what can be drawn and read. */
export function radius(kw: number, mostKw: number, mostRadius: number): number {
  const share = mostKw > 0 ? Math.max(0, kw) / mostKw : 0;
  return Math.max(mostRadius * LEAST_SHARE, mostRadius * Math.sqrt(share));
}

const GAP = 16;
const ROUNDS = 240;
const HOME_PULL = 0.035;

/** Pushes overlapping rings apart, and lets each fall back towards its home: the same input, the same picture. */
export function place(spots: readonly Spot[], frame: Frame, gap = GAP, fixed: readonly { x: number; y: number; r: number }[] = []): Placed[] {
  const at = spots.map(s => ({ x: s.x, y: s.y }));
  for (let round = 0; round < ROUNDS; round++) {
    const pull = round < ROUNDS - 40 ? HOME_PULL : 0;
    for (let i = 0; i < spots.length; i++) {
      at[i]!.x += (spots[i]!.x - at[i]!.x) * pull;
      at[i]!.y += (spots[i]!.y - at[i]!.y) * pull;
    }
    for (let i = 0; i < spots.length; i++) {
      for (let j = i + 1; j < spots.length; j++) {
        const a = at[i]!, b = at[j]!;
        const least = spots[i]!.r + spots[j]!.r + gap;
        let dx = b.x - a.x, dy = b.y - a.y;
        let apart = Math.hypot(dx, dy);
        if (apart >= least) continue;
        if (apart < 1e-6) { dx = 1; dy = 0.3 * (j - i); apart = Math.hypot(dx, dy); }
        const push = (least - apart) / 2 / apart;
        a.x -= dx * push; a.y -= dy * push;
        b.x += dx * push; b.y += dy * push;
      }
    }
    for (let i = 0; i < spots.length; i++) {
      for (const f of fixed) {
        const dx = at[i]!.x - f.x, dy = at[i]!.y - f.y, apart = Math.hypot(dx, dy), least = spots[i]!.r + f.r;
        if (apart >= least || apart < 1e-6) continue;
        at[i]!.x += (dx / apart) * (least - apart);
        at[i]!.y += (dy / apart) * (least - apart);
      }
      const r = spots[i]!.r + 6;
      at[i]!.x = Math.min(frame.width - r, Math.max(r, at[i]!.x));
      at[i]!.y = Math.min(frame.height - frame.bottom - r, Math.max(frame.top + r, at[i]!.y));
    }
  }
  return spots.map((s, i) => {
    const { x, y } = at[i]!;
    return { ...s, x, y, homeX: s.x, homeY: s.y, moved: Math.hypot(x - s.x, y - s.y) > s.r * 0.6 + 3 };
  });
}

export interface Part {
  readonly name: string;
  readonly share: number;
}

export interface Arc {
  readonly name: string;
  readonly path: string;
}

/** The parts of a ring as strokes along its circle, clockwise from the top. */
export function arcs(parts: readonly Part[], r: number, gapPx = 1.6): Arc[] {
  const total = parts.reduce((sum, p) => sum + Math.max(0, p.share), 0);
  if (total <= 0 || r <= 0) return [];
  const drawn = parts.filter(p => p.share / total > 0.004);
  if (drawn.length === 1) {
    return [{ name: drawn[0]!.name, path: `M0 ${-r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0 ${-r}` }];
  }
  const sum = drawn.reduce((s, p) => s + p.share, 0);
  const gap = gapPx / r;
  let from = 0;
  return drawn.map(p => {
    const angle = (p.share / sum) * 2 * Math.PI;
    const a = from + gap / 2, b = Math.max(a + 0.01, from + angle - gap / 2);
    from += angle;
    const point = (t: number): string => `${(r * Math.sin(t)).toFixed(2)} ${(-r * Math.cos(t)).toFixed(2)}`;
    return { name: p.name, path: `M${point(a)}A${r} ${r} 0 ${b - a > Math.PI ? 1 : 0} 1 ${point(b)}` };
  });
}

export type Side = 'right' | 'left' | 'below' | 'above';

export interface Label {
  readonly side: Side;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
}

interface Box { x0: number; y0: number; x1: number; y1: number }

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)) * Math.max(0, Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0));

/** A side for each label, the one that covers least of rings, other labels and the frame's edge; the most important choose first, then the largest. */
export function labels(rings: readonly Placed[], widths: readonly number[], height: number, frame: Frame, obstacles: readonly Box[] = [], importance: readonly number[] = []): Label[] {
  const taken: Box[] = [...obstacles, ...rings.map(r => ({ x0: r.x - r.r - 4, y0: r.y - r.r - 4, x1: r.x + r.r + 4, y1: r.y + r.r + 4 }))];
  const chosen: Label[] = new Array<Label>(rings.length);
  const order = rings.map((_, i) => i).sort((a, b) => (importance[b] ?? 0) - (importance[a] ?? 0) || rings[b]!.r - rings[a]!.r || a - b);
  for (const i of order) {
    const { x, y, r } = rings[i]!;
    const w = widths[i]!, off = r + 10;
    const options: [Label, Box][] = [
      [{ side: 'right', x: x + off, y, anchor: 'start' }, { x0: x + off, y0: y - height / 2, x1: x + off + w, y1: y + height / 2 }],
      [{ side: 'left', x: x - off, y, anchor: 'end' }, { x0: x - off - w, y0: y - height / 2, x1: x - off, y1: y + height / 2 }],
      [{ side: 'below', x, y: y + off + height / 2, anchor: 'middle' }, { x0: x - w / 2, y0: y + off, x1: x + w / 2, y1: y + off + height }],
      [{ side: 'above', x, y: y - off - height / 2, anchor: 'middle' }, { x0: x - w / 2, y0: y - off - height, x1: x + w / 2, y1: y - off }],
      [{ side: 'below', x: x - r * 0.3, y: y + off + height / 2, anchor: 'start' }, { x0: x - r * 0.3, y0: y + off, x1: x - r * 0.3 + w, y1: y + off + height }],
      [{ side: 'below', x: x + r * 0.3, y: y + off + height / 2, anchor: 'end' }, { x0: x + r * 0.3 - w, y0: y + off, x1: x + r * 0.3, y1: y + off + height }],
    ];
    let best: [Label, Box] = options[0]!, least = Infinity;
    options.forEach((option, n) => {
      const box = option[1];
      const outside = Math.max(0, -box.x0) + Math.max(0, box.x1 - frame.width) + Math.max(0, frame.top - box.y0) + Math.max(0, box.y1 - (frame.height - frame.bottom));
      const cost = taken.reduce((sum, other) => sum + overlap(box, other), 0) + outside * 60 + n * 30;
      if (cost < least) { least = cost; best = option; }
    });
    chosen[i] = best[0];
    taken.push(best[1]);
  }
  return chosen;
}
