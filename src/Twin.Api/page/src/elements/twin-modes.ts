import { css, html, LitElement, nothing, svg } from 'lit';
import { MODES } from '../format/mix';
import { number } from '../format/numbers';
import { shares, stretches } from '../format/segments';
import { axisLabel, axisTicks, moment } from '../format/time';
import { Live } from '../store/live';
import { SeriesFeed, shownSpan } from '../store/series';
import { twin } from '../store/twin';
import { text } from '../text/text';
import { marks } from '../charts/marks';
import { tableAddress } from '../charts/export';
import { saved } from './parts';
import { shared } from './styles';

const POINTS = 288;
const EVERY_MS = 8_000;
const ROW = 22;
const LEFT = 98;
const FOOT = 20;

/** The cooling modes of one data center over time, a row for each; of a hub, how its racks were shared among them. */
export class TwinModes extends LitElement {
  static override properties = { node: { type: String }, shared: { type: Boolean }, width: { state: true } };
  declare node: string;
  /** True: shares of many racks, drawn as a stack; false: one plant, drawn as stretches. */
  declare shared: boolean;
  declare private width: number;
  readonly #view = new Live(this, s => s.view);
  readonly #feed = new SeriesFeed(this, () => MODES.map(m => ({ node: this.node, metric: m.quantity })), shownSpan, POINTS, EVERY_MS);
  readonly #watch = new ResizeObserver(e => { this.width = Math.round(e[0]!.contentRect.width); });

  constructor() {
    super();
    this.node = 'network';
    this.shared = false;
    this.width = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
  }

  override render() {
    const { view, live } = twin.state;
    void this.#view.value;
    const nowMs = live?.timeMs ?? 0;
    const span = shownSpan();
    const columns = this.#feed.columns();
    const w = Math.max(60, this.width - LEFT);
    const x = (t: number): number => Math.max(0, Math.min(1, (t - span.fromMs) / Math.max(1, span.toMs - span.fromMs))) * w;
    const all = stretches(columns.timeMs, columns.values, span.toMs);
    const part = shares(all);
    const rows = MODES.filter(m => m.name !== 'uncooled' || part.uncooled > 0 || columns.values[3]?.some(v => (v ?? 0) > 0));
    const height = rows.length * ROW + FOOT;
    const label = rows.map(m => text('modes.hours', { mode: text(`modes.${m.name}`), share: number(part[m.name] * 100), range: view.range })).join(', ');
    if (view.table) {
      return html`<table><tbody>${all.slice(-30).reverse().map(s => html`<tr><th scope="row">${text(`modes.${s.mode}`)}</th><td class="num">${moment(s.fromMs, nowMs, view.zone)} – ${moment(s.toMs, nowMs, view.zone)}</td></tr>`)}</tbody></table>`;
    }
    return html`<svg width=${LEFT + w} height=${height} viewBox="0 0 ${LEFT + w} ${height}" role="img" aria-label=${label}>
      ${rows.map((m, n) => svg`<text x="0" y=${n * ROW + 15}>${text(`modes.${m.name}`)}</text><path class="rule" d="M${LEFT} ${n * ROW + 11}h${w}"></path>
        ${this.shared ? this.#area(columns, MODES.findIndex(o => o.name === m.name), n, x) : all.filter(s => s.mode === m.name).map(s => svg`<rect class=${m.name} x=${LEFT + x(s.fromMs)} y=${n * ROW + 4} width=${Math.max(1.5, x(s.toMs) - x(s.fromMs))} height="14" fill="var(--part)"></rect>`)}`)}
      ${marks(this.node, span.fromMs, span.toMs).map(m => svg`<path class="mark" d="M${LEFT + x(m.atMs)} 0v${rows.length * ROW}"><title>${m.name}</title></path>`)}
      ${view.at === null || view.at < span.fromMs ? nothing : svg`<path class="at" d="M${LEFT + x(view.at)} 0v${rows.length * ROW}"></path>`}
      ${axisTicks(span.fromMs, span.toMs, Math.max(2, Math.floor(w / 80)), view.zone).filter(t => x(t) > 14 && x(t) < w - 14).map(t => svg`<text class="tick" x=${LEFT + x(t)} y=${height - 5} text-anchor="middle">${axisLabel(t, view.zone)}</text>`)}
    </svg>
    ${saved(text('modes.title'), format => tableAddress(MODES.map(m => ({ node: this.node, metric: m.quantity })), span.fromMs, span.toMs, format))}
    ${this.#feed.fault === '' ? nothing : html`<p class="amber">${text('state.error', { what: text('modes.title'), why: this.#feed.fault })}</p>`}`;
  }

  /** One mode's share of racks as the height of its row's band. */
  #area(columns: { timeMs: number[]; values: (number | null)[][] }, mode: number, row: number, x: (t: number) => number) {
    if (columns.timeMs.length < 2) return nothing;
    const points = columns.timeMs.map((t, i) => {
      const sum = columns.values.reduce((s, c) => s + (c[i] ?? 0), 0);
      return [LEFT + x(t), sum > 0 ? ((columns.values[mode]![i] ?? 0) / sum) * 16 : 0] as const;
    });
    const base = row * ROW + 19;
    const line = points.map(([px, h]) => `L${px.toFixed(1)} ${(base - h).toFixed(1)}`).join('');
    return svg`<path class=${MODES[mode]!.name} fill="var(--part)" d=${`M${points[0]![0].toFixed(1)} ${base}${line}L${points[points.length - 1]![0].toFixed(1)} ${base}Z`}></path>`;
  }

  static override styles = [shared, css`
    :host { position: relative; } .save { position: absolute; right: 0; top: -1.6rem; opacity: 0; background: var(--ground); } .save + .save { right: 2.6rem; } :host(:hover) .save, .save:focus-visible { opacity: 1; } @media (hover: none) { .save { opacity: 1; } }
    svg { display: block; } text { fill: var(--ink-2); font-size: 12px; font-family: inherit; } .tick { fill: var(--ink-3); font-size: 11px; }
    .rule { stroke: var(--line); } .mark { stroke: var(--amber); stroke-dasharray: 2 3; fill: none; stroke-width: 1.2; }
    .at { stroke: var(--curve); stroke-width: 1.5; } p { margin: 0.3rem 0 0; } th[scope='row'] { color: var(--ink); font-weight: 400; } tr { border-bottom: 1px solid var(--line); height: 1.8rem; }
  `];
}
customElements.define('twin-modes', TwinModes);
