import { css, html, LitElement, nothing } from 'lit';
import { span } from '../format/span';
import { moment } from '../format/time';
import { go } from '../store/go';
import { Live } from '../store/live';
import { twin } from '../store/twin';
import { isRange, RANGES } from '../store/view';
import { text } from '../text/text';
import { shared } from './styles';

/** The time that all charts of a page show: by a press, or as people type it. */
export class TwinRanges extends LitElement {
  static override properties = { wrong: { state: true } };
  declare private wrong: boolean;
  readonly #view = new Live(this, s => s.view);
  readonly #day = new Live(this, s => Math.floor((s.live?.timeMs ?? 0) / 86_400_000)); // moments of today are told without it

  constructor() {
    super();
    this.wrong = false;
  }

  #typed(e: Event): void {
    const input = e.target as HTMLInputElement;
    if (input.value.trim() === '') {
      this.wrong = false;
      return;
    }
    const wanted = span(input.value, twin.state.live?.timeMs ?? 0, this.#view.value.zone);
    this.wrong = wanted === null || ('range' in wanted && !isRange(wanted.range));
    if (wanted === null || this.wrong) return;
    input.value = '';
    go('range' in wanted ? { range: wanted.range, zoom: null } : { zoom: wanted.zoom }, true);
  }

  override render() {
    const { range, zoom, zone, table } = this.#view.value;
    void this.#day.value;
    const nowMs = twin.state.live?.timeMs ?? 0;
    const one = (on: boolean, name: string, press: () => void) => html`<button class="plain ${on ? 'on' : ''}" aria-pressed=${on ? 'true' : 'false'} @click=${press}>${name}</button>`;
    return html`<span role="group" aria-label=${text('trend.range')}>
      ${this.wrong ? html`<span class="amber" role="alert" id="wrong">${text('ranges.wrong')}</span>` : nothing}
      <input aria-label=${text('ranges.typed')} placeholder=${zoom ? `${moment(zoom[0], nowMs, zone)} \u2013 ${moment(zoom[1], nowMs, zone)}` : `now-${range}`} title=${text('ranges.hint')}
        aria-invalid=${this.wrong ? 'true' : 'false'} aria-describedby=${this.wrong ? 'wrong' : nothing} @change=${(e: Event) => this.#typed(e)}>
      ${zoom ? html`<button @click=${() => go({ zoom: null }, true)}>${text('trend.back')}</button>` : nothing}
      ${RANGES.map(r => one(r === range && !zoom, r, () => go({ range: r, zoom: null })))}
      ${one(table, text('trend.table'), () => go({ table: !table }))}</span>`;
  }

  static override styles = [shared, css`
    span[role='group'] { display: inline-flex; gap: 0.1rem; align-items: center; flex-wrap: wrap; } .plain { color: var(--ink-3); padding: 0.1rem 0.45rem; font-size: 0.92rem; background: none; } .plain.on { color: var(--ink); font-weight: 600; }
    input { width: 9.5rem; background: none; border: 0; border-bottom: 1px solid var(--line-strong); padding: 0.1rem; margin-right: 0.7rem; font-size: 0.92rem; } input::placeholder { color: var(--ink-3); opacity: 1; } input[aria-invalid='true'] { border-color: var(--amber-ink); }
    .amber { font-size: 0.92rem; margin-right: 0.8rem; }
  `];
}
customElements.define('twin-ranges', TwinRanges);
