import { css, html, LitElement, nothing } from 'lit';
import { contains } from '../format/events';
import { shortName } from '../format/found';
import { carried, inTrouble, linkFacts, linkLevel, linkName, linkWhy, takenOver } from '../format/links';
import { number } from '../format/numbers';
import { Live } from '../store/live';
import { linksNow, Polled } from '../store/polled';
import { twin } from '../store/twin';
import { text } from '../text/text';
import type { LinkMap } from '../wire/types';
import { marked, saved } from './parts';
import { shared } from './styles';

/** Links that begin or end at a node, as a table: what the map draws as lines. */
export class TwinLinks extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #links = new Polled<LinkMap>(this, linksNow);
  readonly #at = new Live(this, s => s.view.at);

  constructor() {
    super();
    this.node = 'network';
  }

  override render() {
    const map = this.#links.value;
    if (this.#links.fault !== '' && map === null) return html`<p class="amber">${text('state.error', { what: text('lists.links'), why: this.#links.fault })}</p>`;
    if (map === null) return html`<p class="quiet">${text('state.loading')} …</p>`;
    const nameOf = (end: string): string => { const info = twin.info(end); return info ? shortName(info.name) : map.centers.find(c => c.name === end)?.title ?? end; };
    const links = inTrouble(map, map.links.filter(l => contains(this.node, l.from) || contains(this.node, l.to)));
    if (links.length === 0) return html`<p class="quiet">${text('link.none')}</p>`;
    const instead = takenOver(map);
    const cut = links.filter(l => !l.up).length;
    return html`
      ${this.#at.value === null ? nothing : html`<p class="second" role="status">${text('lists.live')}</p>`}
      ${this.#links.fault === '' ? nothing : html`<p class="amber">${text('state.error', { what: text('lists.links'), why: this.#links.fault })}</p>`}
      <p class="head"><span>${text('link.count', { count: links.length })}</span>${cut === 0 ? nothing : html` · <span class="amber">${text('link.count.cut', { count: cut })}</span>`} · <span class="quiet">${text('link.source')}</span><span class="saves">${saved(text('lists.links'), format => `/api/v1/links?format=${format}`)}</span></p>
      <table class=${this.#links.fault === '' ? '' : 'stale'}>
        <thead><tr><th scope="col">${text('link.link')}</th><th scope="col" class="num">${text('link.carries')}</th><th scope="col" class="num wide">${text('link.jobs')}</th><th scope="col" class="num">${text('link.used')}</th><th scope="col"><span class="sr">${text('link.used')}</span></th>
          <th scope="col" class="num">${text('link.roundTrip')}</th><th scope="col" class="num wide">${text('link.oneWay')}</th><th scope="col" class="num km">${text('link.km')}</th></tr></thead>
        <tbody>${links.map(l => {
          const level = linkLevel(map, l), why = linkWhy(map, l, nameOf);
          return html`<tr class=${level} data-link=${l.name} title=${linkFacts(l)}>
            <th scope="row">${marked({ level, text: why })}${linkName(l, nameOf)}${why === '' ? nothing : html`<span class="why">${why}</span>`}${instead.has(l.name) ? html`<span class="why second">${text('link.instead')}</span>` : nothing}</th>
            <td class="num" data-col="carried">${number(carried(l))}</td><td class="num wide">${number(l.transferGbps)}</td><td class="num">${number(l.usedShare * 100)}</td>
            <td class="bar"><svg width="64" height="6" viewBox="0 0 64 6" aria-hidden="true"><rect width="64" height="6" fill="var(--line)"></rect><rect width=${(64 * Math.min(1, l.usedShare)).toFixed(1)} height="6" fill=${l.usedShare > 1 ? 'var(--amber)' : 'var(--curve)'}></rect></svg></td>
            <td class="num">${number(l.roundTripMs, 1)}</td><td class="num wide">${number(l.oneWayMs, 1)}</td><td class="num km">${number(l.lengthKm)}</td></tr>`;
        })}</tbody></table>`;
  }

  static override styles = [shared, css`
    :host { container-type: inline-size; } p { margin: 0 0 0.6rem; } .head { color: var(--ink-2); } .saves { float: right; }
    tr { border-bottom: 1px solid var(--line); } tbody tr { height: 2.2rem; } thead th { height: 1.7rem; position: sticky; top: 0; background: var(--ground); z-index: 1; } td, th { padding: 0 0.45rem; } th:first-child { padding-left: 0; } .num { width: 1px; } th.num { text-align: right; white-space: nowrap; } td:last-child, th:last-child { padding-right: 0; }
    th[scope='row'] { color: var(--ink); font-size: 1rem; font-weight: 500; } .why { display: block; font-size: 0.92rem; font-weight: 400; } tr.amber th[scope='row'] { color: var(--amber-ink); padding-block: 0.35rem; } tr.red th[scope='row'] { color: var(--red-ink); padding-block: 0.35rem; } .bar { width: 4.6rem; } .bar svg { display: block; }
    @container (max-width: 40rem) { .wide { display: none; } } th[scope='row'] { white-space: nowrap; } @container (max-width: 29rem) { .km { display: none; } th.num { white-space: normal; } } @container (max-width: 26rem) { th[scope='row'] { white-space: normal; } } .why { white-space: normal; } @container (max-width: 40rem) { .bar, thead th:nth-child(5) { display: none; } }
  `];
}
customElements.define('twin-links', TwinLinks);
