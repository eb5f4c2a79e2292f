import { html, nothing } from 'lit';
import { go } from '../store/go';
import { twin } from '../store/twin';
import type { SortKey } from '../store/view';

/** A column's head that sorts its table; pressed again, the other way round. */
export function sortHead(key: SortKey, label: string, numeric: boolean) {
  const { sort, down } = twin.state.view;
  const on = sort === key;
  return html`<th scope="col" class=${numeric ? 'num' : ''} aria-sort=${on ? (down ? 'descending' : 'ascending') : nothing}>
    <button class="plain sort ${on ? 'on' : ''}" @click=${() => go(on ? (down ? { down: false } : { sort: 'condition', down: true }) : { sort: key, down: true })}>${label}${on ? html`<span aria-hidden="true"> ${down ? '↓' : '↑'}</span>` : nothing}</button></th>`;
}
