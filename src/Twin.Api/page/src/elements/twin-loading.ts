import { css, html, LitElement, nothing } from 'lit';
import { Live } from '../store/live';
import { text } from '../text/text';
import { shared } from './styles';

/** Says that the twin is still being read, and why that fails, until it is known. */
export class TwinLoading extends LitElement {
  readonly #nodes = new Live(this, s => s.nodes);
  readonly #fault = new Live(this, s => s.fault);

  override render() {
    if (this.#nodes.value.size > 0) return nothing;
    const why = this.#fault.value;
    return html`<p class="note quiet">${text('state.loading')} …${why === '' ? nothing : html`<br>${text('state.error', { what: '/api/v1', why })}`}</p>`;
  }

  static override styles = [shared, css`.note { padding: 3rem 1.6rem; margin: 0; }`];
}
customElements.define('twin-loading', TwinLoading);
