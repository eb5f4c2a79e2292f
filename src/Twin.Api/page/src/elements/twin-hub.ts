import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { nodesAddress } from '../charts/export';
import { condition } from '../format/condition';
import { eventInSentence } from '../format/events';
import { celsius, flow, megawatts, number, percent, ratio, shownIn, speed, type Figure } from '../format/numbers';
import { foremost, mix } from '../format/mix';
import { ordered } from '../format/order';
import { behind, whyMode } from '../format/reasons';
import { addressOf, go, stay } from '../store/go';
import { Live } from '../store/live';
import { Repeat } from '../store/repeat';
import { surroundings, twin } from '../store/twin';
import { LISTS } from '../store/view';
import { inSentence, named, text } from '../text/text';
import { details } from '../wire/client';
import type { NodeNow, PlantMode, Weather } from '../wire/types';
import { powerLines, pueLines } from './lines';
import { listBody, listShown, listTabs } from './lists';
import { figure, marked, saved } from './parts';
import { sortHead } from './sort-head';
import { shared } from './styles';

const SAVED = ['facilityKw', 'itKw', 'pue', 'loadShare', 'maxInletC', 'waterLph'];
const EVERY_MS = 2_000;

/** A quantile comes as the upper end of its bin, which may lie above the highest value itself. */
const notAbove = (value: number | null | undefined, most: number | null): number | null => (value === null || value === undefined ? null : most === null ? value : Math.min(value, most));

const MODE_CLASS: Record<PlantMode, string> = { off: 'uncooled', freeDry: 'natural', freeWet: 'natural', partial: 'partial', mechanical: 'mechanical' };

/** One hub: its weather, its data centers with what each does and why, and its past. */
export class TwinHub extends LitElement {
  static override properties = { node: { type: String }, filter: { state: true } };
  declare node: string;
  declare private filter: string;
  readonly #frame = new Live(this, s => s.frame);
  readonly #view = new Live(this, s => s.view);
  readonly #nodes = new Live(this, s => s.nodes);
  readonly #details = new Repeat<ReadonlyMap<string, NodeNow>>(this, () => (twin.state.view.at === null ? this.node : ''),
    async (path, signal) => new Map((await details(path, true, signal)).map(n => [n.path, n])), EVERY_MS);
  #lines: { key: string; power: ReturnType<typeof powerLines>; pue: ReturnType<typeof pueLines> } | null = null;

  constructor() {
    super();
    this.node = '';
    this.filter = '';
  }

  override render() {
    void this.#nodes.value;
    const info = twin.info(this.node);
    if (!info) return nothing;
    const key = `${this.node} ${shownIn().degree}`;
    if (this.#lines?.key !== key) this.#lines = { key, power: powerLines(this.node), pue: pueLines(this.node, this.node, info.name) };
    void this.#view.value;
    const list = listShown(LISTS);
    return html`
      <div class="main"><twin-numbers .node=${this.node}></twin-numbers>${this.#weather(this.#details.value?.get(this.node)?.weather ?? null)}${listTabs(LISTS, 'lists.centers')}
        ${list === 'nodes' ? this.#table() : html`<div class="list" tabindex="0" role="region" aria-label=${text(`lists.${list}`)}>${listBody(list, this.node)}</div>`}</div>
      <aside tabindex="0">
        <section><h2>${text('modes.title')}</h2><twin-modes .node=${this.node} shared></twin-modes></section>
        <twin-trend heading=${text('trend.power')} .node=${this.node} .lines=${this.#lines.power} sum></twin-trend>
        <twin-trend heading=${text('trend.pue')} .node=${this.node} .lines=${this.#lines.pue}></twin-trend>
      </aside>`;
  }

  #weather(w: Weather | null) {
    const one = (name: string, label: string, f: Figure) => html`<span class="pair" data-figure=${name}><span class="label">${label}</span> ${figure(f)}</span>`;
    const q = twin.now(this.node)?.q;
    return html`<p class="weather" aria-label=${text('hub.weather')}>
      ${one('outdoor', text('numbers.outdoor'), celsius(w?.dryBulbC ?? q?.['dryBulbC']))}${w === null ? nothing : html`${one('wetbulb', text('numbers.wetbulb'), celsius(w.wetBulbC))}${one('humidity', text('numbers.humidity'), { value: number(w.rhPct), unit: '%' })}
      ${one('wind', text('numbers.wind'), speed(w.windMs))}${one('dust', text('numbers.dust'), { value: number(w.pm10UgM3), unit: 'µg/m³' })}`}
      ${one('price', text('numbers.price'), { value: number(q?.['priceCnyPerKWh'], 2), unit: 'CNY/kWh' })}${one('water', text('numbers.water'), flow(q?.['waterLph']))}</p>`;
  }

  #why(now: NodeNow | undefined): string {
    const { frame, startMs, view } = twin.state;
    if (!now?.plant) return '';
    const event = behind(now.plant, now.path, frame?.events ?? []);
    return whyMode(now.plant, frame?.timeMs ?? 0, startMs, view.zone) + (event ? `, ${text('why.event', { event: eventInSentence(event) })}` : '');
  }

  #table() {
    void this.#frame.value;
    const { sort, down } = this.#view.value;
    const around = surroundings();
    const typed = this.filter.trim().toLowerCase();
    const all = twin.childrenOf(this.node);
    const rows = ordered(all.filter(n => typed === '' || `${n.name} ${n.path} ${n.nameZh}`.toLowerCase().includes(typed)).map(info => {
      const now = twin.now(info.path), more = this.#details.value?.get(info.path);
      const c = condition(now && { ...now, power: more?.power ?? null }, around);
      return { info, now, more, name: info.name, level: c.level, c };
    }), sort, down);
    const sum = twin.now(this.node);
    return html`
      <div class="bar"><h2>${text('hub.centers', { count: all.length, racks: number(twin.info(this.node)?.racks) })}</h2><span class="saves">${saved(text('lists.centers'), format => nodesAddress('dataCenter', this.node, SAVED, format))}</span>
        <input type="search" aria-label=${text('list.filter')} placeholder=${text('list.filter')} .value=${this.filter} @input=${(e: Event) => { this.filter = (e.target as HTMLInputElement).value; }}></div>
      ${this.#details.fault === '' ? nothing : html`<p class="amber">${text('state.error', { what: text('list.mode'), why: this.#details.fault })}</p>`}
      <div class="scroll" tabindex="0" role="region" aria-label=${text('list.title.centers', { count: all.length })}><table>
        <thead><tr>${sortHead('name', text('list.center'), false)}${sortHead('power', text('list.power'), true)}${sortHead('pue', text('list.pue'), true)}${sortHead('load', text('list.load'), true)}
          ${sortHead('inlet', text('list.inlet'), true)}<th scope="col" class="num wide">${text('list.inlet95')}</th><th scope="col" class="num wide">${text('list.supply')}</th>${sortHead('cooling', text('list.mode'), false)}</tr></thead>
        <tbody>${repeat(rows, r => r.info.path, ({ info, now, more, c }) => {
          const inlet = now?.q['maxInletC'] ?? null, mode = now?.mode ?? more?.plant?.mode ?? null, main = mode === null ? foremost(mix(now)) : null;
          return html`<tr class=${c.level} data-node=${info.path} @click=${(e: MouseEvent) => { if (!(e.target as Element).closest('a')) go({ node: info.path }, true); }}>
            <th scope="row"><a href=${addressOf({ node: info.path })} @click=${stay({ node: info.path })}>${marked(c)}<span class="name">${info.name}</span></a></th>
            <td class="num" data-col="power">${megawatts(now?.q['facilityKw'])}</td><td class="num">${ratio(now?.q['pue'])}</td><td class="num">${percent(now?.q['loadShare']).value}</td>
            <td class="num ${inlet !== null && inlet > twin.state.inlet.recommendedC ? 'amber' : ''}">${celsius(inlet).value}</td><td class="num wide">${celsius(notAbove(more?.inletP95C, inlet)).value}</td><td class="num wide">${celsius(more?.plant?.supplyC).value}</td>
            <td class="mode" title=${this.#why(more)}><i class=${mode === null ? main ?? '' : MODE_CLASS[mode]}></i><span class="second">${c.level === 'ok' ? nothing : html`<span class=${c.level}>${c.text}. </span>`}${this.#why(more) || (mode !== null ? named('mode', mode) : main === null ? '' : text(`modes.${main}`))}</span><span class="plant">${inSentence(named('plant', info.plantKind ?? ''))}</span></td></tr>`;
        })}${rows.length === 0 ? html`<tr><td colspan="8" class="quiet">${all.length === 0 ? text('state.loading') : text('list.none', { text: this.filter })}</td></tr>` : nothing}</tbody>
        <tfoot><tr><th scope="row">${text('list.sum')}</th><td class="num" data-col="power">${megawatts(sum?.q['facilityKw'])}</td><td class="num">${ratio(sum?.q['pue'])}</td><td class="num">${percent(sum?.q['loadShare']).value}</td><td class="num">${celsius(sum?.q['maxInletC']).value}</td><td class="wide"></td><td class="wide"></td><td></td></tr></tfoot>
      </table></div>`;
  }

  static override styles = [shared, css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(22rem, 27%); min-height: 0; height: 100%; }
    .main { display: flex; flex-direction: column; gap: 0.9rem; padding: 1.1rem 0 0 1.5rem; min-height: 0; min-width: 0; }
    aside { border-left: 1px solid var(--line); display: grid; grid-template-rows: auto minmax(9rem, 1fr) minmax(9rem, 1fr); min-height: 0; overflow: auto; } aside section { padding: 1rem 1.5rem 0.5rem; } aside h2 { margin-bottom: 0.5rem; } twin-trend { border-top: 1px solid var(--line); }
    .weather { margin: 0; display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; white-space: nowrap; } .pair .value { font-weight: 600; } .pair .label { margin-right: 0.25rem; }
    .bar { display: flex; justify-content: space-between; align-items: center; padding-right: 1.3rem; } .saves { margin: 0 auto 0 1.2rem; } input { background: none; border: 0; border-bottom: 1px solid var(--line-strong); padding: 0.2rem 0.1rem; width: 13rem; } input::placeholder { color: var(--ink-3); opacity: 1; }
    .scroll { flex: 1; overflow: auto; min-height: 10rem; } .list { flex: 1; overflow: auto; min-height: 10rem; padding: 0.2rem 1.3rem 1rem 0; } table { font-size: 1rem; } thead th { position: sticky; top: 0; background: var(--ground); z-index: 1; height: 1.9rem; }
    tr { border-bottom: 1px solid var(--line); } tbody tr { cursor: pointer; height: 2.3rem; } tbody tr:hover { background: var(--raised); } td, th { padding: 0 0.45rem; white-space: nowrap; } th:first-child { padding-left: 0; } td:last-child { padding-right: 1.3rem; }
    th[scope='row'] { font-size: 1rem; color: var(--ink); font-weight: 500; max-width: 19rem; overflow: hidden; text-overflow: ellipsis; } th.num { text-align: right; }
    button.sort { padding: 0; font-size: 0.885rem; color: var(--ink-3); font-weight: 500; } .sort.on { color: var(--ink); }
    .mode { width: 100%; max-width: 0; overflow: hidden; text-overflow: ellipsis; } .mode i { display: inline-block; width: 0.75rem; height: 0.75rem; background: var(--part, var(--absent)); margin-right: 0.6rem; vertical-align: -0.06rem; border-radius: 2px; } .plant { color: var(--ink-3); margin-left: 0.6rem; }
    tr.amber th[scope='row'] { color: var(--amber-ink); } tr.red th[scope='row'] { color: var(--red-ink); }
    tfoot th, tfoot td { position: sticky; bottom: 0; background: var(--ground); height: 2.2rem; color: var(--ink-2); border-top: 1px solid var(--line-strong); } tfoot th[scope='row'] { color: var(--ink-2); }
    @media (max-width: 1000px) { :host { display: block; height: auto; } .main { padding: 0.9rem 0 0 1rem; } .scroll { overflow-x: auto; overflow-y: visible; } .list { overflow: visible; padding-right: 1rem; } aside { border-left: 0; border-top: 1px solid var(--line); } twin-trend { height: 13rem; } .wide { display: none; } }
    @media (max-width: 720px) { .mode { width: auto; max-width: none; } .mode span, thead th:last-child { display: none; } .mode i { margin: 0; } th[scope='row'] { width: 100%; max-width: 0; } td, th { padding: 0 0.3rem; } td:last-child { padding-right: 1rem; } input { width: 9rem; } aside section { padding: 0.9rem 1rem 0.4rem; } }
  `];
}
customElements.define('twin-hub', TwinHub);
