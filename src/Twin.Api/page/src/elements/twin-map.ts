import { css, html, LitElement, nothing, svg } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { MultiPolygon } from 'geojson';
import { saveDrawing } from '../charts/export';
import { condition, mark, rank, type Condition } from '../format/condition';
import { carried, inTrouble, linkFacts, linkLevel, linkName, linkWhy, takenOver } from '../format/links';
import { MODES, mix } from '../format/mix';
import { celsius, megawatts, said } from '../format/numbers';
import { addressOf, go, stay } from '../store/go';
import { Live } from '../store/live';
import { linksNow, Polled } from '../store/polled';
import { surroundings, twin } from '../store/twin';
import { text } from '../text/text';
import type { DemandCenter, FibreLink, LinkMap, NodeInfo } from '../wire/types';
import { curve, parallels, width as lineWidth, type Curve } from '../map/flows';
import { land, outlinePath, projection } from '../map/land';
import { arcs, labels, place, radius, type Label, type Placed } from '../map/rings';
import { shortName } from '../format/found';
import { shared } from './styles';

const LETTER = 0.56;     // width of a letter over its size, on average
const FULL = 0.85;       // share of design power at which a ring has its full size
const WIDE = 640;
const MOST_TROUBLES = 2;
const LONGEST = 36;      // letters beside a ring

interface Picture {
  readonly key: string;
  readonly outline: string;
  readonly rings: readonly Placed[];
  readonly demand: readonly { center: DemandCenter; x: number; y: number }[];
  readonly curves: ReadonlyMap<string, Curve>;
  readonly most: number;
  readonly mostRadius: number;
  readonly frame: { width: number; height: number; top: number; bottom: number };
  readonly scale: number;
}

/** Hubs at their places: area by power, the ring's parts by cooling mode, colour beyond that only for the abnormal. */
export class TwinMap extends LitElement {
  static override properties = { node: { type: String }, _shape: { state: true }, _fault: { state: true }, _size: { state: true }, _over: { state: true } };
  declare node: string;
  declare _shape: MultiPolygon | null;
  declare _fault: string;
  declare _size: { width: number; height: number };
  /** Name of the link under the pointer. */
  declare _over: string;
  readonly #frame = new Live(this, s => s.frame);
  readonly #view = new Live(this, s => s.view);
  readonly #nodes = new Live(this, s => s.nodes);
  readonly #links = new Polled<LinkMap>(this, linksNow);
  #picture: Picture | null = null;
  #watch: ResizeObserver | null = null;

  constructor() {
    super();
    this.node = 'network';
    this._shape = null;
    this._fault = '';
    this._size = { width: 0, height: 0 };
    this._over = '';
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
  #layout(hubs: readonly NodeInfo[], map: LinkMap | null): Picture {
    const { width, height } = this._size;
    const links = this.#shown(hubs, map);
    const centers = (map?.centers ?? []).filter(c => links.some(l => l.from === c.name || l.to === c.name));
    const key = `${width}×${height} ${this._shape !== null} ${hubs.map(h => h.path).join()} ${links.map(l => l.name).join()}`;
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
    const demand = centers.map(center => { const [x, y] = by([center.longitudeDeg, center.latitudeDeg])!; return { center, x, y }; });
    const rings = place(spots, frame, wide ? 20 * scale : 14, demand.map(d => ({ x: d.x, y: d.y, r: 12 * scale })));
    // A link ends where its hub truly is, from where a leader goes on to the ring.
    const ends = new Map([...rings.map(r => [r.id, r.moved ? { x: r.homeX, y: r.homeY } : r] as const), ...demand.map(d => [d.center.name, d] as const)]);
    for (const hub of twin.hubs()) {
      if (ends.has(hub.path) || hub.longitudeDeg === null || hub.latitudeDeg === null) continue;
      const [x, y] = by([hub.longitudeDeg, hub.latitudeDeg])!; // beyond the picture: its links lead there
      ends.set(hub.path, { x, y });
    }
    const side = parallels(links);
    const curves = new Map(links.map((l, i) => [l.name, curve(ends.get(l.from)!, ends.get(l.to)!, side[i]!.nth, side[i]!.of)]));
    this.#picture = { key, rings, demand, curves, most, mostRadius, scale, frame, outline: this._shape ? outlinePath(this._shape, by, width, height) : '' };
    return this.#picture;
  }

  /** Links that the picture holds: of the whole network all, of a part those that begin or end in it. */
  #shown(hubs: readonly NodeInfo[], map: LinkMap | null): readonly FibreLink[] {
    const known = new Set([...twin.hubs().map(h => h.path), ...(map?.centers ?? []).map(c => c.name)]);
    const here = new Set(hubs.map(h => h.path));
    return (map?.links ?? []).filter(l => known.has(l.from) && known.has(l.to) && (this.node === 'network' || here.has(l.from) || here.has(l.to)));
  }

  override render() {
    const { width, height } = this._size;
    if (width < 40 || height < 40) return nothing;
    void this.#nodes.value;
    const hubs = twin.hubs(this.node).filter(h => h.longitudeDeg !== null && h.latitudeDeg !== null);
    const map = this.#links.value;
    const picture = this.#layout(hubs, map);
    void this.#frame.value; void this.#view.value;
    const links = this.#shown(hubs, map);
    const over = links.find(l => l.name === this._over);
    const troubled = map === null || this.#view.value.at !== null ? [] : links.filter(l => linkLevel(map, l) !== 'ok');
    const around = surroundings();
    const order = hubs.map((_, i) => i);
    const conditions = hubs.map(h => condition(twin.now(h.path), around));
    const size = 14.5 * picture.scale;
    const outside = hubs.map((h, i) => this.#beside(h, conditions[i]!));
    const names = labels(picture.rings, hubs.map((h, i) => Math.max(shortName(h.name).length, outside[i]!.length * 0.9) * LETTER * size + 6), 2.4 * size, picture.frame,
      picture.demand.map(d => ({ x0: d.x - 7, y0: d.y - 7, x1: d.x + 7, y1: d.y + 7 })), conditions.map(c => rank(c.level)));
    order.sort((a, b) => rank(conditions[a]!.level) - rank(conditions[b]!.level)); // abnormal ones are drawn on top
    return html`
      <svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="group" aria-label=${text('map.label', { place: twin.info(this.node)?.name ?? '' })}>
        <path class="land" d=${picture.outline}></path>
        ${picture.rings.map(r => (r.moved ? svg`<g class="leader"><path d="M${r.homeX} ${r.homeY}L${r.x} ${r.y}"></path><circle cx=${r.homeX} cy=${r.homeY} r="2.6"></circle></g>` : nothing))}
        ${map === null ? nothing : this.#flows(links, map, picture)}
        ${order.map(i => this.#hub(hubs[i]!, picture, picture.rings[i]!, names[i]!, conditions[i]!, outside[i]!))}
        ${this.#demand(picture, names, hubs.map((h, i) => Math.max(shortName(h.name).length, outside[i]!.length * 0.9) * LETTER * size), 2.4 * size)}
        ${map === null ? nothing : this.#crosses(troubled, map, picture)}
      </svg>
      <div class="said">${map === null ? nothing : this.#troubles(troubled, map)}
      ${over === undefined ? nothing : html`<p class="over"><b>${linkName(over, this.#named)}</b> ${linkFacts(over)}</p>`}</div>
      <button class="save" aria-label=${text('map.svg')} @click=${() => { const drawn = this.renderRoot.querySelector('svg'); if (drawn) saveDrawing(drawn, `map-${this.node.replaceAll('/', '-')}`); }}>SVG</button>
      <ul class="legend" aria-hidden="true">
        ${(['natural', 'partial', 'mechanical'] as const).map(m => html`<li class=${m}><i></i>${text(`map.legend.${m}`)}</li>`)}
        ${picture.demand.length === 0 ? nothing : html`<li class="key-demand"><i></i>${text('map.legend.demand')}</li><li class="key-service"><i></i>${text('map.legend.service')}</li><li class="key-transfer"><i></i>${text('map.legend.transfer')}</li>`}
        <li>${text('map.legend.number')}</li>
      </ul>
      ${this._fault === '' ? nothing : html`<p class="fault quiet">${text('state.error', { what: 'land.json', why: this._fault })} <button @click=${() => void this.#load()}>${text('state.retry')}</button></p>`}`;
  }

  readonly #named = (end: string): string => {
    const info = twin.info(end);
    return info ? shortName(info.name) : linksNow.value?.centers.find(c => c.name === end)?.title ?? end;
  };

  /** What goes over the links: solid to people, dashed with jobs, its width by Gbit/s. Of the past nothing is known. */
  #flows(links: readonly FibreLink[], map: LinkMap, picture: Picture) {
    const live = twin.state.view.at === null;
    const most = Math.max(1, ...map.links.map(carried));
    const instead = takenOver(map);
    const s = Math.max(1, picture.scale * 0.9);
    return svg`<g class="flows">${links.map(l => {
      const { path } = picture.curves.get(l.name)!;
      const idle = !live || carried(l) <= 0;
      const kind = !l.up && live ? `cut ${linkLevel(map, l)}` : [idle ? 'idle' : l.serviceGbps > 0 ? 'service' : 'transfer', live && linkLevel(map, l) !== 'ok' ? 'amber' : '', live && instead.has(l.name) ? 'instead' : ''].join(' ');
      return svg`<path class="flow ${kind}" data-link=${l.name} d=${path} style=${styleMap({ strokeWidth: (lineWidth(live ? carried(l) : 0, most) * s).toFixed(2) })}></path>
        <path class="hit" d=${path} @pointerenter=${() => { this._over = l.name; }} @pointerleave=${() => { this._over = ''; }} @click=${() => go({ list: 'links' })}><title>${linkName(l, this.#named)}: ${linkFacts(l)}</title></path>`;
    })}</g>`;
  }

  /** A cross on each link that is cut or overloaded. */
  #crosses(troubled: readonly FibreLink[], map: LinkMap, picture: Picture) {
    return troubled.map(l => {
      const { x, y } = picture.curves.get(l.name)!.middle;
      return svg`<path class="cross ${linkLevel(map, l)}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})" d="M-5 -5L5 5M-5 5L5 -5"></path>`;
    });
  }

  /** What the crosses mean, and which way took over: a line each. */
  #troubles(troubled: readonly FibreLink[], map: LinkMap) {
    if (troubled.length === 0) return nothing;
    const more = troubled.length - MOST_TROUBLES;
    return html`<ul class="troubles" aria-label=${text('map.troubles')}>${inTrouble(map, troubled).slice(0, MOST_TROUBLES).map(l => html`<li class=${linkLevel(map, l)} data-trouble=${l.name}>${mark(linkLevel(map, l))} ${linkName(l, this.#named)}: ${linkWhy(map, l, this.#named)}</li>`)}
      ${more > 0 ? html`<li class="second">${text('map.troubles.more', { count: more })}</li>` : nothing}</ul>`;
  }

  /** Demand centers, their names where hubs' names leave room. */
  #demand(picture: Picture, names: readonly Label[], widths: readonly number[], height: number) {
    const size = Math.max(10, Math.min(13, 12 * picture.scale));
    const taken = [
      ...names.map((n, i) => { const w = widths[i]!, x0 = n.anchor === 'start' ? n.x : n.anchor === 'end' ? n.x - w : n.x - w / 2; return { x0, x1: x0 + w, y0: n.y - height / 2, y1: n.y + height / 2 }; }),
      ...picture.rings.map(r => ({ x0: r.x - r.r - 3, y0: r.y - r.r - 3, x1: r.x + r.r + 3, y1: r.y + r.r + 3 })),
    ];
    const own = labels(picture.demand.map(d => ({ id: d.center.name, x: d.x, y: d.y, r: 1, homeX: d.x, homeY: d.y, moved: false })), picture.demand.map(d => d.center.title.length * size * LETTER + 4), size * 1.2, picture.frame, taken);
    return picture.demand.map((d, i) => svg`<g class="demand"><rect x=${d.x - 4} y=${d.y - 4} width="8" height="8"></rect><text x=${own[i]!.x.toFixed(1)} y=${own[i]!.y.toFixed(1)} dy="0.35em" style=${styleMap({ fontSize: `${size.toFixed(1)}px` })} text-anchor=${own[i]!.anchor}>${d.center.title}</text></g>`);
  }

  /** The line under a hub's name: what is wrong and why, or how warm it is outside. */
  #beside(info: NodeInfo, c: Condition): string {
    const c0 = twin.now(info.path)?.q['dryBulbC'];
    const outdoor = c0 === null || c0 === undefined ? '' : said(celsius(c0, 0));
    if (c.level === 'ok') return outdoor;
    // A long sentence would lie on other hubs: what is wrong stays, why stands in the list.
    const words = c.text.length > LONGEST && c.text.includes(', ') ? `${c.text.slice(0, c.text.indexOf(', '))} …` : c.text;
    return [`${mark(c.level)} ${words}`, words.length > 20 ? '' : outdoor].filter(Boolean).join(' · ');
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
    .flow { fill: none; stroke: var(--curve); stroke-linecap: round; pointer-events: none; transition: stroke-width 200ms; } .flow.service { opacity: 0.5; } .flow.transfer { opacity: 0.6; stroke-dasharray: 3 5; } .flow.idle { stroke: var(--ink-3); opacity: 0.3; }
    .flow.instead { opacity: 1; } .flow.amber { stroke: var(--amber); opacity: 1; } .flow.cut { stroke: var(--amber); opacity: 1; stroke-dasharray: 2 6; stroke-width: 1.6px !important; } .flow.cut.red { stroke: var(--red); }
    .hit { fill: none; stroke: transparent; stroke-width: 12px; cursor: pointer; } .cross { stroke: var(--amber); stroke-width: 2.6; pointer-events: none; } .cross.red { stroke: var(--red); }
    .save { position: absolute; right: 1rem; top: 0.8rem; opacity: 0; } :host(:hover) .save, .save:focus-visible { opacity: 1; } @media (hover: none) { .save { opacity: 1; } }
    .said { position: absolute; left: 1.6rem; right: 1rem; bottom: 2.5rem; max-width: 46rem; pointer-events: none; text-shadow: 0 0 3px var(--land), 0 0 3px var(--land); } .troubles { list-style: none; margin: 0; padding: 0; font-weight: 500; }
    .over { margin: 0.3rem 0 0; color: var(--ink-2); } .over b { color: var(--ink); font-weight: 600; margin-right: 0.4rem; }
    .demand { pointer-events: none; } .demand rect { fill: var(--land); stroke: var(--ink-2); stroke-width: 1.4; } .demand text { fill: var(--ink-2); paint-order: stroke; stroke: var(--land); stroke-width: 3px; }
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
    .key-service i { height: 3px; background: var(--curve); opacity: 0.6; } .key-transfer i { height: 0; background: none; border-top: 2px dotted var(--curve); }
    .fault { position: absolute; right: 1rem; bottom: 0.6rem; margin: 0; }
    @media (max-width: 1300px) and (min-width: 1001px) { .said { bottom: 4.3rem; } }
    /* On a phone there is no room beside the rings: the list of links, which comes first there, says it. */
    @media (max-width: 720px) { .troubles { display: none; } .said { left: 1rem; bottom: 3.4rem; } .legend { left: 1rem; gap: 0.3rem 0.9rem; font-size: 0.8rem; } }
    @media (prefers-reduced-motion: reduce) { .ground, .flow { transition: none; } }
  `];
}
customElements.define('twin-map', TwinMap);
