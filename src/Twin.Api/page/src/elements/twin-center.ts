import { css, html, LitElement, nothing } from 'lit';
import { condition } from '../format/condition';
import { Countdown, counted, SmoothClock } from '../format/countdown';
import { behind, whyMode } from '../format/reasons';
import { eventInSentence } from '../format/events';
import { celsius, limit as limitOf, megawatts, number, percent, power, ratio, said, type Figure } from '../format/numbers';
import { duration } from '../format/time';
import { isOff, FAULT, SHUT_DOWN, THROTTLED } from '../floor/scale';
import { go } from '../store/go';
import { Live } from '../store/live';
import { Repeat } from '../store/repeat';
import { surroundings, twin } from '../store/twin';
import type { RackMetric } from '../store/view';
import { named, text } from '../text/text';
import { centerDetails, racksOf, segment, type CenterDetails } from '../wire/client';
import type { NodeNow, Power, Racks } from '../wire/types';
import { inletLines, powerLines } from './lines';
import { figure, marked, saved } from './parts';
import { shared } from './styles';
import { rackName, sayRack, type TwinFloor } from './twin-floor';

const METRICS: readonly RackMetric[] = ['inletC', 'powerKw', 'load', 'siliconC'];
/** An inlet at which the model lets racks shut down: what the thermal ride-through runs to. */
const CRITICAL_INLET_C = 40;
const RACKS_EVERY_MS = 2_500;
const DETAILS_EVERY_MS = 2_000;
const COUNT_EVERY_MS = 200;

type Runs = 'battery' | 'fuel' | 'thermal';

/** The colour of an inlet: none within the recommended range. */
const heat = (inletC: number | null): string => (inletC === null || !(inletC > twin.state.inlet.recommendedC) ? '' : inletC > twin.state.inlet.allowableC ? 'red' : 'amber');

/**
 * One data center: its floor, its plant and why it does what it does, its power chain and how long it would live.
 * Who places it may put a table of its racks (slot `racks`) where the floor's own would be, and more about the chosen rack (slot `rack`).
 */
export class TwinCenter extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #frame = new Live(this, s => s.frame);
  readonly #view = new Live(this, s => s.view);
  readonly #racks = new Repeat<Racks>(this, () => (twin.state.view.at === null ? this.node : ''), (path, signal) => racksOf(path, twin.info(path)?.racks ?? 0, signal), RACKS_EVERY_MS);
  readonly #details = new Repeat<CenterDetails>(this, () => (twin.state.view.at === null ? this.node : ''), centerDetails, DETAILS_EVERY_MS);
  readonly #clock = new SmoothClock();
  readonly #counts: Readonly<Record<Runs, Countdown>> = { battery: new Countdown(), fuel: new Countdown(), thermal: new Countdown() };
  #told: CenterDetails | null = null;
  #beat: ReturnType<typeof setInterval> | undefined;
  #lines: { node: string; power: ReturnType<typeof powerLines>; inlet: ReturnType<typeof inletLines> } | null = null;

  constructor() {
    super();
    this.node = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#every(false);
  }

  /** Draws again between readings, while something runs down. */
  #every(counting: boolean): void {
    if (counting === (this.#beat !== undefined)) return;
    clearInterval(this.#beat);
    this.#beat = counting ? setInterval(() => this.requestUpdate(), COUNT_EVERY_MS) : undefined;
  }

  /** What runs down now: the battery or the fuel that carries the load, and the air without cooling. */
  #running(more: NodeNow | undefined): Runs[] {
    const supply = more?.power?.supply;
    return [...(supply === 'battery' ? ['battery' as const] : supply === 'generator' ? ['fuel' as const] : []), ...(more?.plant?.mode === 'off' ? ['thermal' as const] : [])];
  }

  #count(told: CenterDetails | null): void {
    const { live, receivedMs } = twin.state;
    if (live) this.#clock.take(live.timeMs, receivedMs);
    if (told !== this.#told) {
      this.#told = told;
      const p = told?.node.power ?? null;
      const running = this.#running(told?.node);
      const take = (what: Runs, seconds: number | null | undefined, since: string): void =>
        this.#counts[what].take(told !== null && running.includes(what) && typeof seconds === 'number' ? { seconds, atMs: told.atMs, episode: `${this.node} ${since}` } : null);
      take('battery', p?.batteryS, `${p?.sinceMs}`);
      take('fuel', p?.fuelS, `${p?.sinceMs} ${p?.generatorsRunning}`);
      take('thermal', p?.thermalS, `${told?.node.plant?.sinceMs}`);
    }
    this.#every(this.#running(told?.node).length > 0 && live !== null);
  }

  /** What is left of something that runs down, at the moment shown; null where it does not run. */
  #left(what: Runs): number | null {
    return this.#counts[what].at(this.#clock.at(performance.now()));
  }

  #trends() {
    if (this.#lines?.node !== this.node) this.#lines = { node: this.node, power: powerLines(this.node), inlet: inletLines(this.node) };
    return this.#lines;
  }

  override render() {
    void this.#frame.value;
    const view = this.#view.value;
    const info = twin.info(this.node);
    if (!info) return nothing;
    const now = twin.now(this.node), more = this.#details.value?.node;
    this.#count(this.#details.value);
    const racks = this.#racks.value;
    const lines = this.#trends();
    const c = condition(now && { ...now, power: more?.power ?? null }, surroundings());
    const table = view.table && view.at === null, ordered = table && this.querySelector('[slot=racks]') !== null; // that one is ordered by its own heads
    const floor = html`<twin-floor ?hidden=${view.at !== null} .place=${info.name} .racks=${racks} .metric=${view.metric} .rack=${view.rack} ?table=${view.table}></twin-floor>`;
    return html`
      <div class="floor ${this.#racks.fault === '' ? '' : 'stale'}">
        <div class="tools"><span class="sentence ${c.level}">${marked(c)}${c.level === 'ok' ? (view.at === null ? `${text('cond.normal')} · ` : '') : `${c.text} · `}<span class="quiet">${text('center.racks', { count: number(info.racks) })}${racks === null ? nothing : html` · ${this.#hot(racks)}`}</span></span>
          <span class="buttons" role="group" aria-label=${text('floor.metric')}>${ordered ? nothing : METRICS.map(m => html`<button aria-pressed=${m === view.metric ? 'true' : 'false'} @click=${() => go({ metric: m })}>${text(`floor.${m}`)}</button>`)}
            <button aria-pressed=${view.table ? 'true' : 'false'} @click=${() => go({ table: !view.table })}>${text('floor.table')}</button><span class="saves">${saved(text('floor.racks'), format => `/api/v1/nodes/${segment(this.node)}/racks?count=20000&format=${format}`)}
              ${view.table ? nothing : html`<button class="save" aria-label=${text('trend.png', { what: text('floor.racks') })} @click=${() => this.renderRoot.querySelector<TwinFloor>('twin-floor')?.save(`${info.name} · ${text(`floor.${view.metric}`)}`, `${this.node.replaceAll('/', '-')}-${view.metric}`)}>PNG</button>`}</span></span></div>
        ${view.at === null ? nothing : html`<p class="second" role="status">${text('past.nothing')}</p>`}
        ${table ? html`<slot name="racks">${floor}</slot>` : floor}
        ${this.#racks.fault === '' ? nothing : html`<p class="amber">${text('state.error', { what: text('floor.metric'), why: this.#racks.fault })}</p>`}
      </div>
      <aside>
        ${this.#numbers(now, more)}
        ${this.#plant(more)}
        ${view.at === null ? html`${this.#chain(more?.power ?? null, now)}${this.#rack(racks)}` : nothing}
      </aside>
      <div class="trends">
        <twin-trend heading=${text('trend.power')} .node=${this.node} .lines=${lines.power} sum></twin-trend>
        <twin-trend heading=${text('trend.inlet')} .node=${this.node} .lines=${lines.inlet}></twin-trend>
      </div>`;
  }

  #hot(racks: Racks): string {
    let count = 0;
    for (let i = 0; i < racks.total; i++) if (racks.inletC[i]! > twin.state.inlet.recommendedC && !isOff(racks.status[i]!)) count++;
    const limit = said(limitOf(twin.state.inlet.recommendedC));
    return count === 0 ? text('center.hot.none', { limit }) : text('center.hot', { count: number(count), limit });
  }

  #one(name: string, label: string, f: Figure, level = '') {
    return html`<div data-figure=${name}><dt class="label">${label}</dt><dd class=${level}>${figure(f)}</dd></div>`;
  }

  #numbers(now: NodeNow | undefined, more: NodeNow | undefined) {
    const q = (name: string): number | null => now?.q[name] ?? null;
    const inlet = q('maxInletC');
    return html`<section><h2>${named('level', 'dataCenter').replace(/^./, x => x.toUpperCase())}<span class="quiet">${text(twin.state.view.at === null ? 'numbers.quality' : 'numbers.replayed')}</span></h2><dl class="figures">
      ${this.#one('facility', text('numbers.facility'), power(q('facilityKw')))}${this.#one('it', text('numbers.it'), power(q('itKw')))}${this.#one('pue', text('numbers.pue'), { value: ratio(q('pue')), unit: '' })}
      ${this.#one('outdoor', text('numbers.outdoor'), celsius(q('dryBulbC')))}${this.#one('supply', text('numbers.supply'), celsius(more?.plant?.supplyC))}${this.#one('inlet', text('numbers.inlet'), celsius(inlet), heat(inlet))}
    </dl></section>`;
  }

  #plant(more: NodeNow | undefined) {
    const { frame, startMs, view } = twin.state;
    const plant = more?.plant;
    const kind = twin.info(this.node)?.plantKind ?? '';
    const event = plant && behind(plant, this.node, frame?.events ?? []);
    const why = plant ? whyMode(plant, frame?.timeMs ?? 0, startMs, view.zone) + (event ? `, ${text('why.event', { event: eventInSentence(event) })}` : '') : text(view.at === null ? 'state.loading' : 'past.plant');
    return html`<section><h2>${text('center.plant', { plant: named('plant', kind).toLowerCase() })}<span class="quiet">${view.range}</span></h2>
      <twin-modes .node=${this.node}></twin-modes>
      <p class="second">${why}${plant?.airBlocked ? html`<br>${text('center.blocked')}` : nothing}</p></section>`;
  }

  #chain(p: Power | null, now: NodeNow | undefined) {
    if (!p) return html`<section><h2>${text('center.chain')}</h2><p class="quiet">${text('state.loading')}</p></section>`;
    const lost = p.supply !== 'utility' && p.supply !== 'transfer';
    const it = now?.q['itKw'] ?? null;
    const row = (what: Runs, value: string, note: string, level: string) => {
      const left = this.#left(what);
      return html`<tr data-left=${what}><th scope="row">${text(`center.${what}`, { limit: said(limitOf(CRITICAL_INLET_C)) })}</th><td>${left === null ? html`<b class=${level}>${value}</b>` : html`<b class="count ${level}">${counted(left)}</b> <span class="amber">${text('center.left')}</span>`} <span class="second">${note}</span></td></tr>`;
    };
    return html`<section class="chain"><h2>${text('center.chain')}<span class=${lost ? 'amber' : 'quiet'}>${text(lost ? 'center.chain.lost' : 'center.chain.if')}</span></h2>
      <ol>
        <li class=${p.feedsUp === 0 ? 'red' : ''}>${p.feedsUp === 0 ? html`◆ ${text('center.feeds.none')}` : text('center.feeds', { up: p.feedsUp })}</li>
        <li class=${p.supply === 'utility' ? '' : 'amber'}>${named('supply', p.supply)}${p.supply === 'generator' ? html` · ${p.generatorsRunning}` : nothing}</li>
        <li class=${p.onBypass ? 'amber' : ''}>${p.onBypass ? text('center.bypass') : text('center.ups', { value: said(percent(p.batteryShare)) })}</li>
        <li>${text('trend.it')} ${megawatts(it)}\u202fMW</li>
      </ol>
      ${p.targetKw === null ? nothing : html`<p class="amber">▲ ${text('center.asked', { value: said(power(p.targetKw)) })}</p>`}
      ${p.owedKWh < 1 ? nothing : html`<p class="second">${text('center.owed', { value: said({ value: number(p.owedKWh / 1e3, 1), unit: 'MWh' }) })}</p>`}
      <table><tbody>
        ${row('battery', p.batteryS === null ? '∞' : duration(p.batteryS), p.batteryS === null ? text('center.battery.none') : text('center.battery.text', { value: said(percent(p.batteryShare)) }), lost && p.supply === 'battery' ? 'red' : '')}
        ${row('fuel', p.fuelS === null || p.fuelS === 0 ? '–' : duration(p.fuelS), p.fuelS === null || p.fuelS === 0 ? text('center.fuel.none') : text('center.fuel.text'), p.supply === 'generator' ? 'amber' : '')}
        ${row('thermal', p.thermalS === null ? '> 1\u202fh' : duration(p.thermalS), p.thermalS === null ? text('center.thermal.none') : text('center.thermal.text'), this.#left('thermal') === null ? '' : 'red')}
      </tbody></table></section>`;
  }

  #rack(racks: Racks | null) {
    const { rack } = this.#view.value;
    if (rack === null || racks === null || rack >= racks.total) return html`<section><p class="quiet">${text('center.rack.none')}</p></section>`;
    const hall = racks.halls.find(h => rack >= h.first && rack < h.first + h.racks);
    const status = racks.status[rack]!;
    const said = status & FAULT ? 'fault' : status & SHUT_DOWN ? 'shutDown' : status & THROTTLED ? 'throttled' : 'runs';
    const one = (m: RackMetric, label: string, level = '') => html`<div data-figure=${m}><dt class="label">${label}</dt><dd class=${level}>${sayRack(m, racks[m][rack])}</dd></div>`;
    return html`<section class="rack"><h2>${text('center.rack', { name: rackName(rack), hall: hall?.name ?? '' })}<span class=${said === 'runs' ? 'quiet' : 'amber'}>${text(`center.rack.${said}`)}</span></h2>
      <dl class="figures four">${one('inletC', text('numbers.inlet').replace(/^\S+ /, '').replace(/^./, x => x.toUpperCase()), heat(racks.inletC[rack]!))}${one('powerKw', text('center.rack.power'))}${one('load', text('center.rack.load'))}${one('siliconC', text('center.rack.silicon'))}</dl>
      <p class="quiet">${hall ? text('center.rack.class', { class: hall.rackClass, design: `${number(hall.designKw, 1)}\u202fkW` }) : ''}</p><slot name="rack"></slot></section>`;
  }

  static override styles = [shared, css`
    :host { display: grid; grid-template: minmax(0, 1fr) minmax(9rem, 22vh) / minmax(0, 1fr) minmax(27rem, 36%); min-height: 0; height: 100%; }
    .floor { display: flex; flex-direction: column; gap: 0.8rem; padding: 0.9rem 1.5rem 0.8rem; min-height: 0; min-width: 0; } twin-floor { flex: 1; min-height: 16rem; } ::slotted([slot=racks]) { flex: 1; min-height: 0; overflow: auto; }
    .tools { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0.5rem 1rem; min-width: 0; } .sentence { min-width: 0; }
    twin-floor[hidden] { display: none; } .buttons { display: flex; gap: 0.4rem; align-items: center; } .saves { margin-left: 0.4rem; white-space: nowrap; }
    aside { border-left: 1px solid var(--line); padding: 1rem 1.5rem; overflow: auto; min-height: 0; grid-row: span 2; display: flex; flex-direction: column; gap: 1.5rem; }
    h2 { display: flex; justify-content: space-between; margin-bottom: 0.55rem; white-space: nowrap; } h2 span { font-weight: 400; }
    .figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.9rem 1rem; margin: 0; } .figures.four { grid-template-columns: repeat(4, 1fr); }
    dd { margin: 0; font-size: 1.6rem; font-weight: 600; letter-spacing: -0.01em; white-space: nowrap; font-variant-numeric: tabular-nums; } .four dd { font-size: 1.2rem; } .unit { font-size: 0.92rem; }
    section p { margin: 0.5rem 0 0; } .chain ol { display: flex; list-style: none; margin: 0 0 0.7rem; padding: 0; gap: 0.55rem; align-items: center; white-space: nowrap; overflow: hidden; }
    .chain li { border: 1px solid var(--line-strong); border-radius: 4px; padding: 0.28rem 0.6rem; font-size: 0.95rem; } .chain li + li { position: relative; margin-left: 1rem; } .chain li + li::before { content: '→'; position: absolute; left: -1.3rem; color: var(--ink-3); }
    .chain th { font-weight: 400; color: var(--ink-2); font-size: 1rem; width: 9.5rem; } .chain tr { height: 1.85rem; } b { font-weight: 600; } .count { font-size: 1.6rem; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
    .trends { display: grid; grid-template-columns: 1fr 1fr; border-top: 1px solid var(--line); min-height: 0; } twin-trend + twin-trend { border-left: 1px solid var(--line); }
    @media (max-width: 1180px) { .chain ol { flex-wrap: wrap; } }
    @media (max-width: 1000px) { :host { display: block; height: auto; } .floor { height: 32rem; } .floor:has(slot) { height: auto; } aside { border-left: 0; border-top: 1px solid var(--line); overflow: visible; } .tools { flex-wrap: wrap; white-space: normal; } .buttons { flex-wrap: wrap; }
      .trends { grid-template-columns: 1fr; } twin-trend { height: 13rem; } twin-trend + twin-trend { border-left: 0; border-top: 1px solid var(--line); } .chain ol { flex-wrap: wrap; } .figures.four { grid-template-columns: repeat(2, 1fr); } }
    @media (max-width: 720px) { .floor, aside { padding: 0.9rem 1rem; } }
  `];
}
customElements.define('twin-center', TwinCenter);
