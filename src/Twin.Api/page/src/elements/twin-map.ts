import { css, html, LitElement, nothing, svg } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { MultiPolygon } from 'geojson';
import { condition, mark, rank, type Condition } from '../format/condition';
import { MODES, mix } from '../format/mix';
import { celsius, megawatts, said } from '../format/numbers';
import { addressOf, stay } from '../store/go';
import { Live } from '../store/live';
import { surroundings, twin } from '../store/twin';
import { text } from '../text/text';
import type { NodeInfo } from '../wire/types';
import { land, outlinePath, projection } from '../map/land';
import { arcs, labels, place, radius, type Label, type Placed } from '../map/rings';
import { shortName } from '../format/found';
import { shared } from './styles';

/** Cities that the hubs work for, longitude first. */
const DEMAND = [
  { key: 'map.demand.beijing', at: [116.4, 39.9] },
  { key: 'map.demand.shanghai', at: [121.47, 31.23] },
  { key: 'map.demand.guangzhou', at: [113.26, 23.13] },
] as const;

const LETTER = 0.56;     // width of a letter over its size, on average
const FULL = 0.85;       // share of design power at which a ring has its full size
const WIDE = 640;

interface Picture {
  readonly key: string;
  readonly outline: string;
  readonly rings: readonly Placed[];
  readonly demand: readonly { key: (typeof DEMAND)[number]['key']; x: number; y: number; side: 1 | 0 | -1 }[];
  readonly most: number;
  readonly mostRadius: number;
  readonly frame: { width: number; height: number; top: number; bottom: number };
  readonly scale: number;
}

/** Hubs at their places: area by power, the ring's parts by cooling mode, colour beyond that only for the abnormal. */
export class TwinMap extends LitElement {
  static override properties = { node: { type: String }, _shape: { state: true }, _fault: { state: true }, _size: { state: true } };
  declare node: string;
  declare _shape: MultiPolygon | null;
  declare _fault: string;
  declare _size: { width: number; height: number };
  readonly #frame = new Live(this, s => s.frame);
  readonly #view = new Live(this, s => s.view);
  readonly #nodes = new Live(this, s => s.nodes);
  #picture: Picture | null = null;
  #watch: ResizeObserver | null = null;

  constructor() {
    super();
    this.node = 'network';
    this._shape = null;
    this._fault = '';
    this._size = { width: 0, height: 0 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new ResizeObserver(entries => {
      const box = entries[0]!.contentRect;
      this._size = { width: Math.round(box.width), height: Math.round(box.height) };
    });
    this.#watch.observe(this);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  async #load(): Promise<void> {
    try {
      this._shape = await land();
      this._fault = '';
    } catch (fault) {
      this._fault = (fault as Error).message;
    }
  }

  /** Everything that does not change from tick to tick; rings stand where their design power needs the room. */
  #layout(hubs: readonly NodeInfo[]): Picture {
    const { width, height } = this._size;
    const key = `${width}×${height} ${this._shape !== null} ${hubs.map(h => h.path).join()}`;
    if (this.#picture?.key === key) return this.#picture;
    const wide = width >= WIDE;
    const scale = Math.max(0.72, Math.min(width / 900, height / 560, 2.2));
    const extent = hubs.length === 0 ? { west: 100, east: 122, south: 21, north: 42 } : {
      west: Math.min(...hubs.map(h => h.longitudeDeg!)) - (hubs.length > 2 ? 0.6 : 6), east: Math.max(...hubs.map(h => h.longitudeDeg!), hubs.length > 2 ? 121.5 : -180) + (hubs.length > 2 ? 0.3 : 6),
      south: Math.min(...hubs.map(h => h.latitudeDeg!), hubs.length > 2 ? 23 : 90) - (hubs.length > 2 ? 0.3 : 4), north: Math.max(...hubs.map(h => h.latitudeDeg!)) + (hubs.length > 2 ? 0.4 : 4),
    };
    const inset = wide
      ? { top: 120 * Math.min(scale, 1.6), right: width * 0.2, bottom: 64, left: width * 0.17 }
      : { top: 40, right: width * 0.15, bottom: 52, left: width * 0.13 };
    const by = projection(extent, width, height, inset);
    const most = Math.max(1, ...hubs.map(h => h.designItKw));
    const mostRadius = (wide ? 40 : 34) * scale;
    const spots = hubs.map(h => {
      const [x, y] = by([h.longitudeDeg!, h.latitudeDeg!])!;
      return { id: h.path, x, y, r: radius(h.designItKw, most, mostRadius) };
    });
    const frame = { width, height, top: wide ? 92 : 6, bottom: 34 };
    const demand = DEMAND.map(d => { const [x, y] = by([d.at[0], d.at[1]])!; return { key: d.key, x, y, side: 1 as 1 | 0 | -1 }; });
    const rings = place(spots, frame, wide ? 20 * scale : 14, demand.map(d => ({ x: d.x, y: d.y, r: 12 * scale })));
    // Beside its square where no ring is; above it where rings are on both sides.
    const covered = (x: number, y: number): boolean => rings.some(r => Math.hypot(r.x - x, r.y - y) < r.r + 24);
    for (const d of demand) d.side = !covered(d.x + 34, d.y + 10) ? 1 : !covered(d.x - 34, d.y) ? -1 : 0;
    this.#picture = { key, rings, demand, most, mostRadius, scale, frame, outline: this._shape ? outlinePath(this._shape, by, width, height) : '' };
    return this.#picture;
  }

  override render() {
    const { width, height } = this._size;
    if (width < 40 || height < 40) return nothing;
    void this.#nodes.value;
    const hubs = twin.hubs(this.node).filter(h => h.longitudeDeg !== null && h.latitudeDeg !== null);
    const picture = this.#layout(hubs);
    void this.#frame.value; void this.#view.value;
    const around = surroundings();
    const order = hubs.map((_, i) => i);
    const conditions = hubs.map(h => condition(twin.now(h.path), around));
    const size = 14.5 * picture.scale;
    const outside = hubs.map((h, i) => this.#beside(h, conditions[i]!));
    const names = labels(picture.rings, hubs.map((h, i) => Math.max(shortName(h.name).length, outside[i]!.length * 0.9) * LETTER * size + 6), 2.4 * size, picture.frame,
      picture.demand.map(d => ({ x0: d.x - (d.side > 0 ? 6 : 66), y0: d.y - 6, x1: d.x + (d.side > 0 ? 70 : 6), y1: d.y + 20 })), conditions.map(c => rank(c.level)));
    order.sort((a, b) => rank(conditions[a]!.level) - rank(conditions[b]!.level)); // abnormal ones are drawn on top
    return html`
      <svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="group" aria-label=${text('map.label', { place: twin.info(this.node)?.name ?? '' })}>
        <path class="land" d=${picture.outline}></path>
        ${picture.rings.map(r => (r.moved ? svg`<g class="leader"><path d="M${r.homeX} ${r.homeY}L${r.x} ${r.y}"></path><circle cx=${r.homeX} cy=${r.homeY} r="2.6"></circle></g>` : nothing))}
        ${order.map(i => this.#hub(hubs[i]!, picture, picture.rings[i]!, names[i]!, conditions[i]!, outside[i]!))}
        ${picture.demand.map(d => svg`<g class="demand" transform="translate(${d.x} ${d.y})"><rect x="-4" y="-4" width="8" height="8"></rect><text x=${d.side * 10} y=${d.side > 0 ? 14 : d.side < 0 ? 4 : -9} text-anchor=${d.side > 0 ? 'start' : d.side < 0 ? 'end' : 'middle'}>${text(d.key)}</text></g>`)}
      </svg>
      <ul class="legend" aria-hidden="true">
        ${(['natural', 'partial', 'mechanical'] as const).map(m => html`<li class=${m}><i></i>${text(`map.legend.${m}`)}</li>`)}
        <li class="key-demand"><i></i>${text('map.legend.demand')}</li>
        <li>${text('map.legend.number')}</li>
      </ul>
      ${this._fault === '' ? nothing : html`<p class="fault quiet">${text('state.error', { what: 'land.json', why: this._fault })} <button @click=${() => void this.#load()}>${text('state.retry')}</button></p>`}`;
  }

  /** The line under a hub's name: what is wrong and why, or how warm it is outside. */
  #beside(info: NodeInfo, c: Condition): string {
    const c0 = twin.now(info.path)?.q['dryBulbC'];
    const outdoor = c0 === null || c0 === undefined ? '' : said(celsius(c0, 0));
    return c.level === 'ok' ? outdoor : [`${mark(c.level)} ${c.text}`, c.text.length > 20 ? '' : outdoor].filter(Boolean).join(' · ');
  }

  #hub(info: NodeInfo, picture: Picture, ring: Placed, label: Label, c: Condition, beside: string) {
    const node = twin.now(info.path);
    const kw = node?.q['facilityKw'] ?? null;
    const s = picture.scale;
    const live = kw === null ? ring.r : Math.min(ring.r * 1.3, radius(kw, picture.most * FULL, picture.mostRadius));
    const cooling = mix(node);
    const value = megawatts(kw);
    const stroke = Math.max(3, 5 * s * Math.min(1, live / (26 * s)));
    const number = Math.max(10, Math.min(16 * s, ((live - stroke) * 2 - 5) / Math.max(2.4, value.length) / 0.6));
    const dx = label.x, dy = label.y;
    return svg`<a class="hub ${c.level}" href=${addressOf({ node: info.path })} @click=${stay({ node: info.path })} data-node=${info.path}>
      <g class="words" transform="translate(${dx.toFixed(1)} ${dy.toFixed(1)})" text-anchor=${label.anchor} style=${styleMap({ fontSize: `${(14.5 * s).toFixed(1)}px` })}>
        <text class="name" y="-0.12em">${shortName(info.name)}</text>
        <text class="why" y="1.12em">${beside}</text>
      </g>
      <g transform="translate(${ring.x.toFixed(1)} ${ring.y.toFixed(1)})">
        <circle class="halo" r=${(live + stroke / 2 + 4 * s).toFixed(1)}></circle>
        <circle class="ground" r=${live.toFixed(1)}></circle>
        ${cooling.known ? arcs(MODES.map(m => ({ name: m.name, share: cooling[m.name] })), live - stroke / 2).map(a => svg`<path class="arc ${a.name}" d=${a.path} stroke-width=${stroke.toFixed(1)}></path>`)
          : svg`<circle class="unknown" r=${(live - stroke / 2).toFixed(1)} stroke-width=${stroke.toFixed(1)}></circle>`}
        ${svg`<text class="power" text-anchor="middle" dy="0.36em" style=${styleMap({ fontSize: `${number.toFixed(1)}px` })}>${value}</text>`}
      </g>
    </a>`;
  }

  static override styles = [shared, css`
    :host { position: relative; overflow: hidden; min-height: 0; height: 100%; }
    svg { display: block; position: absolute; inset: 0; }
    text { font-family: inherit; font-variant-numeric: tabular-nums; }
    .land { fill: var(--land); stroke: var(--coast); stroke-width: 1; }
    .leader path { stroke: var(--ink-3); stroke-width: 1; } .leader circle { fill: var(--ink-2); }
    .demand { pointer-events: none; } .demand rect { fill: none; stroke: var(--ink-3); stroke-width: 1.4; } .demand text { fill: var(--ink-3); font-size: 0.92rem; paint-order: stroke; stroke: var(--land); stroke-width: 3px; }
    .hub { cursor: pointer; }
    .ground { fill: var(--ground); transition: r 200ms; }
    .arc { fill: none; stroke: var(--part); }
    .unknown { fill: none; stroke: var(--line-strong); }
    .halo { fill: var(--ground); stroke: none; fill-opacity: 0; }
    .amber .halo { fill-opacity: 1; stroke: var(--amber); stroke-width: 2.2; }
    .red .halo { fill-opacity: 1; stroke: var(--red); stroke-width: 3.4; }
    .hub:hover .halo, .hub:focus-visible .halo { stroke: var(--ink-2); stroke-width: 1.4; }
    .hub.amber:hover .halo { stroke: var(--amber); stroke-width: 3; } .hub.red:hover .halo { stroke: var(--red); stroke-width: 4; }
    .hub:focus-visible { outline: none; } .hub:focus-visible .halo { stroke: var(--focus); stroke-width: 3; }
    .power { font-weight: 600; fill: var(--ink); letter-spacing: -0.02em; }
    .name { fill: var(--ink); font-weight: 500; } .words text { paint-order: stroke; stroke: var(--land); stroke-width: 4px; stroke-linejoin: round; }
    .words .why { font-size: 0.86em; fill: var(--ink-2); }
    .amber .why { fill: var(--amber-ink); font-weight: 500; font-size: 0.92em; } .red .why { fill: var(--red-ink); font-weight: 500; font-size: 0.92em; }
    .legend { position: absolute; left: 1.6rem; bottom: 0.8rem; margin: 0; padding: 0; list-style: none; display: flex; gap: 1.3rem; color: var(--ink-2); font-size: 0.885rem; flex-wrap: wrap; }
    .legend li { display: inline-flex; align-items: center; gap: 0.5rem; } .legend i { width: 1rem; height: 4px; background: var(--part); }
    .key-demand i { width: 8px; height: 8px; background: none; border: 1.4px solid var(--ink-3); }
    .fault { position: absolute; right: 1rem; bottom: 0.6rem; margin: 0; }
    @media (max-width: 720px) { .legend { left: 1rem; gap: 0.3rem 0.9rem; font-size: 0.8rem; } }
    @media (prefers-reduced-motion: reduce) { .ground { transition: none; } }
  `];
}
customElements.define('twin-map', TwinMap);
