// What stands beside the map, and under the numbers of a hub or a region: one list at a time, chosen in the view.

import { html, nothing, type TemplateResult } from 'lit';
import { go } from '../store/go';
import { twin } from '../store/twin';
import type { ListName } from '../store/view';
import { text, type Key } from '../text/text';

/** The list that the view chooses, where this place has it; else the first. */
export const listShown = (lists: readonly ListName[]): ListName => (lists.includes(twin.state.view.list) ? twin.state.view.list : lists[0]!);

/** @param nodes what the list of nodes is called here. */
export function listTabs(lists: readonly ListName[], nodes: Key): TemplateResult {
  const shown = listShown(lists);
  return html`<div class="tabs" role="group" aria-label=${text('lists.label')}>${lists.map(name => html`<button class="plain ${name === shown ? 'on' : ''}" aria-pressed=${name === shown ? 'true' : 'false'} @click=${() => go({ list: name })}>${text(name === 'nodes' ? nodes : `lists.${name}`)}</button>`)}</div>`;
}

/** The list itself, but for that of nodes, which is its place's own. */
export const listBody = (list: ListName, node: string): TemplateResult | typeof nothing =>
  list === 'links' ? html`<twin-links .node=${node}></twin-links>` : list === 'work' ? html`<twin-work .node=${node}></twin-work>` : list === 'policy' ? html`<twin-policy .node=${node}></twin-policy>` : nothing;
