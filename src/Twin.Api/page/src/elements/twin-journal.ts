import { css, html, LitElement, nothing } from 'lit';
import { eventName } from '../format/events';
import { moment } from '../format/time';
import { addressOf, stay } from '../store/go';
import { Live } from '../store/live';
import { twin } from '../store/twin';
import { text } from '../text/text';
import { end } from '../wire/client';
import type { TwinEvent } from '../wire/types';
import { entries } from './twin-events';
import { shared } from './styles';

const MOST = 120;

/** Open events with their end, and all that happened, newest first. */
export class TwinJournal extends LitElement {
  static override properties = { node: { type: String }, note: { state: true }, bare: { type: Boolean }, past: { type: Boolean } };
  declare node: string;
  declare private note: string;
  /** Open events alone, within another panel. */
  declare bare: boolean;
  /** The past alone. */
  declare past: boolean;
  readonly #frame = new Live(this, s => s.frame?.events);
  readonly #time = new Live(this, s => Math.floor((s.frame?.timeMs ?? 0) / 60_000));
  readonly #happened = new Live(this, s => s.occurrences);
  readonly #view = new Live(this, s => s.view);

  constructor() {
    super();
    this.node = 'network';
    this.note = '';
    this.bare = false;
    this.past = false;
  }

  async #end(e: TwinEvent): Promise<void> {
    try {
      this.note = text('events.ended', { tick: await end(e.id, '') });
    } catch (fault) {
      this.note = (fault as Error).message;
    }
  }

  override render() {
    void this.#happened.value; void this.#time.value;
    const { zone } = this.#view.value;
    const nowMs = twin.state.frame?.timeMs ?? 0;
    const open = this.#frame.value ?? [];
    const until = (e: TwinEvent): string => {
      if (e.standing === 'pending') return text('events.starts', { time: moment(e.startMs, nowMs, zone) });
      if (e.endMs === null) return text('events.until.ended');
      return e.standing === 'ending' ? text('events.ending', { time: moment(e.endMs + e.rampMs, nowMs, zone) }) : text('events.until', { time: moment(e.endMs, nowMs, zone) });
    };
    return html`${this.past ? nothing : html`
      <h3 class="label">${text('events.open')}</h3>
      ${open.length === 0 ? html`<p class="quiet">${text('events.open.none')}</p>` : html`<ul class="open">${open.map(e => {
        const name = eventName(e), place = twin.info(e.target)?.name ?? e.target;
        return html`<li><div><span class="mark amber" aria-hidden="true">▲</span><b>${name}</b> <a href=${addressOf({ node: e.target })} @click=${stay({ node: e.target })}><span class="name second">${place}</span></a>
          <div class="quiet">${until(e)}${e.by === '' ? nothing : ` · ${e.by}`}${e.reason === '' ? nothing : ` · ${e.reason}`}</div></div>
          ${e.standing === 'ending' ? nothing : html`<button @click=${() => void this.#end(e)} aria-label=${text('events.end.label', { what: `${name}, ${place}` })}>${text('events.end')}</button>`}</li>`;
      })}</ul>`}
      <p class="second" role="status">${this.note}</p>`}
      ${this.bare ? nothing : html`<h3 class="label">${text('events.label')}</h3>
        <ol>${entries(this.node).slice(-MOST).reverse().map(e => html`<li class=${e.amber ? 'amber' : ''}><time class="quiet">${moment(e.atMs, nowMs, zone)}</time>
          <a href=${addressOf({ node: e.path })} @click=${stay({ node: e.path, panel: 'events' })}><span class="name">${e.said}</span></a></li>`)}</ol>`}`;
  }

  static override styles = [shared, css`
    h3 { margin: 1rem 0 0.4rem; } :host > h3:first-child { margin-top: 0; } p { margin: 0.3rem 0; } p:empty { display: none; }
    ul, ol { list-style: none; margin: 0; padding: 0; }
    .open li { display: flex; justify-content: space-between; gap: 1rem; align-items: center; padding: 0.55rem 0; border-bottom: 1px solid var(--line); }
    ol li { display: grid; grid-template-columns: 6.2rem 1fr; gap: 0.6rem; padding: 0.32rem 0; } b { font-weight: 600; }
  `];
}
customElements.define('twin-journal', TwinJournal);
