import { css, html, LitElement, nothing, svg } from 'lit';
import { condition } from '../format/condition';
import { circle, inOrder, isOff, least, nearest, share } from '../format/grid';
import { grams, megawatts, number, percent, power, ratio, said, type Figure } from '../format/numbers';
import { shortName } from '../format/found';
import { addressOf, go, stay } from '../store/go';
import { Live } from '../store/live';
import { Repeat } from '../store/repeat';
import { surroundings, twin } from '../store/twin';
import { inSentence, named, text } from '../text/text';
import { details, waysToPeople } from '../wire/client';
import type { Fleet, NodeNow, StoragePlant, Way } from '../wire/types';
import { factorLines, frequencyLines, gridLines, storageLines } from './lines';
import { figure, marked } from './parts';
import { shared } from './styles';

const EVERY_MS = 2_000;
const WAYS_EVERY_MS = 10_000;
const BAR = 120;

/** Racks of a start area that policy wants in use (65 %). */
const RACK_UP = 0.65;

/** One region: what its grid is fed with, what it stores, how steady it is, and how its hubs stand by policy. */
export class TwinRegion extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #frame = new Live(this, s => s.frame);
  readonly #nodes = new Live(this, s => s.nodes);
  readonly #details = new Repeat<ReadonlyMap<string, NodeNow>>(this, () => (twin.state.view.at === null ? this.node : ''),
    async (path, signal) => new Map((await details(path, true, signal)).map(n => [n.path, n])), EVERY_MS);
  readonly #ways = new Repeat<readonly Way[]>(this, () => this.node, (_, signal) => waysToPeople(signal), WAYS_EVERY_MS);
  #lines: { node: string; grid: ReturnType<typeof gridLines>; storage: ReturnType<typeof storageLines>; frequency: ReturnType<typeof frequencyLines>; factors: ReturnType<typeof factorLines> } | null = null;

  constructor() {
    super();
    this.node = '';
  }

  override render() {
    void this.#nodes.value;
    void this.#frame.value;
    if (this.#lines?.node !== this.node) {
      this.#lines = { node: this.node, grid: gridLines(this.node), storage: storageLines(this.node), frequency: frequencyLines(this.node), factors: factorLines(this.node) };
    }
    const grid = this.#details.value?.get(this.node)?.grid ?? null;
    const lines = this.#lines;
    return html`
      <div class="main">
        <twin-numbers .node=${this.node}></twin-numbers>
        ${this.#steady(grid?.frequency ?? null)}
        ${this.#details.fault === '' ? nothing : html`<p class="amber note">${text('state.error', { what: text('region.fleets'), why: this.#details.fault })}</p>`}
        <section>${this.#fleets(grid?.fleets ?? [])}</section>
        ${(grid?.storage ?? []).length === 0 ? nothing : html`<section>${this.#storage(grid!.storage)}</section>`}
        <section>${this.#hubs()}</section>
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

  #hubs() {
    const around = surroundings();
    const hubs = twin.hubs(this.node);
    const grid = twin.now(this.node)?.q['gridRenewableShare'] ?? null;
    return html`<h2>${text('region.policy')}</h2><div class="scroll" tabindex="0" role="region" aria-label=${text('region.policy')}><table>
      <thead><tr><th scope="col">${text('list.hub')}</th><th scope="col" class="num">${text('list.power')}</th><th scope="col" class="num">${text('region.pue')}</th><th scope="col" class="num">${text('region.green')}</th>
        <th scope="col" class="num wide">${text('region.renewable')}</th><th scope="col" class="num">${text('region.rackUp')}</th><th scope="col">${text('region.latency')}</th><th scope="col">${text('region.stations')}</th></tr></thead>
      <tbody>${hubs.map(info => {
        const now = twin.now(info.path), c = condition(now, around), p = info.policy;
        const pue = now?.q['pue'] ?? null, dark = this.#details.value?.get(info.path)?.darkStations ?? null;
        const over = p !== null && pue !== null && pue > p.pueTarget, few = p !== null && p.rackUpShare < RACK_UP;
        return html`<tr data-node=${info.path} @click=${(e: MouseEvent) => { if (!(e.target as Element).closest('a')) go({ node: info.path }, true); }}>
          <th scope="row" class=${c.level}><a href=${addressOf({ node: info.path })} @click=${stay({ node: info.path })}>${marked(c)}<span class="name">${shortName(info.name)}</span></a></th>
          <td class="num">${megawatts(now?.q['facilityKw'])}</td>
          <td class="num">${ratio(pue)} <span class="second">${over ? '>' : '≤'} ${ratio(p?.pueTarget)}</span></td>
          <td class="num">${percent(p?.greenShare).value}</td><td class="num wide">${percent(grid).value}</td>
          <td class="num">${percent(p?.rackUpShare).value} <span class="second">${few ? '<' : '≥'} ${number(RACK_UP * 100)}</span></td>
          <td class="second">${this.#latency(info.path)}</td>
          <td class=${dark !== null && dark.length > 0 ? 'amber stations' : 'stations'}>${dark === null || !p || p.stations === 0 ? html`<span class="quiet">${text('region.stations.unknown')}</span>`
            : dark.length === 0 ? text('region.stations.live', { count: p.stations }) : html`<span class="mark" aria-hidden="true">▲</span>${text('region.stations.dark', { dark: dark.length, count: p.stations, names: dark.slice(0, 3).join(', ') })}`}</td></tr>`;
      })}</tbody></table></div><p class="quiet under">${text('region.policy.note')}</p>`;
  }

  /** The nearest people that a hub works for, and the circle of policy that they lie in. */
  #latency(hub: string) {
    const way = nearest(this.#ways.value ?? [], hub);
    return way === null ? text('region.latency.none') : text('region.latency.of', { place: way.center, ms: number(way.roundTripMs, 1), circle: text(`region.circle.${circle(way.roundTripMs!)}`) });
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
