import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { durationMs, durationText } from '../format/time';
import { number, power, said } from '../format/numbers';
import { strength } from '../format/events';
import { go } from '../store/go';
import { Live } from '../store/live';
import { twin } from '../store/twin';
import { inSentence, named, text, type Key } from '../text/text';
import { inject, preview, Refused, type EventBody, type Preview } from '../wire/client';
import type { EventFacts } from '../wire/types';
import { shared } from './styles';

const GROUPS: readonly (readonly [Key, readonly string[]])[] = [
  ['group.weather', ['heatWave', 'coldWave', 'dustStorm', 'calm', 'cloudFront', 'icing']],
  ['group.grid', ['capacityLoss', 'tieLoss', 'uhvLoss', 'frequencyDip', 'priceSpike', 'demandCall']],
  ['group.supply', ['feedLoss', 'substationTrip', 'busTrip', 'lineTrip', 'voltageSag', 'upsFailure', 'generatorFailure']],
  ['group.plant', ['chillerTrip', 'pumpTrip', 'fanWallFailure', 'waterLoss']],
  ['group.load', ['loadSurge', 'jobStart', 'jobStop']],
  ['group.links', ['linkCut', 'schedulerOff']],
  ['group.rack', ['rackFault', 'rackCap', 'rackLoad', 'rackSetPoint']],
];
const PREVIEW_AFTER_MS = 250;

/** Lets an event happen: what, where, how strong, how long; says what it would hit before it is asked for. */
export class TwinInject extends LitElement {
  static override properties = {
    kind: { state: true }, target: { state: true }, magnitude: { state: true }, lasts: { state: true }, ramp: { state: true }, selection: { state: true },
    by: { state: true }, why: { state: true }, hit: { state: true }, faults: { state: true }, note: { state: true }, busy: { state: true },
  };
  declare private kind: string;
  declare private target: string;
  declare private magnitude: string;
  declare private lasts: string;
  declare private ramp: string;
  declare private selection: string;
  declare private by: string;
  declare private why: string;
  declare private hit: Preview | null;
  declare private faults: ReadonlyMap<string, string>;
  declare private note: string;
  declare private busy: boolean;
  readonly #catalogue = new Live(this, s => s.catalogue);
  readonly #nodes = new Live(this, s => s.nodes);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | null = null;
  #filled = '';

  constructor() {
    super();
    const { view } = twin.state;
    this.kind = view.kind ?? 'heatWave';
    this.target = '';
    this.magnitude = this.lasts = this.ramp = this.selection = this.by = this.why = this.note = '';
    this.hit = null;
    this.faults = new Map();
    this.busy = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('select')?.focus();
  }

  #facts(): EventFacts | undefined {
    return this.#catalogue.value.find(f => f.kind === this.kind);
  }

  /** The usual values of a kind, once it is known, and a target of its level. */
  protected override willUpdate(_changed: PropertyValues): void {
    const facts = this.#facts();
    if (!facts || this.#filled === this.kind) return;
    if (this.target === '') {
      const { view, nodes } = twin.state;
      const near = view.target ?? (view.node !== 'network' ? view.node : nodes.has('shanxi/datong') ? 'shanxi/datong' : twin.hubs()[0]?.path ?? 'network');
      this.target = near;
    }
    this.#filled = this.kind;
    this.magnitude = facts.unit === '' ? '' : String(facts.usual);
    this.lasts = facts.usualDurationMs === null ? '' : durationText(facts.usualDurationMs);
    this.ramp = durationText(facts.usualRampMs);
    this.selection = '';
    this.#ask();
  }

  /** The event as it stands in the form, or what is wrong with it by field. */
  #read(): { body: EventBody | null; faults: Map<string, string> } {
    const facts = this.#facts(), faults = new Map<string, string>();
    if (!facts) return { body: null, faults };
    const target = this.#path();
    if (target === null) faults.set('target', text('inject.bad.target', { text: this.target }));
    const magnitude = Number(this.magnitude.replace('\u2212', '-').replace(',', '.'));
    if (facts.unit !== '') {
      if (this.magnitude.trim() === '' || !Number.isFinite(magnitude)) faults.set('magnitude', text('inject.bad.number', { text: this.magnitude }));
      else if (magnitude < facts.least || magnitude > facts.most) faults.set('magnitude', text('inject.bad.limits', { least: number(facts.least, this.#decimals(facts.least)), most: number(facts.most), unit: facts.unit }));
    }
    const lasts = this.lasts.trim() === '' ? null : durationMs(this.lasts);
    if (this.lasts.trim() !== '' && lasts === null) faults.set('duration', text('inject.bad.duration', { text: this.lasts }));
    const ramp = /^0\s*\w*$/.test(this.ramp.trim()) || this.ramp.trim() === '' ? 0 : durationMs(this.ramp);
    if (ramp === null) faults.set('ramp', text('inject.bad.duration', { text: this.ramp }));
    if (faults.size > 0) return { body: null, faults };
    return {
      faults,
      body: {
        kind: facts.kind, target: target!, ...(this.selection.trim() === '' ? {} : { selection: this.selection.trim() }),
        ...(facts.unit === '' ? {} : { magnitude }), duration: lasts === null ? null : `PT${lasts / 1000}S`, ramp: `PT${ramp! / 1000}S`, reason: this.why.trim(), by: this.by.trim(),
      },
    };
  }

  #decimals(x: number): number {
    return Number.isInteger(x) ? 0 : Number.isInteger(x * 10) ? 1 : 2;
  }

  /** A path, or a name that only one node has. */
  #path(): string | null {
    const typed = this.target.trim();
    if (twin.state.nodes.has(typed)) return typed;
    const lower = typed.toLowerCase();
    const found = [...twin.state.nodes.values()].filter(n => n.name.toLowerCase() === lower || n.nameZh === typed);
    const hub = found.filter(n => n.kind === 'hub');
    return found.length === 1 ? found[0]!.path : hub.length === 1 ? hub[0]!.path : null;
  }

  #ask(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.note = '';
    this.#timer = setTimeout(() => void this.#preview(), PREVIEW_AFTER_MS);
  }

  async #preview(): Promise<void> {
    const { body, faults } = this.#read();
    this.faults = faults;
    if (!body) { this.hit = null; return; }
    const abort = (this.#abort = new AbortController());
    try {
      this.hit = await preview(body, abort.signal);
    } catch (fault) {
      if (!abort.signal.aborted) this.#refused(fault);
    }
  }

  #refused(fault: unknown): void {
    this.hit = null;
    const faults = fault instanceof Refused ? fault.faults.filter(f => f.field !== '') : [];
    this.faults = new Map(faults.map(f => [f.field, f.message]));
    if (faults.length === 0) this.note = (fault as Error).message;
  }

  async #submit(e: Event): Promise<void> {
    e.preventDefault();
    const { body, faults } = this.#read();
    this.faults = faults;
    if (!body) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    this.busy = true;
    clearTimeout(this.#timer);
    this.#abort?.abort();
    try {
      const tick = await inject({ ...body, id: crypto.randomUUID() });
      this.note = text('inject.accepted', { tick: number(tick) });
    } catch (fault) {
      this.#refused(fault);
    } finally {
      this.busy = false;
    }
  }

  #field(name: string, label: string, hint: string, value: string, set: (v: string) => void, extra: { list?: string; type?: string; suffix?: string } = {}) {
    const fault = this.faults.get(name);
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <div class="entry"><input id=${name} name=${name} .value=${value} type="text" inputmode=${extra.type ?? 'text'} autocomplete="off" spellcheck="false"
        list=${extra.list ?? nothing} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${name}-hint"
        @input=${(e: Event) => { set((e.target as HTMLInputElement).value); this.#ask(); }}>${extra.suffix ? html`<span class="second">${extra.suffix}</span>` : nothing}</div>
      <p id="${name}-hint" class=${fault ? 'amber' : 'quiet'}>${fault ?? hint}</p>
    </div>`;
  }

  override render() {
    void this.#nodes.value;
    const facts = this.#facts();
    const places = [...twin.state.nodes.values()].filter(n => n.kind !== 'rack');
    const path = this.#path();
    const known = new Set(this.#catalogue.value.map(f => f.kind));
    return html`<form @submit=${(e: Event) => void this.#submit(e)} novalidate>
      <div class="field"><label for="kind">${text('inject.kind')}</label>
        <select id="kind" name="kind" .value=${this.kind} @change=${(e: Event) => { this.kind = (e.target as HTMLSelectElement).value; go({ kind: this.kind }); }}>
          ${GROUPS.map(([group, kinds]) => html`<optgroup label=${text(group)}>${kinds.filter(k => known.has(k)).map(k => html`<option value=${k} ?selected=${k === this.kind}>${named('kind', k)}</option>`)}</optgroup>`)}
        </select>
        <p class="quiet">${facts ? text('inject.level', { level: named('level', facts.level) }) : ''}</p></div>
      ${this.#field('target', text('inject.target'), path === null ? text('inject.target.hint') : `${named('level', twin.info(path)?.kind ?? '')} · ${twin.info(path)?.name ?? ''}`, this.target, v => { this.target = v; }, { list: 'places' })}
      <datalist id="places">${places.map(n => html`<option value=${n.path}>${n.name}</option>`)}</datalist>
      ${facts && facts.selection !== '' ? this.#field('selection', text('inject.selection'), facts.selection, this.selection, v => { this.selection = v; }) : nothing}
      ${facts && facts.unit !== '' ? this.#field('magnitude', text('inject.magnitude'), text('inject.limits', { least: number(facts.least, this.#decimals(facts.least)), most: number(facts.most), unit: facts.unit, usual: strength(facts.kind, facts.usual, facts.unit) }),
          this.magnitude, v => { this.magnitude = v; }, { type: 'decimal', suffix: facts.unit }) : html`<p class="quiet">${facts ? text('inject.onoff') : ''}</p>`}
      <div class="pair">
        ${this.#field('duration', text('inject.duration'), text('inject.duration.hint'), this.lasts, v => { this.lasts = v; })}
        ${this.#field('ramp', text('inject.ramp'), text('inject.ramp.hint'), this.ramp, v => { this.ramp = v; })}
      </div>
      <div class="pair">
        ${this.#field('reason', text('inject.reason'), text('inject.reason.hint'), this.why, v => { this.why = v; })}
        ${this.#field('by', text('inject.by'), '', this.by, v => { this.by = v; })}
      </div>
      <section aria-live="polite"><h3 class="label">${text('inject.preview')}</h3>
        ${this.hit === null ? html`<p class="quiet">${this.faults.size > 0 ? '–' : text('inject.preview.wait')}</p>`
          : html`<p><b>${number(this.hit.dataCenters)}</b> ${named('level', 'dataCenters')} · <b>${number(this.hit.racks)}</b> ${text('bar.racks')} · <b>${said(power(this.hit.itKw))}</b> ${text('trend.it')}</p>
            <p class="quiet names">${this.hit.names.slice(0, 4).join(' · ')}${this.hit.dataCenters > 4 ? ' …' : ''}</p>`}
      </section>
      <div class="act"><button class="go" ?disabled=${this.busy}>${text('inject.submit')}${facts && path ? html` <span class="second">${inSentence(named('kind', facts.kind))}, ${twin.info(path)?.name ?? ''}</span>` : nothing}</button></div>
      <p role="status" class="note">${this.note}</p>
      <p class="quiet source">${facts ? text('inject.source', { source: facts.source }) : ''}</p>
    </form>
    <twin-journal bare></twin-journal>`;
  }

  static override styles = [shared, css`
    form { display: flex; flex-direction: column; gap: 0.75rem; margin-bottom: 1.2rem; }
    label { display: block; color: var(--ink-2); font-weight: 500; margin-bottom: 0.25rem; }
    input, select { width: 100%; min-width: 0; background: var(--ground); border: 1px solid var(--line-strong); border-radius: 4px; padding: 0.42rem 0.6rem; }
    input[aria-invalid='true'] { border-color: var(--amber); }
    .entry { display: flex; align-items: center; gap: 0.6rem; white-space: nowrap; }
    .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
    p { margin: 0.25rem 0 0; font-size: 0.92rem; } h3 { margin: 0; } section { border-top: 1px solid var(--line); padding-top: 0.7rem; min-height: 4.4rem; }
    section p { font-size: 1rem; } b { font-weight: 600; } .names { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .go { width: 100%; padding: 0.6rem; font-weight: 600; border-color: var(--ink-3); white-space: normal; } .note:empty { display: none; } .go .second { font-weight: 400; }
    .source { font-size: 0.85rem; } twin-journal { border-top: 1px solid var(--line); padding-top: 0.9rem; }
  `];
}
customElements.define('twin-inject', TwinInject);
