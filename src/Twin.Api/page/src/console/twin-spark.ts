import { css, html, LitElement } from 'lit';
import { NONE, three } from '../format/numbers';
import { shared } from '../elements/styles';

const WIDTH = 300, HEIGHT = 64;

/** A short past as a line: its label and last value above it, its bounds beside it. */
export class TwinSpark extends LitElement {
  static override properties = { label: { type: String }, values: { type: String } };
  declare label: string;
  /** Numbers with spaces between, oldest first. */
  declare values: string;

  constructor() {
    super();
    this.label = this.values = '';
  }

  override render() {
    const values = this.values.split(' ').map(Number).filter(Number.isFinite);
    const least = Math.min(...values), most = Math.max(...values), last = values.at(-1) ?? NaN;
    // A flat line stays flat: less than one percent of movement is not stretched to the full height.
    const span = Math.max(most - least, Math.abs(most) * 0.01, 1e-9), middle = (least + most) / 2;
    const at = (v: number, i: number): string => `${((i / Math.max(1, values.length - 1)) * WIDTH).toFixed(1)} ${(HEIGHT / 2 - ((v - middle) / span) * (HEIGHT - 8)).toFixed(1)}`;
    const [from, to, now] = [least, most, last].map(v => (Number.isFinite(v) ? three(v) : NONE));
    return html`<div class="head"><h3 class="label">${this.label}</h3><b>${now}</b></div>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${this.label}: ${now}, between ${from} and ${to}">
        <path d=${values.map((v, i) => `${i === 0 ? 'M' : 'L'}${at(v, i)}`).join('')} fill="none" stroke="var(--curve)" stroke-width="1.5" vector-effect="non-scaling-stroke"></path></svg>
      <div class="head quiet"><span>${from}</span><span>${to}</span></div>`;
  }

  static override styles = [shared, css`
    .head { display: flex; justify-content: space-between; gap: 1rem; } svg { display: block; width: 100%; height: 4.6rem; margin: 0.3rem 0; }
  `];
}
customElements.define('twin-spark', TwinSpark);
