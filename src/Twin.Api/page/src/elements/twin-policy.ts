import { css, html, LitElement, nothing, svg } from 'lit';
import { policyAddress } from '../charts/export';
import { condition } from '../format/condition';
import { shortName } from '../format/found';
import { CIRCLES, CIRCLES_MS, RACK_UP, withinCircle } from '../format/grid';
import { number, percent, ratio } from '../format/numbers';
import { about, distance } from '../map/circles';
import { labels } from '../map/rings';
import { addressOf, go, stay } from '../store/go';
import { Live } from '../store/live';
import { linksNow, Polled } from '../store/polled';
import { surroundings, twin } from '../store/twin';
import { text } from '../text/text';
import type { LinkMap, NodeInfo, NodeNow, Policy } from '../wire/types';
import { marked, saved } from './parts';
import { shared } from './styles';

const SIZE = 460;

/** How hubs stand by policy: each a row; one alone with the circles of latency about it. */
export class TwinPolicy extends LitElement {
  static override properties = { node: { type: String }, details: { attribute: false } };
  declare node: string;
  /** Substations without voltage stand in them, where the page around has read them. */
  declare details: ReadonlyMap<string, NodeNow> | null;
  readonly #frame = new Live(this, s => s.frame);
  readonly #links = new Polled<LinkMap>(this, linksNow);

  constructor() {
    super();
    this.node = 'network';
    this.details = null;
  }

  override render() {
    void this.#frame.value;
    const hubs = twin.hubs(this.node).filter(h => h.policy !== null);
    if (hubs.length === 0) return html`<p class="quiet">${text(twin.state.nodes.size === 0 ? 'state.loading' : 'region.policy.none')}</p>`;
    const own = hubs.length === 1 && hubs[0]!.path === this.node;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${text('region.policy')}><table>
      <thead><tr><th scope="col">${text('list.hub')}</th><th scope="col" class="num">${text('region.pue')}</th><th scope="col" class="num">${text('region.green')}</th>
        <th scope="col" class="num wide">${text('region.renewable')}</th><th scope="col" class="num">${text('region.rackUp')}</th><th scope="col" class="reach">${text('region.latency')}</th><th scope="col" class="wide">${text('region.stations')}</th></tr></thead>
      <tbody>${hubs.map(h => this.#hub(h, h.policy!))}</tbody></table></div>
      <p class="quiet under">${text('region.policy.note')} ${saved(text('region.policy'), format => policyAddress(this.node, format))}</p>
      ${this.#links.fault === '' ? nothing : html`<p class="amber">${text('state.error', { what: text('lists.links'), why: this.#links.fault })}</p>`}
      ${own ? this.#circles(hubs[0]!) : nothing}`;
  }

  #hub(info: NodeInfo, p: Policy) {
    const now = twin.now(info.path), c = condition(now, surroundings());
    const grid = twin.now(info.parent ?? '')?.q['gridRenewableShare'] ?? null;
    const pue = now?.q['pue'] ?? null, dark = this.details?.get(info.path)?.darkStations ?? null;
    const over = pue !== null && pue > p.pueTarget, few = p.rackUpShare < RACK_UP;
    return html`<tr data-node=${info.path} @click=${(e: MouseEvent) => { if (!(e.target as Element).closest('a')) go({ node: info.path }, true); }}>
      <th scope="row" class=${c.level}><a href=${addressOf({ node: info.path })} @click=${stay({ node: info.path })}>${marked(c)}<span class="name">${shortName(info.name)}</span></a></th>
      <td class="num">${ratio(pue)} <span class="second">${over ? '>' : '≤'} ${ratio(p.pueTarget)}</span></td>
      <td class="num">${percent(p.greenShare).value}</td><td class="num wide">${percent(grid).value}</td>
      <td class="num">${percent(p.rackUpShare).value} <span class="second">${few ? '<' : '≥'} ${number(RACK_UP * 100)}</span></td>
      <td class="second reach">${this.#reached(info.path)}</td>
      <td class="wide ${dark !== null && dark.length > 0 ? 'amber stations' : 'stations'}">${p.stations === 0 ? html`<span class="quiet">${text('region.stations.unknown')}</span>`
        : dark === null ? text('region.stations.count', { count: p.stations }) : dark.length === 0 ? text('region.stations.live', { count: p.stations })
          : html`<span class="mark" aria-hidden="true">▲</span>${text('region.stations.dark', { dark: dark.length, count: p.stations, names: dark.slice(0, 3).join(', ') })}`}</td></tr>`;
  }

  /** The people within each circle, the nearest first; those beyond all circles are counted. */
  #reached(hub: string) {
    const map = this.#links.value;
    if (map === null) return text('region.latency.none');
    const title = (name: string): string => map.centers.find(c => c.name === name)?.title ?? name;
    const within = CIRCLES.map(name => ({ name, places: withinCircle(map.reach, hub, name) })).filter(c => c.places.length > 0);
    if (within.length === 0) return text('region.latency.none');
    return within.map(({ name, places }) => html`<span class="circle"><span class="quiet">${text(`region.circle.${name}`)}</span> ${name === 'beyond' ? number(places.length) : places.map(p => `${title(p.center)} ${number(p.roundTripMs, 1)}`).join(', ')}</span>`);
  }

  #circles(info: NodeInfo) {
    const map = this.#links.value;
    if (map === null || info.latitudeDeg === null || info.longitudeDeg === null) return nothing;
    const from = { latitudeDeg: info.latitudeDeg, longitudeDeg: info.longitudeDeg };
    const half = SIZE / 2, scale = half - 14, widest = distance(CIRCLES_MS[CIRCLES_MS.length - 1]!) * scale;
    const places = map.reach.filter(r => r.hub === info.path && r.roundTripMs !== null).map(r => ({ ...r, center: map.centers.find(c => c.name === r.center)! })).filter(r => r.center);
    if (places.length === 0) return nothing;
    const dots = places.map(p => { const at = about(from, p.center, p.roundTripMs!); return { id: p.center.name, x: half + at.x * scale, y: half + at.y * scale, r: 3, homeX: 0, homeY: 0, moved: false }; });
    const words = places.map(p => `${p.center.title} ${number(p.roundTripMs, 1)}`);
    // The picture ends where the widest circle or the last place does.
    const top = Math.min(half - widest - 18, ...dots.map(d => d.y - 10)), left = Math.min(half - widest - 4, ...dots.map((d, i) => d.x - words[i]!.length * 6.2 - 20));
    const wide = Math.max(half + widest + 4, ...dots.map((d, i) => d.x + words[i]!.length * 6.2 + 20)) - left, high = Math.max(half + widest + 4, ...dots.map(d => d.y + 12)) - top;
    const own = labels([...dots, { id: '', x: half, y: half, r: 5, homeX: 0, homeY: 0, moved: false }], [...words.map(w => w.length * 6.2), 0], 13, { width: left + wide, height: top + high, top, bottom: 0 });
    return html`<figure><svg viewBox="${left.toFixed(0)} ${top.toFixed(0)} ${wide.toFixed(0)} ${high.toFixed(0)}" width=${wide.toFixed(0)} height=${high.toFixed(0)} role="img" aria-label=${text('region.circles', { place: info.name, places: words.join(', ') })}>
      ${CIRCLES_MS.map(ms => svg`<circle class="ring" cx=${half} cy=${half} r=${(distance(ms) * scale).toFixed(1)}></circle><text class="ms" x=${half} y=${(half - distance(ms) * scale - 3).toFixed(1)} text-anchor="middle">${ms} ms</text>`)}
      <circle class="hub" cx=${half} cy=${half} r="4"></circle>
      ${dots.map((d, i) => svg`<rect x=${(d.x - 3.5).toFixed(1)} y=${(d.y - 3.5).toFixed(1)} width="7" height="7"></rect><text x=${own[i]!.x.toFixed(1)} y=${own[i]!.y.toFixed(1)} dy="0.35em" text-anchor=${own[i]!.anchor}>${words[i]}</text>`)}
    </svg><figcaption class="quiet">${text('region.circles.note')}</figcaption></figure>`;
  }

  static override styles = [shared, css`
    :host { container-type: inline-size; } .scroll { overflow-x: auto; } p { margin: 0.5rem 0 0; font-size: 0.92rem; }
    tbody tr { border-bottom: 1px solid var(--line); cursor: pointer; } tbody tr:last-child { border: 0; } tbody tr:hover { background: var(--raised); } td, th { padding: 0.4rem 0.5rem; white-space: nowrap; vertical-align: top; } thead th { padding-block: 0 0.2rem; vertical-align: bottom; } th:first-child { padding-left: 0; } td:last-child { padding-right: 0; }
    th[scope='row'] { font-size: 1rem; color: var(--ink); font-weight: 500; } th.num { text-align: right; } .num { width: 1px; } .reach { white-space: normal; min-width: 9rem; } .circle { display: block; } th.amber[scope='row'] { color: var(--amber-ink); } th.red[scope='row'] { color: var(--red-ink); }
    .stations { white-space: normal; } @container (min-width: 60rem) { .circle { display: inline-block; margin-right: 1.1rem; } } @container (max-width: 54rem) { .wide, thead .reach { display: none; } thead tr, tbody tr { display: grid; grid-template-columns: minmax(0, 1.3fr) 1fr 0.9fr 1fr; } td, th { padding-inline: 0; } .num { width: auto; } thead .num { white-space: normal; } .reach { grid-column: 1 / -1; padding-top: 0; } .circle { display: inline; margin-right: 0.8rem; } }
    figure { margin: 1.2rem 0 0; } svg { display: block; max-width: 100%; height: auto; } .ring { fill: none; stroke: var(--line-strong); } text { fill: var(--ink); font-size: 11.5px; font-family: inherit; paint-order: stroke; stroke: var(--ground); stroke-width: 3px; } .ms { fill: var(--ink-3); font-size: 10.5px; } rect { fill: var(--curve); } .hub { fill: var(--ink); } figcaption { font-size: 0.92rem; }
  `];
}
customElements.define('twin-policy', TwinPolicy);
