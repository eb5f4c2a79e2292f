import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { go } from '../store/go';
import { Live } from '../store/live';
import { twin } from '../store/twin';
import { text, type Key } from '../text/text';
import { shared } from './styles';

const TITLES: Readonly<Record<string, Key>> = { inject: 'inject.title', events: 'events.title', search: 'search.title', help: 'help.title' };

/** What opens over the page: at the side, with the picture still in sight, or in the middle for a moment. */
export class TwinPanel extends LitElement {
  static override properties = { without: { type: String } };
  /** A panel that the page around has one of its own for. */
  declare without: string;
  readonly #panel = new Live(this, s => s.view.panel);
  readonly #node = new Live(this, s => s.view.node);
  #came: Element | null = null;
  #shown = '';

  constructor() {
    super();
    this.without = '';
  }

  #name(): string {
    return this.#panel.value === this.without ? '' : this.#panel.value;
  }

  override render() {
    const name = this.#name();
    if (name === '') return nothing;
    const middle = name === 'search' || name === 'help';
    return html`<dialog class=${middle ? 'middle' : 'side'} aria-labelledby="title" @cancel=${(e: Event) => { e.preventDefault(); go({ panel: '' }); }}
        @click=${(e: MouseEvent) => { if (middle && e.target === e.currentTarget) go({ panel: '' }); }}>
      <div class="inner"><header><h2 id="title">${text(TITLES[name]!)}</h2><button class="plain" @click=${() => go({ panel: '' })}>${text('inject.close')} <kbd>Esc</kbd></button></header>
        ${name === 'inject' ? html`<twin-inject></twin-inject>` : name === 'events' ? html`<twin-journal .node=${twin.info(this.#node.value) ? this.#node.value : 'network'}></twin-journal>`
          : name === 'search' ? html`<twin-search></twin-search>` : html`<twin-help></twin-help>`}</div></dialog>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const name = this.#name();
    if (name === this.#shown) return;
    if (this.#shown === '') this.#came = document.activeElement;
    const before = this.#shown;
    this.#shown = name;
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog) {
      if (before !== '' && dialog.open) dialog.close();
      if (name === 'search' || name === 'help') dialog.showModal();
      else dialog.show();
      if (name === 'events') dialog.querySelector<HTMLElement>('button')?.focus();
    } else if (this.#came instanceof HTMLElement) {
      this.#came.focus();
    }
  }

  static override styles = [shared, css`
    dialog { color: var(--ink); background: var(--raised); border: 0; padding: 0; margin: 0; }
    dialog.side { position: fixed; inset: 0 0 0 auto; width: min(100vw, 33rem); height: 100vh; max-height: none; overflow: auto; border-left: 1px solid var(--line-strong); z-index: 10; left: auto; }
    dialog.middle { margin: 12vh auto auto; width: min(94vw, 44rem); border: 1px solid var(--line-strong); border-radius: 6px; }
    dialog::backdrop { background: rgb(0 0 0 / 0.45); }
    .inner { padding: 1.1rem 1.5rem 1.5rem; } header { display: flex; justify-content: space-between; align-items: center; margin-bottom: 1rem; } header h2 { font-size: 1.25rem; color: var(--ink); }
  `];
}
customElements.define('twin-panel', TwinPanel);
