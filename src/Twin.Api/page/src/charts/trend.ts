// One trend on a canvas: uPlot for scales, cursor and zoom; lines, labels and marks drawn directly, without axes' furniture.

import uPlot from 'uplot';
import { shownIn } from '../format/numbers';
import { axisLabel, axisTicks, type Zone } from '../format/time';
import { colour } from '../store/theme-choice';
import { gridLines, stack, type Columns } from './merge';
import type { Mark } from './marks';

export interface Line {
  readonly label: string;
  /** A colour's name in the page's theme. */
  readonly colour: string;
  readonly shape: 'area' | 'line' | 'dashed';
  /** Its scale; lines of one scale share it. */
  readonly scale: 'a' | 'b';
  readonly scaled: number;
  readonly say: (value: number) => string;
  /** Degrees Celsius: its scale has round values in the reader's own unit. */
  readonly warmth?: boolean;
  /** Name of a colour that the label is written in. */
  readonly ink?: string;
}

export interface Picture {
  readonly lines: readonly Line[];
  readonly columns: Columns;
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: Zone;
  readonly marks: readonly Mark[];
  /** The earlier moment that the page looks at; null: none. */
  readonly atMs: number | null;
  /** Values of scale a that should be in sight, such as a target. */
  readonly least: number | null;
}

export interface Handlers {
  cursor(index: number | null): void;
  zoom(fromMs: number, toMs: number): void;
  unzoom(): void;
}

const FOOT = 20;
const HEAD = 12;

/** The page's letters grow on a wall, and a chart's with them. */
const grown = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / 13;
const font = (px: number, weight = 400): string => `${weight} ${px * devicePixelRatio * grown()}px Inter, system-ui, sans-serif`;

export class TrendChart {
  readonly #plot: uPlot;
  #picture: Picture;

  constructor(root: HTMLElement, picture: Picture, width: number, height: number, handlers: Handlers) {
    this.#picture = picture;
    const options: uPlot.Options = {
      width, height,
      legend: { show: false },
      padding: [HEAD, 0, Math.round(FOOT * grown()), 0],
      axes: [{ show: false }, { show: false }, { show: false }],
      scales: {
        x: { time: false, range: () => [this.#picture.fromMs, this.#picture.toMs] },
        a: { range: (_u, least, most) => this.#range('a', least, most) },
        b: { range: (_u, least, most) => this.#range('b', least, most) },
      },
      cursor: {
        y: false,
        sync: { key: 'twin', scales: ['x', null], setSeries: false },
        drag: { x: true, y: false, setScale: false },
        points: { size: 7, width: 2, stroke: (_u, i) => colour(this.#line(i).colour), fill: () => colour('--ground') },
        bind: { dblclick: () => () => { handlers.unzoom(); return null; } },
      },
      series: [{}, ...this.#order().map(n => this.#series(n))],
      hooks: {
        drawClear: [u => this.#ground(u)],
        draw: [u => this.#top(u)],
        setCursor: [u => handlers.cursor(u.cursor.idx ?? null)],
        setSelect: [u => {
          if (u.select.width < 6) return;
          handlers.zoom(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x'));
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        }],
      },
    };
    this.#plot = new uPlot(options, this.#data(), root);
  }

  show(picture: Picture): void {
    this.#picture = picture;
    this.#plot.setData(this.#data(), true);
  }

  size(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  redraw(): void {
    this.#plot.redraw();
  }

  /** What is drawn, for those who want to keep it. */
  get canvas(): HTMLCanvasElement {
    return this.#plot.ctx.canvas;
  }

  destroy(): void {
    this.#plot.destroy();
  }

  /** Stacked areas are painted from the top sum down, so that each covers what it does not add. */
  #order(): number[] {
    const areas = this.#picture.lines.map((l, i) => (l.shape === 'area' ? i : -1)).filter(i => i >= 0).reverse();
    return [...areas, ...this.#picture.lines.map((l, i) => (l.shape === 'area' ? -1 : i)).filter(i => i >= 0)];
  }

  #line(seriesIndex: number): Line {
    return this.#picture.lines[this.#order()[seriesIndex - 1]!]!;
  }

  #drawn(): (number | null)[][] {
    const { lines, columns } = this.#picture;
    const scaled = columns.values.map((column, n) => column.map(v => (v === null ? null : v * lines[n]!.scaled)));
    const areas = lines.map((l, i) => (l.shape === 'area' ? i : -1)).filter(i => i >= 0);
    const sums = stack(areas.map(i => scaled[i]!));
    areas.forEach((i, n) => { scaled[i] = sums[n]!; });
    return scaled;
  }

  #data(): uPlot.AlignedData {
    const drawn = this.#drawn();
    return [this.#picture.columns.timeMs, ...this.#order().map(n => drawn[n]!)];
  }

  #series(n: number): uPlot.Series {
    const line = this.#picture.lines[n]!;
    const base: uPlot.Series = { scale: line.scale, points: { show: false }, stroke: () => colour(line.colour), width: line.shape === 'area' ? 0 : 1.75, spanGaps: false };
    if (line.shape === 'area') return { ...base, fill: () => colour(line.colour), fillTo: 0 } as uPlot.Series;
    return line.shape === 'dashed' ? { ...base, dash: [4, 3], width: 1.4 } : base;
  }

  #range(scale: 'a' | 'b', least: number | null, most: number | null): [number, number] {
    if (least === null || most === null || !Number.isFinite(least) || !Number.isFinite(most)) return [0, 1];
    const of = this.#picture.lines.filter(l => l.scale === scale);
    if (of.some(l => l.shape === 'area')) return [0, Math.max(most * 1.12, 1e-6)];
    const low = scale === 'a' && this.#picture.least !== null ? Math.min(least, this.#picture.least) : least;
    const middle = (low + most) / 2;
    const half = Math.max((most - low) / 2, Math.abs(middle) * 0.015, 1e-3) * (scale === 'b' ? 1.9 : 1.45);
    return [middle - half, middle + half];
  }

  #ground(u: uPlot): void {
    const { ctx, bbox } = u;
    const { fromMs, toMs, zone } = this.#picture;
    const dpr = devicePixelRatio;
    ctx.save();
    ctx.lineWidth = dpr;
    ctx.strokeStyle = colour('--line');
    ctx.fillStyle = colour('--ink-3');
    ctx.font = font(11);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'top';
    const crowd = Math.max(2, Math.floor(bbox.width / dpr / 74));
    for (const t of axisTicks(fromMs, toMs, crowd, zone)) {
      const x = u.valToPos(t, 'x', true);
      if (x < bbox.left + 16 * dpr || x > bbox.left + bbox.width - 18 * dpr) continue;
      ctx.fillText(axisLabel(t, zone), x, bbox.top + bbox.height + 6 * dpr);
    }
    ctx.restore();
  }

  #grid(u: uPlot): void {
    const { ctx, bbox } = u;
    const dpr = devicePixelRatio;
    const scale = u.scales['a'];
    const first = this.#picture.lines.find(l => l.scale === 'a');
    if (!first || scale?.min === undefined || scale.max === undefined || scale.min === null) return;
    ctx.setLineDash([]);
    ctx.lineWidth = dpr;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    ctx.font = font(10.5);
    const { degrees, celsius } = first.warmth ? shownIn() : { degrees: (c: number) => c, celsius: (d: number) => d };
    for (const v of gridLines(degrees(scale.min), degrees(scale.max ?? 1), 2).map(celsius)) {
      const y = Math.round(u.valToPos(v, 'a', true)) + 0.5;
      if (y < bbox.top + 12 * dpr) continue;
      ctx.globalAlpha = 0.5;
      ctx.lineWidth = dpr;
      ctx.strokeStyle = colour('--line-strong');
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.globalAlpha = 1;
      this.#write(ctx, first.say(v / first.scaled), bbox.left + 3 * dpr, y - 2 * dpr, '--ink-2');
    }
  }

  #write(ctx: CanvasRenderingContext2D, words: string, x: number, y: number, ink: string): void {
    ctx.fillStyle = colour(ink);
    ctx.strokeStyle = colour('--ground');
    ctx.lineWidth = 3 * devicePixelRatio;
    ctx.lineJoin = 'round';
    ctx.globalAlpha = 0.75;
    ctx.strokeText(words, x, y);
    ctx.globalAlpha = 1;
    ctx.fillText(words, x, y);
  }

  #top(u: uPlot): void {
    const { ctx, bbox } = u;
    const dpr = devicePixelRatio;
    ctx.save();
    this.#grid(u);
    for (const mark of this.#picture.marks) {
      const x = Math.round(u.valToPos(mark.atMs, 'x', true)) + 0.5;
      ctx.strokeStyle = colour('--amber');
      ctx.fillStyle = colour('--amber');
      ctx.lineWidth = 1.2 * dpr;
      ctx.setLineDash([2 * dpr, 3 * dpr]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top - 4 * dpr);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(x - 4 * dpr, bbox.top - 10 * dpr);
      ctx.lineTo(x + 4 * dpr, bbox.top - 10 * dpr);
      ctx.lineTo(x, bbox.top - 3 * dpr);
      ctx.fill();
    }
    this.#at(u);
    this.#labels(u);
    ctx.restore();
  }

  #at(u: uPlot): void {
    const { atMs } = this.#picture;
    if (atMs === null) return;
    const { ctx, bbox } = u, x = Math.round(u.valToPos(atMs, 'x', true)) + 0.5;
    ctx.setLineDash([]);
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.strokeStyle = colour('--curve');
    ctx.beginPath();
    ctx.moveTo(x, bbox.top - 4 * devicePixelRatio);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }

  /** Each line's name at its own end; areas' names within them. */
  #labels(u: uPlot): void {
    const { ctx, bbox } = u;
    const dpr = devicePixelRatio;
    const drawn = this.#drawn();
    const { lines } = this.#picture;
    ctx.font = font(11, 500);
    ctx.textBaseline = 'middle';
    const taken: number[] = [];
    let below = 0;
    lines.forEach((line, n) => {
      const column = drawn[n]!;
      let last = column.length - 1;
      while (last >= 0 && column[last] === null) last--;
      if (last < 0) return;
      const y = u.valToPos(column[last]!, line.scale, true);
      if (line.shape === 'area') {
        const floor = n === 0 ? u.valToPos(0, 'a', true) : u.valToPos(below, 'a', true);
        below = column[last]!;
        const thick = floor - y;
        ctx.textAlign = 'right';
        const at = thick > 15 * dpr ? (floor + y) / 2 : y - 8 * dpr;
        const free = taken.every(t => Math.abs(t - at) > 12 * dpr);
        if (!free) return;
        taken.push(at);
        this.#write(ctx, line.label, bbox.left + bbox.width - 4 * dpr, at, '--ink');
        return;
      }
      ctx.textAlign = 'right';
      const at = this.#free(u, drawn, column, line, ctx.measureText(line.label).width + 8 * dpr, taken);
      taken.push(at);
      this.#write(ctx, line.label, bbox.left + bbox.width - 4 * dpr, at, line.ink ?? line.colour);
    });
  }

  /** Near the end of a line, where least of any line and of other labels is covered. */
  #free(u: uPlot, drawn: readonly (readonly (number | null)[])[], own: readonly (number | null)[], line: Line, width: number, taken: readonly number[]): number {
    const { bbox } = u;
    const dpr = devicePixelRatio, fromX = bbox.left + bbox.width - width;
    const ys = this.#ys(u, own, line.scale, fromX);
    const all = this.#picture.lines.flatMap((l, i) => (l.shape === 'area' ? [] : this.#ys(u, drawn[i]!, l.scale, fromX)));
    const top = Math.min(...ys), bottom = Math.max(...ys);
    let best = top - 9 * dpr, least = Infinity;
    for (const [n, at] of [top - 10 * dpr, bottom + 11 * dpr, top - 24 * dpr, bottom + 25 * dpr, top - 38 * dpr, bottom + 39 * dpr].entries()) {
      const outside = at < bbox.top + 5 * dpr || at > bbox.top + bbox.height - 6 * dpr;
      const cost = n + (outside ? 1000 : 0) + all.filter(y => Math.abs(y - at) < 8 * dpr).length * 4 + taken.filter(t => Math.abs(t - at) < 13 * dpr).length * 100;
      if (cost < least) [best, least] = [at, cost];
    }
    return Math.min(bbox.top + bbox.height - 7 * dpr, Math.max(bbox.top + 5 * dpr, best));
  }

  #ys(u: uPlot, column: readonly (number | null)[], scale: string, fromX: number): number[] {
    const ys: number[] = [];
    this.#picture.columns.timeMs.forEach((t, i) => {
      const v = column[i];
      if (v !== null && v !== undefined && u.valToPos(t, 'x', true) >= fromX) ys.push(u.valToPos(v, scale, true));
    });
    return ys;
  }
}
