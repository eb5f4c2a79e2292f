import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { savePicture } from '../charts/export';
import { cellOf, layout, neighbour, quantile, rackAt, type Floor } from '../floor/layout';
import { isOff, ramp, scaleOf, step, STEPS, type Scale } from '../floor/scale';
import { celsius, NARROW, number, percent, said } from '../format/numbers';
import { go } from '../store/go';
import { colour } from '../store/theme-choice';
import { twin } from '../store/twin';
import type { RackMetric } from '../store/view';
import { text } from '../text/text';
import type { Racks } from '../wire/types';
import { shared } from './styles';

export const rackName = (index: number): string => `r-${String(index).padStart(5, '0')}`;

export function sayRack(metric: RackMetric, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return text('floor.off');
  return metric === 'powerKw' ? `${number(value, 2)}${NARROW}kW` : metric === 'load' ? said(percent(value)) : said(celsius(value));
}

const LEGEND = 34;
const NARROW_PX = 90; // of a hall whose head holds a number and no word
const HOTTEST = 60;

/** Every rack of a data center as a sliver in its row and hall, one metric at a time. */
export class TwinFloor extends LitElement {
  static override properties = { place: { type: String }, racks: { attribute: false }, metric: { type: String }, rack: { attribute: false }, table: { type: Boolean }, hover: { state: true }, size: { state: true } };
  declare place: string;
  declare racks: Racks | null;
  declare metric: RackMetric;
  declare rack: number | null;
  declare table: boolean;
  declare private hover: { rack: number; x: number; y: number } | null;
  declare private size: { width: number; height: number };
  #floor: Floor = { boxes: [], headPx: 0 };
  #painted: HTMLCanvasElement | null = null;
  readonly #watch = new ResizeObserver(e => {
    const box = e[0]!.contentRect;
    this.size = { width: Math.floor(box.width), height: Math.floor(box.height) };
  });
  readonly #themed = (): void => { this.#paint(); this.#show(); };

  constructor() {
    super();
    this.place = '';
    this.racks = null;
    this.metric = 'inletC';
    this.rack = null;
    this.table = false;
    this.hover = null;
    this.size = { width: 0, height: 0 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this);
    document.addEventListener('twin-theme', this.#themed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
    document.removeEventListener('twin-theme', this.#themed);
  }

  #scale(): Scale {
    return scaleOf(this.metric, Math.max(0, ...(this.racks?.halls ?? []).map(h => h.designKw)), twin.state.inlet);
  }

  override render() {
    const racks = this.racks;
    if (racks === null) return html`<p class="quiet">${text('state.loading')}</p>`;
    if (this.table) return this.#list(racks);
    const { width, height } = this.size;
    const scale = this.#scale();
    this.#floor = layout(racks.halls, width, Math.max(60, height - LEGEND));
    const hover = this.hover;
    return html`
      <canvas tabindex="0" role="application" aria-label=${text('floor.label', { place: this.place, racks: number(racks.total), halls: racks.halls.length, metric: text(`floor.${this.metric}`) })}
        aria-describedby="at" @pointermove=${this.#move} @pointerleave=${() => { this.hover = null; }} @click=${this.#click} @keydown=${this.#key}></canvas>
      <ul class="halls" aria-hidden="true">${this.#floor.boxes.map(b => {
        const p95 = quantile(racks[this.metric], b.hall.first, b.hall.racks, 0.95);
        const hot = scale.limits !== null && p95 > scale.limits[0];
        return html`<li style=${styleMap({ left: `${b.x}px`, top: `${b.y - this.#floor.headPx}px`, width: `${b.width}px` })}><span>${b.width < NARROW_PX ? b.hall.name.replace(/^hall-?0*/, '') : text('floor.hall.named', { name: b.hall.name.replace(/^hall-?0*/, '') })}</span>
          <span class=${hot ? 'amber' : ''}>${hot ? '▲ ' : ''}${b.width > 130 ? text('floor.p95', { value: sayRack(this.metric, p95) }) : sayRack(this.metric, p95)}</span></li>`;
      })}</ul>
      <div class="scale" aria-hidden="true"><svg width="232" height="8" viewBox="0 0 232 8">${this.#legend(scale)}</svg>
        <div class="ends quiet"><span>${sayRack(this.metric, scale.least)}</span><span>${sayRack(this.metric, scale.most)}</span>${scale.limits ? html`<span>${text('floor.beyond', { value: sayRack(this.metric, scale.limits[1]) })}</span>` : nothing}</div></div>
      <span id="at" class="sr" role="status">${this.rack === null ? '' : text('floor.at', { rack: rackName(this.rack), value: sayRack(this.metric, racks[this.metric][this.rack]) })}</span>
      ${hover === null ? nothing : html`<div class="tip" style=${styleMap({ left: `${Math.min(hover.x + 14, width - 170)}px`, top: `${Math.max(0, hover.y - 34)}px` })}>${rackName(hover.rack)} <b>${sayRack(this.metric, racks[this.metric][hover.rack])}</b></div>`}`;
  }

  #legend(scale: Scale) {
    const theme = document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
    const colours = ramp(theme);
    const width = scale.limits ? 168 : 232;
    const draw = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    colours.forEach((fill, i) => draw.append(this.#rect((i * width) / STEPS, width / STEPS + 0.5, fill)));
    if (scale.limits) draw.append(this.#rect(168, 32, 'var(--amber)'), this.#rect(200, 32, 'var(--red)'));
    return draw;
  }

  #rect(x: number, width: number, fill: string): SVGRectElement {
    const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [name, value] of Object.entries({ x, y: 0, width, height: 8, fill })) rect.setAttribute(name, String(value));
    return rect;
  }

  #list(racks: Racks) {
    const column = racks[this.metric];
    const first = Array.from(column.keys()).filter(i => Number.isFinite(column[i]!)).sort((a, b) => column[b]! - column[a]!).slice(0, HOTTEST);
    const hallOf = (i: number): string => racks.halls.find(h => i >= h.first && i < h.first + h.racks)?.name ?? '';
    const limit = this.#scale().limits?.[0] ?? Infinity;
    return html`<div class="rows" tabindex="0" role="region" aria-label=${text('floor.hottest')}><table><caption class="label">${text('floor.hottest')}</caption>
      <thead><tr><th scope="col">${text('floor.rack')}</th><th scope="col">${text('floor.hall')}</th><th scope="col" class="num">${text('floor.inletC')}</th><th scope="col" class="num">${text('floor.powerKw')}</th><th scope="col" class="num">${text('floor.load')}</th><th scope="col" class="num">${text('floor.siliconC')}</th></tr></thead>
      <tbody>${first.map(i => html`<tr class=${column[i]! > limit ? 'amber' : ''} aria-current=${i === this.rack ? 'true' : nothing}><th scope="row"><button class="plain" @click=${() => go({ rack: i })}>${rackName(i)}</button></th><td>${hallOf(i)}</td>
        ${(['inletC', 'powerKw', 'load', 'siliconC'] as const).map(m => html`<td class="num">${sayRack(m, racks[m][i])}</td>`)}</tr>`)}</tbody></table></div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.table || this.racks === null) return;
    if (changed.has('racks') || changed.has('metric') || changed.has('size') || changed.has('table')) this.#paint();
    this.#show();
  }

  /** All slivers, colour by colour, on a canvas of its own; moving the pointer then costs one copy. */
  #paint(): void {
    const racks = this.racks, { width, height } = this.size;
    if (racks === null || width < 20 || height < 20) return;
    const dpr = devicePixelRatio;
    const canvas = (this.#painted ??= document.createElement('canvas'));
    canvas.width = width * dpr;
    canvas.height = height * dpr;
    const ctx = canvas.getContext('2d')!;
    ctx.scale(dpr, dpr);
    const scale = this.#scale(), values = racks[this.metric];
    const theme = document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
    const colours = [...ramp(theme), colour('--amber'), colour('--red')];
    const off = colour('--ground'), edge = colour('--absent');
    const buckets: number[][] = colours.map(() => []);
    const dark: number[] = [];
    for (const box of this.#floor.boxes) {
      for (let i = 0; i < box.hall.racks; i++) {
        const rack = box.hall.first + i;
        const s = step(scale, values[rack]!, isOff(racks.status[rack]!));
        const c = cellOf(box, i);
        const gapX = c.width > 3 ? 0.8 : 0.25, gapY = c.height > 4 ? 1.1 : 0.25;
        (s < 0 ? dark : buckets[s]!).push(c.x, c.y, Math.max(0.6, c.width - gapX), Math.max(0.6, c.height - gapY));
      }
    }
    const fill = (list: number[]): void => {
      for (let i = 0; i < list.length; i += 4) ctx.fillRect(list[i]!, list[i + 1]!, list[i + 2]!, list[i + 3]!);
    };
    buckets.forEach((list, i) => { ctx.fillStyle = colours[i]!; fill(list); });
    ctx.fillStyle = off;
    fill(dark);
    ctx.strokeStyle = edge;
    ctx.lineWidth = 0.8;
    for (let i = 0; i < dark.length; i += 4) ctx.strokeRect(dark[i]! + 0.4, dark[i + 1]! + 0.4, dark[i + 2]! - 0.8, dark[i + 3]! - 0.8);
  }

  #show(): void {
    const canvas = this.renderRoot.querySelector('canvas'), { width, height } = this.size;
    if (!canvas || !this.#painted || width < 20) return;
    const dpr = devicePixelRatio;
    if (canvas.width !== width * dpr || canvas.height !== height * dpr) {
      canvas.width = width * dpr;
      canvas.height = height * dpr;
    }
    const ctx = canvas.getContext('2d')!;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(this.#painted, 0, 0);
    ctx.scale(dpr, dpr);
    for (const [rack, strong] of [[this.hover?.rack ?? null, false], [this.rack, true]] as const) {
      const box = rack === null ? undefined : this.#floor.boxes.find(b => rack >= b.hall.first && rack < b.hall.first + b.hall.racks);
      if (!box) continue;
      const c = cellOf(box, rack! - box.hall.first);
      ctx.strokeStyle = colour('--ink');
      ctx.lineWidth = strong ? 2 : 1;
      ctx.strokeRect(c.x - 1.5, c.y - 1.5, c.width + 2.2, c.height + 2.2);
    }
  }

  /** The floor as a picture, under a title. */
  save(title: string, name: string): void {
    if (this.#painted) savePicture(this.#painted, title, name);
  }

  readonly #move = (e: PointerEvent): void => {
    const rack = rackAt(this.#floor, e.offsetX, e.offsetY);
    this.hover = rack === null ? null : { rack, x: e.offsetX, y: e.offsetY };
  };

  readonly #click = (e: MouseEvent): void => {
    const rack = rackAt(this.#floor, e.offsetX, e.offsetY);
    if (rack !== null) go({ rack });
  };

  readonly #key = (e: KeyboardEvent): void => {
    if (!e.key.startsWith('Arrow') || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    go({ rack: this.rack === null ? (this.#floor.boxes[0]?.hall.first ?? 0) : neighbour(this.#floor, this.rack, e.key as 'ArrowLeft') });
  };

  static override styles = [shared, css`
    :host { position: relative; min-height: 0; overflow: hidden; }
    canvas { position: absolute; left: 0; top: 0; width: 100%; height: 100%; cursor: crosshair; }
    .halls { list-style: none; margin: 0; padding: 0; position: absolute; inset: 0; pointer-events: none; }
    .halls li { position: absolute; display: flex; justify-content: space-between; font-size: 0.92rem; color: var(--ink-2); white-space: nowrap; gap: 0.5rem; overflow: hidden; }
    .halls .amber { color: var(--amber-ink); font-weight: 500; }
    .scale { position: absolute; left: 0; bottom: 0; pointer-events: none; } .scale svg { display: block; } .ends { display: flex; justify-content: space-between; width: 232px; font-size: 0.85rem; margin-top: 0.15rem; white-space: nowrap; }
    .tip { position: absolute; pointer-events: none; background: var(--ground); border: 1px solid var(--line-strong); border-radius: 4px; padding: 0.2rem 0.6rem; white-space: nowrap; } b { font-weight: 600; }
    .rows { overflow: auto; height: 100%; } caption { text-align: left; padding-bottom: 0.5rem; } td, th { padding: 0.28rem 0.6rem 0.28rem 0; border-bottom: 1px solid var(--line); } th button { padding: 0; color: var(--ink); } .num { padding-right: 0; } tr[aria-current] { background: var(--selected); }
    tr.amber td, tr.amber button { color: var(--amber-ink); }
  `];
}
customElements.define('twin-floor', TwinFloor);
