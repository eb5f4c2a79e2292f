import { css, html, LitElement, nothing } from 'lit';
import { contains, eventName } from '../format/events';
import { told, type Entry } from '../format/told';
import { moment, type Zone } from '../format/time';
import { go } from '../store/go';
import { Live } from '../store/live';
import { twin } from '../store/twin';
import { named, text } from '../text/text';
import { shared } from './styles';

export function entries(under: string): Entry[] {
  const { occurrences, said } = twin.state;
  const place = (path: string): string => {
    const info = twin.info(path);
    if (!info || info.kind !== 'dataCenter') return info?.name ?? named('place', path);
    return `${twin.info(info.parent ?? '')?.name ?? ''} · ${info.name}`;
  };
  const event = (id: string | null): string => {
    const e = id === null ? undefined : said.get(id);
    return e ? eventName(e) : text('events.some');
  };
  return told(occurrences.filter(o => contains(under, o.path) || (o.kind.startsWith('event') && contains(o.path, under))), place, event);
}

/** What happened last, on one line at the foot of the page. */
export class TwinEvents extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #happened = new Live(this, s => s.occurrences);
  readonly #said = new Live(this, s => s.said);
  readonly #view = new Live(this, s => s.view);

  constructor() {
    super();
    this.node = 'network';
  }

  override render() {
    void this.#happened.value; void this.#said.value;
    const zone: Zone = this.#view.value.zone;
    const nowMs = twin.state.frame?.timeMs ?? 0;
    const { at } = this.#view.value;
    const all = entries(this.node).filter(e => at === null || e.atMs <= at);
    // Events that are open come first: they are why the rest happens.
    const open = new Set((twin.state.frame?.events ?? []).map(e => e.id));
    const last = [...all.filter(e => e.eventId !== null && open.has(e.eventId)).slice(-2).reverse(), ...all.filter(e => e.eventId === null || !open.has(e.eventId)).slice(-6).reverse()];
    return html`
      <ul aria-label=${text('events.label')}>${last.length === 0 ? html`<li class="quiet">${text('events.quiet')}</li>` : last.map(e => html`
        <li class=${e.amber ? 'amber' : 'second'}>${e.amber ? html`<span class="mark" aria-hidden="true">▲</span>` : nothing}<time>${moment(e.atMs, nowMs, zone)}</time> ${e.said}</li>`)}</ul>
      <button class="plain" @click=${() => go({ panel: this.#view.value.panel === 'events' ? '' : 'events' })}>${text('events.all')}</button>
      <button class="plain inject" @click=${() => go({ panel: 'inject' })}>+ ${text('inject.button')}</button>`;
  }

  static override styles = [shared, css`
    :host { display: flex; align-items: center; gap: 1.2rem; padding: 0 1.2rem 0 1.5rem; height: 2.6rem; border-top: 1px solid var(--line); white-space: nowrap; font-size: 0.96rem; }
    ul { flex: 1; min-width: 0; list-style: none; margin: 0; padding: 0; display: flex; gap: 1.7rem; overflow: hidden; mask-image: linear-gradient(90deg, #000 calc(100% - 3rem), transparent); }
    li { flex: none; } time { font-variant-numeric: tabular-nums; }
    button { display: var(--chrome); } .inject { color: var(--ink); font-weight: 500; }
    @media (max-width: 720px) { :host { padding: 0 1rem; } }
  `];
}
customElements.define('twin-events', TwinEvents);
