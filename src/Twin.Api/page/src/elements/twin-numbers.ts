import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { mix } from '../format/mix';
import { compute, grams, percent, power, ratio, said, type Figure } from '../format/numbers';
import { Live } from '../store/live';
import { twin } from '../store/twin';
import { text } from '../text/text';
import { figure } from './parts';
import { shared } from './styles';

/** The few numbers that matter, of one node. */
export class TwinNumbers extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #frame = new Live(this, s => s.frame);

  constructor() {
    super();
    this.node = 'network';
  }

  #one(name: string, label: string, f: Figure, extra: TemplateResult | typeof nothing = nothing) {
    return html`<div data-figure=${name}><dt class="label">${label}</dt><dd>${figure(f)}${extra}</dd></div>`;
  }

  override render() {
    const node = this.#frame.value ? twin.now(this.node) : undefined;
    const q = (name: string): number | null => node?.q[name] ?? null;
    const used = compute(q('usedPflops')), installed = compute(q('installedPflops'));
    const hasCompute = (q('installedPflops') ?? 0) > 0;
    const free = mix(node);
    return html`<dl aria-label=${text('numbers.label', { place: twin.info(this.node)?.name ?? '' })}>
      ${this.#one('facility', text('numbers.facility'), power(q('facilityKw')))}
      ${this.#one('pue', text('numbers.pue'), { value: ratio(q('pue')), unit: '' })}
      ${this.#one('natural', text('numbers.natural'), percent(free.known ? free.natural : null))}
      ${this.#one('carbon', text('numbers.carbon'), grams(q('gridCarbonKgPerKWh')))}
      ${hasCompute
        ? this.#one('compute', text('numbers.compute'), used, html`<span class="unit of"> ${used.unit === installed.unit ? text('numbers.of', { value: installed.value }) : text('numbers.of', { value: said(installed) })}</span>`)
        : this.#one('it', text('numbers.it'), power(q('itKw')))}
    </dl>`;
  }

  static override styles = [shared, css`
    dl { margin: 0; display: flex; flex-wrap: wrap; gap: 1rem 2.6rem; }
    dd { margin: 0.1rem 0 0; font-size: 2.3rem; font-weight: 600; letter-spacing: -0.02em; line-height: 1.15; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .unit { font-size: 0.9rem; letter-spacing: 0; }
    @media (max-width: 1180px) { dl { gap: 0.8rem 1.5rem; } dd { font-size: 1.65rem; } }
    @media (max-width: 720px) { dl { gap: 0.8rem 1.4rem; } dd { font-size: 1.7rem; } }
  `];
}
customElements.define('twin-numbers', TwinNumbers);
