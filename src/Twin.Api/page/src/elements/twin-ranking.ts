import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { nodesAddress } from '../charts/export';
import { condition } from '../format/condition';
import { mix } from '../format/mix';
import { megawatts, number, power, ratio, said } from '../format/numbers';
import { shortName } from '../format/found';
import { ordered } from '../format/order';
import { addressOf, go, stay } from '../store/go';
import { Live } from '../store/live';
import { SeriesFeed, spanOf } from '../store/series';
import { surroundings, twin } from '../store/twin';
import { text } from '../text/text';
import { marked, mixBar, saved, sparkline } from './parts';
import { sortHead } from './sort-head';
import { shared } from './styles';

const SAVED = ['facilityKw', 'pue', 'racksFullFree', 'racksPartialFree', 'racksMechanical', 'racksUncooled', 'gridCarbonKgPerKWh', 'dryBulbC'];
const RANGE = '6h';
const RANGE_MS = 6 * 3_600_000;
const POINTS = 48;
const EVERY_MS = 20_000;

/** The hubs as a table: the same as the map, for eyes that want order, and for those that see none. */
export class TwinRanking extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #frame = new Live(this, s => s.frame);
  readonly #view = new Live(this, s => s.view);
  readonly #nodes = new Live(this, s => s.nodes);
  readonly #feed = new SeriesFeed(this, () => twin.hubs(this.node).map(h => ({ node: h.path, metric: 'facilityKw' })),
    () => spanOf(RANGE, twin.state.view.at === null ? null : [twin.state.view.at - RANGE_MS, twin.state.view.at], twin.state.live?.timeMs ?? 0, twin.state.startMs), POINTS, EVERY_MS);

  constructor() {
    super();
    this.node = 'network';
  }

  override render() {
    void this.#nodes.value;
    void this.#frame.value;
    const { sort, down } = this.#view.value;
    const around = surroundings();
    const past = this.#feed.columns().values;
    const hubs = twin.hubs(this.node);
    if (twin.state.nodes.size > 0 && hubs.length === 0) return html`<p class="quiet">${text('state.empty.hubs')}</p>`;
    const rows = ordered(hubs.map((info, i) => {
      const now = twin.now(info.path);
      const c = condition(now, around);
      return { info, now, name: info.name, level: c.level, c, past: (past[i] ?? []).filter((v): v is number => v !== null) };
    }), sort, down);
    const all = twin.now(this.node);
    return html`
      <div class="head"><h2>${text(hubs.length === 1 ? 'list.title.one' : twin.state.view.at === null ? 'list.title' : 'list.title.past', { count: hubs.length })}</h2><span class="quiet">${saved(text('lists.hubs'), format => nodesAddress('hub', this.node, SAVED, format))} <span class="range">${text('list.trend', { range: '6\u202fh' })}</span></span></div>
      <table class=${hubs.length > 6 ? 'many' : ''}>
        <thead><tr>${sortHead('name', text('list.hub'), false)}${sortHead('power', text('list.power'), true)}${sortHead('pue', text('list.pue'), true)}
          ${sortHead('cooling', text('list.cooling'), false)}${sortHead('carbon', text('list.carbon'), true)}<th scope="col"><span class="sr">${text('list.trend', { range: '6 h' })}</span></th></tr></thead>
        <tbody>${repeat(rows, r => r.info.path, ({ info, now, c, past: line }) => html`
          <tr class=${c.level} data-node=${info.path} @click=${(e: MouseEvent) => { if (!(e.target as Element).closest('a')) go({ node: info.path }, true); }}>
            <th scope="row"><a href=${addressOf({ node: info.path })} @click=${stay({ node: info.path })}>${marked(c)}<span class="name" title=${info.name}>${shortName(info.name)}</span></a>
              ${c.level === 'ok' ? nothing : html`<span class="why" title=${c.text}>${c.text}</span>`}</th>
            <td class="num" data-col="power">${megawatts(now?.q['facilityKw'])}</td>
            <td class="num" data-col="pue">${ratio(now?.q['pue'])}</td>
            <td class="bar">${mixBar(mix(now))}</td>
            <td class="num" data-col="carbon">${number((now?.q['gridCarbonKgPerKWh'] ?? NaN) * 1e3)}</td>
            <td class="spark">${sparkline(line, line.length > 1
              ? text('list.spark', { place: info.name, range: '6 h', from: said(power(line[0])), to: said(power(line[line.length - 1])) }) : info.name, c.level)}</td>
          </tr>`)}</tbody>
        <tfoot><tr><th scope="row">${text('list.sum')}</th><td class="num" data-col="power">${megawatts(all?.q['facilityKw'])}</td><td class="num">${ratio(all?.q['pue'])}</td>
          <td class="bar">${mixBar(mix(all))}</td><td class="num">${number((all?.q['gridCarbonKgPerKWh'] ?? NaN) * 1e3)}</td><td></td></tr></tfoot>
      </table>`;
  }

  static override styles = [shared, css`
    :host { padding: 1.1rem 1.3rem 0.8rem 1.5rem; overflow: auto; display: flex; flex-direction: column; }
    .range { margin-left: 1rem; } .head { display: flex; justify-content: space-between; align-items: baseline; margin-bottom: 0.55rem; white-space: nowrap; }
    table { flex: 0 1 auto; } table.many { flex: 1; } table { font-size: 1.04rem; }
    tr { border-bottom: 1px solid var(--line); } tfoot tr { border: 0; } thead tr { height: 1.7rem; }
    tbody tr { cursor: pointer; height: 2.85rem; } tbody tr:hover { background: var(--raised); }
    th[scope='row'] { font-size: 1.04rem; font-weight: 500; color: var(--ink); white-space: nowrap; }
    td, th { padding: 0 0.5rem; } .num { width: 1px; } th:first-child { padding-left: 0; } .spark { padding-right: 0; text-align: right; width: 5.8rem; } .bar { width: 7rem; }
    td svg, th svg { display: block; } .spark svg { margin-left: auto; }
    button.sort { padding: 0; font-size: 0.885rem; color: var(--ink-3); font-weight: 500; } .sort.on { color: var(--ink); }
    th.num { text-align: right; }
    .why { position: absolute; left: 0; right: 0; bottom: 0.5rem; font-size: 0.88rem; font-weight: 400; overflow: hidden; text-overflow: ellipsis; }
    tbody tr.amber, tbody tr.red { position: relative; height: 3.9rem; } tbody tr.amber > *, tbody tr.red > * { padding-bottom: 1.15rem; }
    tr.amber th[scope='row'], tr.amber td.num { color: var(--amber-ink); } tr.red th[scope='row'], tr.red td.num { color: var(--red-ink); }
    tfoot th[scope='row'], tfoot td { color: var(--ink-2); padding-top: 0.5rem; font-weight: 500; } tfoot tr { height: 2.4rem; }
    @media (max-height: 820px) and (min-width: 1001px) { tbody tr { height: 2.35rem; } }
    @media (max-width: 720px) { :host { padding: 0.8rem 1rem; } .bar { width: 4.6rem; } .bar svg { width: 4rem; } .spark, thead th:last-child, tfoot td:last-child { display: none; } }
  `];
}
customElements.define('twin-ranking', TwinRanking);
