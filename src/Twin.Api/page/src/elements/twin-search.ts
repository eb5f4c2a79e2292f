import { css, html, LitElement, nothing } from 'lit';
import { found } from '../format/found';
import { go } from '../store/go';
import { twin } from '../store/twin';
import { named, text } from '../text/text';
import { shared } from './styles';

const MOST = 12;

/** Goes to a node by its name: type, choose by arrow keys, Enter. */
export class TwinSearch extends LitElement {
  static override properties = { typed: { state: true }, chosen: { state: true } };
  declare private typed: string;
  declare private chosen: number;

  constructor() {
    super();
    this.typed = '';
    this.chosen = 0;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  #key(e: KeyboardEvent, count: number): void {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      this.chosen = count === 0 ? 0 : (this.chosen + (e.key === 'ArrowDown' ? 1 : count - 1)) % count;
    }
  }

  override render() {
    const hits = found([...twin.state.nodes.values()], this.typed, MOST);
    const chosen = Math.min(this.chosen, Math.max(0, hits.length - 1));
    return html`<form role="search" @submit=${(e: Event) => { e.preventDefault(); const hit = hits[chosen]; if (hit) go({ node: hit.path, panel: '' }, true); }}>
      <input type="text" role="combobox" aria-label=${text('search.hint')} placeholder=${text('search.hint')} aria-expanded="true" aria-controls="hits" aria-activedescendant=${hits.length ? `hit-${chosen}` : nothing}
        autocomplete="off" spellcheck="false" .value=${this.typed} @keydown=${(e: KeyboardEvent) => this.#key(e, hits.length)} @input=${(e: Event) => { this.typed = (e.target as HTMLInputElement).value; this.chosen = 0; }}>
      <ul id="hits" role="listbox" aria-label=${text('search.title')}>${hits.map((n, i) => html`<li id="hit-${i}" role="option" aria-selected=${i === chosen ? 'true' : 'false'} @click=${() => go({ node: n.path, panel: '' }, true)}>
        <span>${n.name}</span> <span class="quiet">${n.nameZh}</span><span class="path quiet">${named('level', n.kind)} · ${n.path}</span></li>`)}</ul>
      <p class="quiet" role="status">${hits.length === 0 && this.typed !== '' ? text('search.none') : ''}</p>
    </form>`;
  }

  static override styles = [shared, css`
    input { width: 100%; background: none; border: 0; border-bottom: 1px solid var(--line-strong); padding: 0.7rem 0.2rem; font-size: 1.25rem; outline: none; }
    input:focus-visible { outline: none; border-color: var(--focus); }
    ul { list-style: none; margin: 0.6rem 0 0; padding: 0; } p { margin: 0.4rem 0 0; } p:empty { display: none; }
    li { display: flex; gap: 0.7rem; padding: 0.5rem 0.6rem; border-radius: 4px; cursor: pointer; white-space: nowrap; overflow: hidden; } li[aria-selected='true'], li:hover { background: var(--selected); }
    li[aria-selected='true'] .quiet { color: var(--ink-2); } .path { margin-left: auto; }
    @media (max-width: 720px) { .path { display: none; } }
  `];
}
customElements.define('twin-search', TwinSearch);
