import { css, html, LitElement, nothing, svg } from 'lit';
import { inOrder, isOff, least, share } from '../format/grid';
import { grams, megawatts, number, percent, power, said, type Figure } from '../format/numbers';
import { Live } from '../store/live';
import { Repeat } from '../store/repeat';
import { twin } from '../store/twin';
import type { ListName } from '../store/view';
import { inSentence, named, text } from '../text/text';
import { details } from '../wire/client';
import type { Fleet, NodeNow, StoragePlant } from '../wire/types';
import { factorLines, frequencyLines, gridLines, storageLines } from './lines';
import { listBody, listShown, listTabs } from './lists';
import { figure } from './parts';
import { shared } from './styles';

const EVERY_MS = 2_000;
const BAR = 120;

const HERE: readonly ListName[] = ['nodes', 'work', 'links'];

/** One region: what its grid is fed with, what it stores, how steady it is, and how its hubs stand by policy. */
export class TwinRegion extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #frame = new Live(this, s => s.frame);
  readonly #nodes = new Live(this, s => s.nodes);
  readonly #details = new Repeat<ReadonlyMap<string, NodeNow>>(this, () => (twin.state.view.at === null ? this.node : ''),
    async (path, signal) => new Map((await details(path, true, signal)).map(n => [n.path, n])), EVERY_MS);
  readonly #list = new Live(this, s => s.view.list);
  #lines: { node: string; grid: ReturnType<typeof gridLines>; storage: ReturnType<typeof storageLines>; frequency: ReturnType<typeof frequencyLines>; factors: ReturnType<typeof factorLines> } | null = null;

  constructor() {
    super();
    this.node = '';
  }

  override render() {
    void this.#nodes.value;
    void this.#frame.value; void this.#list.value;
    if (this.#lines?.node !== this.node) {
      this.#lines = { node: this.node, grid: gridLines(this.node), storage: storageLines(this.node), frequency: frequencyLines(this.node), factors: factorLines(this.node) };
    }
    const grid = this.#details.value?.get(this.node)?.grid ?? null;
    const lines = this.#lines, list = listShown(HERE);
    return html`
      <div class="main">
        <twin-numbers .node=${this.node}></twin-numbers>
        ${this.#steady(grid?.frequency ?? null)}
        ${this.#details.fault === '' ? nothing : html`<p class="amber note">${text('state.error', { what: text('region.fleets'), why: this.#details.fault })}</p>`}
        ${listTabs(HERE, 'lists.grid')}
        ${list !== 'nodes' ? listBody(list, this.node) : html`
          <section>${this.#fleets(grid?.fleets ?? [])}</section>
          ${(grid?.storage ?? []).length === 0 ? nothing : html`<section>${this.#storage(grid!.storage)}</section>`}
          <section><h2>${text('region.policy')}</h2><twin-policy .node=${this.node} .details=${this.#details.value}></twin-policy></section>`}
      </div>
      <aside>
        <twin-trend heading=${text('trend.grid')} .node=${this.node} .lines=${lines.grid} sum></twin-trend>
        <twin-trend heading=${text('region.storage')} .node=${this.node} .lines=${lines.storage}></twin-trend>
        ${grid?.frequency ? html`<twin-trend heading=${text('region.frequency')} .node=${this.node} .lines=${lines.frequency}></twin-trend>` : nothing}
        <twin-trend heading=${text('region.factors')} .node=${this.node} .lines=${lines.factors}></twin-trend>
      </aside>`;
  }

  /** One line that says whether the grid is steady, and what it costs. */
  #steady(f: { hz: number | null; leastHz: number | null; mostHz: number | null; shedShare: number; area: string } | null) {
    const q = twin.now(this.node)?.q;
    const of = (name: string): number => q?.[name] ?? NaN;
    const one = (label: string, value: Figure, level = '') => html`<span class="pair ${level}"><span class="label">${label}</span> ${level === '' ? nothing : html`<span class="mark" aria-hidden="true">▲</span>`}${figure(value)}</span>`;
    const off = f !== null && isOff(f);
    return html`<p class="line" aria-label=${text('region.steady')}>
      ${f === null ? nothing : one(text('region.frequency'), { value: number(off ? least(f) : f.hz, 3), unit: `Hz · ${f.area}` }, off ? 'amber' : '')}
      ${f !== null && f.shedShare > 0 ? one(text('region.shed'), percent(f.shedShare, 1), 'amber') : nothing}
      ${of('regionUnservedKw') > 0 ? one(text('region.unserved'), power(of('regionUnservedKw')), 'amber') : nothing}
      ${one(text('numbers.price'), { value: number(of('priceCnyPerKWh'), 2), unit: 'CNY/kWh' })}
      ${one(text('region.location'), grams(of('gridCarbonKgPerKWh')))}${one(text('region.market'), grams(of('marketGridCarbonKgPerKWh')))}
      ${one(text('region.demand'), power(of('regionDemandKw')))}${one(text('region.loss'), power(of('regionLossKw')))}
      ${one(text('region.curtailed'), power(of('curtailedKw')))}</p>`;
  }

  #fleets(fleets: readonly Fleet[]) {
    const q = twin.now(this.node)?.q;
    const of = (name: string): number => q?.[name] ?? 0;
    const made = fleets.reduce((sum, f) => sum + f.outputKw, 0) + of('tieImportKw') + of('storageDischargeKw');
    const row = (name: string, kind: string, outputKw: number, offeredKw: number | null, capacityKw: number | null) => html`<tr>
      <th scope="row">${name}${kind === '' || kind === name ? nothing : html`<span class="quiet kind">${kind}</span>`}</th>
      <td class="num">${megawatts(outputKw)}</td><td class="num">${percent(share(outputKw, made)).value}</td>
      <td class="bar">${capacityKw === null ? nothing : this.#bar(share(outputKw, capacityKw), offeredKw === null ? null : share(offeredKw, capacityKw), text('region.bar', { name, output: said(power(outputKw)), offered: said(power(offeredKw)), capacity: said(power(capacityKw)) }))}</td>
      <td class="num wide">${offeredKw === null ? '' : megawatts(offeredKw)}</td><td class="num wide">${capacityKw === null ? '' : megawatts(capacityKw)}</td></tr>`;
    return html`<h2>${text('region.fleets')}</h2><table>
      <thead><tr><th scope="col">${text('region.fleet')}</th><th scope="col" class="num">${text('region.output')}</th><th scope="col" class="num">${text('region.mix')}</th><th scope="col"><span class="sr">${text('region.of')}</span></th>
        <th scope="col" class="num wide">${text('region.offered')}</th><th scope="col" class="num wide">${text('region.capacity')}</th></tr></thead>
      <tbody>${inOrder(fleets).map(f => row(f.name, inSentence(named('generator', f.kind)), f.outputKw, f.offeredKw, f.capacityKw))}
        ${row(text('region.ties.in'), '', of('tieImportKw'), null, null)}
        <tr><th scope="row">${text('region.ties.out')}</th><td class="num">${megawatts(of('tieExportKw'))}</td><td></td><td></td><td class="wide"></td><td class="wide"></td></tr></tbody></table>`;
  }

  /** A part of a whole, with a stroke where more was to be had. */
  #bar(part: number, offered: number | null, label: string) {
    const x = (v: number): string => (Math.max(0, Math.min(1, v)) * BAR).toFixed(1);
    return html`<svg viewBox="0 0 ${BAR} 8" width=${BAR} height="8" role="img" aria-label=${label} preserveAspectRatio="none">
      <rect x="0" y="1" width=${BAR} height="6" fill="var(--line)"></rect><rect x="0" y="1" width=${x(part)} height="6" fill="var(--cooling)"></rect>
      ${offered === null ? nothing : svg`<rect x=${x(Math.min(offered, 0.99))} y="0" width="1.6" height="8" fill="var(--ink-2)"></rect>`}</svg>`;
  }

  #storage(plants: readonly StoragePlant[]) {
    return html`<h2>${text('region.storage')}</h2><table>
      <thead><tr><th scope="col">${text('region.plant')}</th><th scope="col" class="num">${text('region.power')}</th><th scope="col">${text('region.doing')}</th><th scope="col" class="num">${text('region.charge')}</th><th scope="col"><span class="sr">${text('region.charge')}</span></th>
        <th scope="col" class="num wide">${text('region.energy')}</th></tr></thead>
      <tbody>${plants.map(p => html`<tr><th scope="row">${p.name}${inSentence(named('storage', p.kind)) === p.name ? nothing : html`<span class="quiet kind">${inSentence(named('storage', p.kind))}</span>`}</th>
        <td class="num">${megawatts(Math.abs(p.powerKw))}</td><td class="second">${text(p.powerKw > 0.5 ? 'region.gives' : p.powerKw < -0.5 ? 'region.takes' : 'region.rests')}</td>
        <td class="num">${percent(p.share).value}</td><td class="bar">${this.#bar(p.share, null, text('region.charged', { name: p.name, share: number(p.share * 100) }))}</td>
        <td class="num wide">${number(p.energyKWh / 1e3)}</td></tr>`)}</tbody></table>`;
  }

  static override styles = [shared, css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(25rem, 31%); min-height: 0; height: 100%; }
    .main { display: flex; flex-direction: column; gap: 0.9rem; padding: 1.1rem 1.3rem 1.1rem 1.5rem; min-height: 0; min-width: 0; overflow: auto; }
    aside { border-left: 1px solid var(--line); display: grid; grid-auto-rows: minmax(9rem, 1fr); min-height: 0; overflow: auto; } twin-trend + twin-trend { border-top: 1px solid var(--line); }
    .line { margin: 0; display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; white-space: nowrap; } .pair .value { font-weight: 600; } .pair .label { margin-right: 0.25rem; } .pair.amber .label { color: inherit; }
    section { border-top: 1px solid var(--line); padding-top: 0.8rem; min-width: 0; } .scroll { overflow-x: auto; } table { max-width: 66rem; } h2 { margin-bottom: 0.3rem; } .note, .under { margin: 0; } .under { margin-top: 0.5rem; font-size: 0.92rem; }
    tbody tr { border-bottom: 1px solid var(--line); height: 2.1rem; } tbody tr:last-child { border: 0; } td, th { padding: 0 0.5rem; white-space: nowrap; } th:first-child { padding-left: 0; } td:last-child { padding-right: 0; }
    th[scope='row'] { font-size: 1rem; color: var(--ink); font-weight: 500; } th.num { text-align: right; } .kind { margin-left: 0.6rem; font-weight: 400; }
    .bar { width: 8.5rem; } .bar svg { display: block; } .num { width: 1px; } .stations { width: 40%; max-width: 0; overflow: hidden; text-overflow: ellipsis; }
    tr[data-node] { cursor: pointer; } tr[data-node]:hover { background: var(--raised); } th.amber[scope='row'] { color: var(--amber-ink); } th.red[scope='row'] { color: var(--red-ink); }
    @media (max-width: 1000px) { :host { display: block; height: auto; } .main { padding: 0.9rem 1rem; overflow: visible; } aside { border-left: 0; border-top: 1px solid var(--line); } twin-trend { height: 13rem; } }
    @media (max-width: 720px) { .wide, .kind { display: none; } td, th { padding: 0 0.35rem; } .bar { width: 5rem; } .bar svg { width: 4.6rem; } td { height: 2.1rem; } .stations { max-width: none; } }
  `];
}
customElements.define('twin-region', TwinRegion);
