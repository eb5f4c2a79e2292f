import { css, html, LitElement, nothing, unsafeCSS, type PropertyValues } from 'lit';
import uplotCss from 'uplot/dist/uPlot.min.css';
import { savePicture, tableAddress } from '../charts/export';
import { marks } from '../charts/marks';
import { thinned } from '../charts/merge';
import { TrendChart, type Line } from '../charts/trend';
import { together } from '../format/numbers';
import { clock, date, moment } from '../format/time';
import { go } from '../store/go';
import { Live } from '../store/live';
import { SeriesFeed, shownSpan } from '../store/series';
import { twin } from '../store/twin';
import { text } from '../text/text';
import { saved } from './parts';
import { shared } from './styles';

export interface TrendLine extends Line {
  readonly node: string;
  readonly metric: string;
}

const POINTS = 288;
const MOST_ROWS = 60;
const MOST_EVENTS = 20;
const EVERY_MS = 6_000;

/** One small multiple: a title with the value now, lines with their names, events as marks, a cursor that all share. */
export class TwinTrend extends LitElement {
  static override properties = {
    heading: { type: String }, node: { type: String }, lines: { attribute: false }, sum: { type: Boolean }, least: { type: Number }, hover: { state: true },
  };
  declare heading: string;
  declare node: string;
  declare lines: readonly TrendLine[];
  /** The title shows the sum of all lines, as of a stack. */
  declare sum: boolean;
  declare least: number | null;
  declare private hover: number | null;
  readonly #view = new Live(this, s => s.view);
  readonly #frame = new Live(this, s => s.frame);
  readonly #feed = new SeriesFeed(this, () => this.lines, () => this.#span(), POINTS, EVERY_MS);
  #chart: TrendChart | null = null;
  #shape = '';
  #box: HTMLElement | null = null;
  readonly #watch = new ResizeObserver(() => this.requestUpdate());
  readonly #themed = (): void => this.#chart?.redraw();

  constructor() {
    super();
    this.heading = '';
    this.node = 'network';
    this.lines = [];
    this.sum = false;
    this.least = null;
    this.hover = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('twin-theme', this.#themed);
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('twin-theme', this.#themed);
    this.#watch.disconnect();
    this.#drop();
  }

  #drop(): void {
    this.#chart?.destroy();
    this.#chart = null;
    this.#shape = '';
  }

  #span() {
    return shownSpan();
  }

  #say(values: readonly (number | null | undefined)[]): string {
    if (this.sum) {
      const known = values.filter((v): v is number => typeof v === 'number');
      return known.length === this.lines.length && this.lines[0] ? this.lines[0].say(known.reduce((a, b) => a + b, 0)) : '–';
    }
    return together(this.lines.map((l, i) => (typeof values[i] === 'number' ? l.say(values[i]!) : '–')));
  }

  override render() {
    const { zone, table, zoom } = this.#view.value;
    const frame = this.#frame.value;
    const columns = this.#feed.columns();
    const span = this.#span();
    const at = this.hover !== null && this.hover < columns.timeMs.length ? this.hover : null;
    const now = frame ? this.lines.map(l => frame.nodes.get(l.node)?.q[l.metric]) : [];
    const said = at === null ? this.#say(now) : this.#say(columns.values.map(c => c[at]));
    const nowMs = frame?.timeMs ?? 0;
    const label = text('trend.label', {
      title: this.heading, place: twin.info(this.node)?.name ?? '', from: moment(span.fromMs, nowMs, zone), to: moment(span.toMs, nowMs, zone), now: said,
    });
    return html`
      <div class="head">
        <h2>${this.heading}</h2>
        <span class="keep">${saved(this.heading, format => tableAddress(this.lines, span.fromMs, span.toMs, format))}
          ${table ? nothing : html`<button class="save" aria-label=${text('trend.png', { what: this.heading })} @click=${() => { if (this.#chart) savePicture(this.#chart.canvas, `${twin.info(this.node)?.name ?? ''} · ${this.heading}`, `${this.node.replaceAll('/', '-')}-${this.lines[0]?.metric ?? ''}`); }}>PNG</button>`}</span>
        <span class="now ${at === null ? '' : 'past'}">${at === null ? nothing : html`<span class="quiet">${moment(columns.timeMs[at]!, nowMs, zone)}</span> `}${said}</span>
      </div>
      ${this.#feed.fault === '' ? nothing : html`<p class="note amber">${text('state.error', { what: this.heading, why: this.#feed.fault })}</p>`}
      ${table ? this.#table(columns) : html`
        <div class="plot ${this.#feed.fault === '' ? '' : 'stale'}" role="img" aria-label=${label}></div>
        ${columns.timeMs.length < 2 ? html`<p class="note quiet">${text(frame === null ? 'state.loading' : 'state.history.empty')}</p>` : nothing}`}
      ${this.#events(span.fromMs, span.toMs, nowMs, table)}
      ${zoom && this.sum ? html`<button class="back" @click=${() => go({ zoom: null }, true)}>${text('trend.back')}</button>` : nothing}`;
  }

  /** The marks on the canvas in words, for those who read; in sight where the chart is a table. */
  #events(fromMs: number, toMs: number, nowMs: number, table: boolean) {
    const all = marks(this.node, fromMs, toMs);
    return all.length === 0 ? nothing : html`<ul class=${table ? 'events' : 'sr'} aria-label=${text('trend.events', { what: this.heading })}>${all.slice(-MOST_EVENTS).map(m => html`<li>▲ ${moment(m.atMs, nowMs, this.#view.value.zone)} ${m.name}, ${m.place}</li>`)}</ul>`;
  }

  #table(columns: ReturnType<SeriesFeed['columns']>) {
    const { zone } = this.#view.value;
    return html`<div class="rows" tabindex="0" role="region" aria-label=${this.heading}><table>
      <thead><tr><th scope="col">${text('trend.time')}</th>${this.lines.map(l => html`<th scope="col" class="num">${l.label}</th>`)}</tr></thead>
      <tbody>${thinned(columns.timeMs.length, MOST_ROWS).reverse().map(i => html`<tr>
        <th scope="row">${date(columns.timeMs[i]!, zone)} ${clock(columns.timeMs[i]!, zone)}</th>
        ${columns.values.map((c, n) => html`<td class="num">${c[i] === null ? '–' : this.lines[n]!.say(c[i]!)}</td>`)}</tr>`)}</tbody></table></div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const box = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (box !== this.#box) {
      this.#drop();
      this.#box = box;
    }
    if (!box) return;
    const width = Math.floor(box.clientWidth), height = Math.floor(box.clientHeight);
    if (width < 40 || height < 40) return;
    const span = this.#span();
    const picture = {
      lines: this.lines, columns: this.#feed.columns(), fromMs: span.fromMs, toMs: span.toMs, zone: this.#view.value.zone,
      marks: marks(this.node, span.fromMs, span.toMs), atMs: this.#view.value.at, least: this.least,
    };
    const shape = this.lines.map(l => `${l.node} ${l.metric} ${l.label}`).join();
    if (this.#chart === null || shape !== this.#shape) {
      this.#drop();
      this.#shape = shape;
      this.#chart = new TrendChart(box, picture, width, height, {
        cursor: index => { if (this.hover !== index) this.hover = index; },
        zoom: (fromMs, toMs) => go({ zoom: [Math.round(fromMs), Math.round(toMs)] }, true),
        unzoom: () => go({ zoom: null }, true),
      });
      this.#size = `${width}×${height}`;
    } else {
      if (this.#size !== `${width}×${height}`) this.#chart.size(width, height);
      this.#size = `${width}×${height}`;
      this.#chart.show(picture);
    }
  }

  #size = '';

  static override styles = [unsafeCSS(uplotCss), shared, css`
    :host { display: flex; flex-direction: column; min-width: 0; min-height: 0; padding: 0.9rem 1.5rem 0.6rem; position: relative; }
    .head { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; white-space: nowrap; }
    .now { font-weight: 600; font-variant-numeric: tabular-nums; overflow: hidden; text-overflow: ellipsis; } .now.past { font-weight: 500; }
    .keep { display: var(--chrome); margin-right: auto; max-width: 0; overflow: hidden; flex: none; } .keep .save { color: var(--ink-2); } :host(:hover) .keep, :host(:focus-within) .keep { max-width: none; overflow: visible; } @media (hover: none) { .keep { max-width: none; } }
    .plot { flex: 1; min-height: 5rem; overflow: hidden; margin-top: 0.2rem; }
    .note { position: absolute; left: 1.5rem; top: 2.2rem; margin: 0; font-size: 0.92rem; }
    .back { position: absolute; top: 2.2rem; right: 1.5rem; background: var(--ground); z-index: 2; }
    .rows { overflow: auto; flex: 1; margin-top: 0.4rem; } .rows th[scope='row'] { font-weight: 400; white-space: nowrap; padding-right: 1rem; }
    .rows td, .rows th { padding: 0.15rem 0 0.15rem 0.8rem; border-bottom: 1px solid var(--line); } .rows th:first-child { padding-left: 0; } .rows th.num { text-align: right; }
    .events { list-style: none; margin: 0.3rem 0 0; padding: 0; color: var(--amber-ink); max-height: 3rem; overflow: auto; flex: none; }
    .u-cursor-x { border-right: 1px solid var(--ink-3) !important; } .u-select { background: color-mix(in srgb, var(--ink) 10%, transparent); }
    .u-over { cursor: crosshair; }
  `];
}
customElements.define('twin-trend', TwinTrend);
