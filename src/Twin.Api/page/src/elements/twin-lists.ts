import { css, html, LitElement } from 'lit';
import { LISTS } from '../store/view';
import { Live } from '../store/live';
import { listBody, listShown, listTabs } from './lists';
import { shared } from './styles';
import { text } from '../text/text';

/** Beside the map: its hubs, links, work and policy as tables. */
export class TwinLists extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #list = new Live(this, s => s.view.list);

  constructor() {
    super();
    this.node = 'network';
  }

  override render() {
    void this.#list.value;
    const list = listShown(LISTS);
    return html`${listTabs(LISTS, 'lists.hubs')}
      ${list === 'nodes' ? html`<twin-ranking .node=${this.node}></twin-ranking>` : html`<div class="list" tabindex="0" role="region" aria-label=${text(`lists.${list}`)}>${listBody(list, this.node)}</div>`}`;
  }

  static override styles = [shared, css`
    :host { display: flex; flex-direction: column; min-height: 0; } .tabs { padding: 0.8rem 1.3rem 0 1.5rem; }
    twin-ranking { flex: 1; min-height: 0; } .list { flex: 1; overflow: auto; padding: 0.9rem 1.3rem 0.8rem 1.5rem; min-height: 0; }
    @media (max-width: 1000px) { .list { overflow: visible; } } @media (max-width: 720px) { .tabs, .list { padding-inline: 1rem; } }
  `];
}
customElements.define('twin-lists', TwinLists);
