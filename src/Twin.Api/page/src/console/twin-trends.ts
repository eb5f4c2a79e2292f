import { css, html, LitElement, nothing } from 'lit';
import { carbonLines, powerLines, pueLines } from '../elements/lines';
import { shared } from '../elements/styles';
import { shownIn } from '../format/numbers';
import { Live } from '../store/live';
import { twin } from '../store/twin';
import { text } from '../text/text';

/** The trends of the network, or of a region without a grid. */
export class TwinTrends extends LitElement {
  static override properties = { node: { type: String }, place: { type: String } };
  declare node: string;
  /** The hub whose outdoor air stands beside the PUE. */
  declare place: string;
  readonly #nodes = new Live(this, s => s.nodes);
  #lines: { key: string; power: ReturnType<typeof powerLines>; pue: ReturnType<typeof pueLines>; carbon: ReturnType<typeof carbonLines> } | null = null;

  constructor() {
    super();
    this.node = 'network';
    this.place = '';
  }

  override render() {
    const { node, place } = this;
    if (this.#nodes.value.size === 0) return nothing;
    const key = `${node} ${place} ${shownIn().degree}`;
    if (this.#lines?.key !== key) this.#lines = { key, power: powerLines(node), pue: pueLines(node, place, twin.info(place)?.name ?? ''), carbon: carbonLines(node) };
    const lines = this.#lines;
    return html`
      <twin-trend heading=${text('trend.power')} .node=${node} .lines=${lines.power} sum></twin-trend>
      <twin-trend heading=${text('trend.pue')} .node=${node} .lines=${lines.pue}></twin-trend>
      <twin-trend heading=${text('trend.carbon')} .node=${node} .lines=${lines.carbon}></twin-trend>`;
  }

  static override styles = [shared, css`
    :host { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); min-height: 0; } twin-trend + twin-trend { border-left: 1px solid var(--line); }
    @media (max-width: 1000px) { :host { display: block; } twin-trend { height: 13rem; } twin-trend + twin-trend { border-left: 0; border-top: 1px solid var(--line); } }
  `];
}
customElements.define('twin-trends', TwinTrends);
