import { css, html, LitElement, nothing } from 'lit';
import { carbonLines, gridLines, powerLines, pueLines } from '../elements/lines';
import { shared } from '../elements/styles';
import { go } from '../store/go';
import { Live } from '../store/live';
import { twin } from '../store/twin';
import { RANGES } from '../store/view';
import { text } from '../text/text';

/** The trends of the network or a region, with the range that they show. */
export class TwinTrends extends LitElement {
  static override properties = { node: { type: String }, place: { type: String } };
  declare node: string;
  /** The hub whose outdoor air stands beside the PUE. */
  declare place: string;
  readonly #view = new Live(this, s => s.view);
  readonly #nodes = new Live(this, s => s.nodes);
  #lines: { key: string; power: ReturnType<typeof powerLines>; pue: ReturnType<typeof pueLines>; carbon: ReturnType<typeof carbonLines>; grid: ReturnType<typeof gridLines> } | null = null;

  constructor() {
    super();
    this.node = 'network';
    this.place = '';
  }

  override render() {
    const view = this.#view.value, { node, place } = this;
    if (this.#nodes.value.size === 0) return nothing;
    const key = `${node} ${place}`;
    if (this.#lines?.key !== key) this.#lines = { key, power: powerLines(node), pue: pueLines(node, place, twin.info(place)?.name ?? ''), carbon: carbonLines(node), grid: gridLines(node) };
    const lines = this.#lines, region = twin.info(node)?.kind === 'region';
    return html`
      <div class="ranges" role="group" aria-label=${text('trend.range')}>
        ${view.zoom ? html`<button @click=${() => go({ zoom: null }, true)}>${text('trend.back')}</button>` : nothing}
        ${RANGES.map(r => html`<button class="plain ${r === view.range && !view.zoom ? 'on' : ''}" aria-pressed=${r === view.range && !view.zoom ? 'true' : 'false'} @click=${() => go({ range: r, zoom: null })}>${r}</button>`)}</div>
      <div class="trends">
        <twin-trend heading=${text('trend.power')} .node=${node} .lines=${lines.power} sum></twin-trend>
        <twin-trend heading=${text('trend.pue')} .node=${node} .lines=${lines.pue}></twin-trend>
        <twin-trend heading=${text('trend.carbon')} .node=${node} .lines=${lines.carbon}></twin-trend>
        ${region ? html`<twin-trend heading=${text('trend.grid')} .node=${node} .lines=${lines.grid} sum></twin-trend>` : nothing}
      </div>`;
  }

  static override styles = [shared, css`
    :host { display: flex; flex-direction: column; min-height: 0; position: relative; }
    .ranges { position: absolute; right: var(--ranges-right, 1rem); top: -2rem; display: inline-flex; gap: 0.1rem; align-items: center; } .ranges .plain { color: var(--ink-3); padding: 0.1rem 0.45rem; font-size: 0.92rem; } .ranges .on { color: var(--ink); font-weight: 600; background: none; }
    .trends { flex: 1; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); min-height: 0; } twin-trend + twin-trend { border-left: 1px solid var(--line); }
    @media (max-width: 1000px) { .ranges { position: static; padding: 0.6rem 1rem; } .trends { display: block; } twin-trend { height: 13rem; } twin-trend + twin-trend { border-left: 0; border-top: 1px solid var(--line); } }
  `];
}
customElements.define('twin-trends', TwinTrends);
