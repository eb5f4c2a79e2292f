import { css, html, LitElement } from 'lit';
import { text } from '../text/text';
import { shared } from './styles';

const KEYS = [
  ['Ctrl K', 'help.search'], ['i', 'help.inject'], ['e', 'help.events'], ['u', 'help.up'], ['p', 'help.pause'], ['1 … 5', 'help.range'], ['t', 'help.table'], ['h', 'help.hold'],
  ['z', 'help.zone'], ['f', 'help.units'], ['d', 'help.theme'], ['Esc', 'help.close'], ['?', 'help.help'],
] as const;

export class TwinHelp extends LitElement {
  override render() {
    return html`<dl>${KEYS.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${text(what)}</dd></div>`)}</dl><p class="second">${text('help.kiosk')}</p>`;
  }

  static override styles = [shared, css`
    dl { margin: 0; } dl div { display: grid; grid-template-columns: 6rem 1fr; padding: 0.4rem 0; border-bottom: 1px solid var(--line); } dd { margin: 0; } p { margin: 1rem 0 0; }
  `];
}
customElements.define('twin-help', TwinHelp);
