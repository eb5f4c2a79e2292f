import { css, html, LitElement, nothing } from 'lit';
import { contains } from '../format/events';
import { shortName } from '../format/found';
import { megawatts, number, power, said, three, NARROW } from '../format/numbers';
import { moment } from '../format/time';
import { because, byClass, className, decided, decisionsOf } from '../format/work';
import { Live } from '../store/live';
import { Polled, workNow } from '../store/polled';
import { twin } from '../store/twin';
import { text } from '../text/text';
import type { Work } from '../wire/types';
import { saved } from './parts';
import { shared } from './styles';

const MOST = 60;

/** Work that comes as jobs, at or below a node: what runs and waits by class, and what the scheduler did with it and why. */
export class TwinWork extends LitElement {
  static override properties = { node: { type: String } };
  declare node: string;
  readonly #work = new Polled<Work>(this, workNow);
  readonly #view = new Live(this, s => s.view);

  constructor() {
    super();
    this.node = 'network';
  }

  override render() {
    const work = this.#work.value, { at, zone } = this.#view.value;
    const failed = this.#work.fault === '' ? nothing : html`<p class="amber">${text('state.error', { what: text('lists.work'), why: this.#work.fault })}</p>`;
    if (work === null) return this.#work.fault === '' ? html`<p class="quiet">${text('state.loading')} …</p>` : failed;
    if (work.hubs.length === 0) return html`<p class="quiet">${text('work.none')}</p>`;
    const hubs = work.hubs.filter(h => contains(this.node, h.hub));
    const swing = hubs.reduce((s, h) => s + h.swingKw, 0);
    const nowMs = twin.state.live?.timeMs ?? 0;
    const nameOf = (path: string): string => shortName(twin.info(path)?.name ?? path);
    const decisions = decisionsOf(work.decisions, this.node);
    const classes = byClass(hubs);
    return html`${failed}
      ${at === null ? nothing : html`<p class="second" role="status">${text('lists.live')}</p>`}
      <p class="line" data-figure="scheduler">${work.schedulerOn ? html`<b>${text('work.on')}</b>` : html`<b class="amber"><span class="mark" aria-hidden="true">▲</span>${text('work.off')}</b>`}
        <span class="second">${text('work.moved', { tb: three(work.movedGb / 1e3) })}${swing < 1 ? '' : ` · ${text('work.swing', { power: said(power(swing)) })}`}</span></p>
      ${classes.length === 0 ? html`<p class="quiet">${text('work.none.here')}</p>` : html`<table>
        <thead><tr><th scope="col">${text('work.class')}</th><th scope="col" class="num">${text('work.running')}</th><th scope="col" class="num">${text('list.power')}</th><th scope="col" class="num">${text('work.waiting')}</th><th scope="col" class="num wide">${text('list.power')}</th>
          <th scope="col" class="num wide">${text('work.moving')}</th><th scope="col" class="num">${text('work.late')}</th><th scope="col" class="num wide">${text('work.done')}</th><th scope="col" class="num">${text('work.deadline')}</th></tr></thead>
        <tbody>${classes.map(c => html`<tr data-class=${c.name}><th scope="row">${className(c.name)}</th><td class="num" data-col="running">${number(c.running)}</td><td class="num">${megawatts(c.runningKw)}</td><td class="num" data-col="waiting">${number(c.waiting)}</td><td class="num wide">${megawatts(c.waitingKw)}</td>
          <td class="num wide">${number(c.moving)}</td><td class="num" data-col="late">${number(c.late)}</td><td class="num wide">${number(c.completed)}</td><td class="num" data-col="deadline">${c.nextDeadlineMs === null ? '–' : moment(c.nextDeadlineMs, nowMs, zone)}</td></tr>`)}</tbody></table>
      <p class="quiet note">${text('work.note')} ${saved(text('lists.work'), format => `/api/v1/jobs?format=${format}`)}</p>`}
      <h3>${text('work.decisions')} ${decisions.length === 0 ? nothing : saved(text('work.decisions'), format => `/api/v1/decisions?format=${format}`)}</h3>
      ${decisions.length === 0 ? html`<p class="quiet">${text(work.schedulerOn ? 'work.decisions.none' : 'work.decisions.off')}</p>` : html`<ol>${decisions.slice(0, MOST).map(d => html`
        <li data-decision=${d.sequence}><time class="quiet">${moment(d.firstMs, nowMs, zone)}</time><span>${decided(d, nowMs, zone, nameOf)}<span class="because">${because(d).replaceAll(' CNY', `${NARROW}CNY`)}</span></span></li>`)}</ol>`}`;
  }

  static override styles = [shared, css`
    :host { container-type: inline-size; } p { margin: 0 0 0.6rem; } .line b { font-weight: 600; margin-right: 0.5rem; } .note { margin-top: 0.4rem; font-size: 0.92rem; } h3 { color: var(--ink-2); font-weight: 600; font-size: 0.885rem; margin: 1.1rem 0 0.3rem; }
    tr { border-bottom: 1px solid var(--line); } tbody tr { height: 2.2rem; } td, th { padding: 0 0.45rem; } th:first-child { padding-left: 0; } .num { width: 1px; } th.num { text-align: right; white-space: nowrap; } td:last-child, th:last-child { padding-right: 0; } th[scope='row'] { color: var(--ink); font-size: 1rem; font-weight: 500; white-space: nowrap; }
    ol { list-style: none; margin: 0; padding: 0; } li { display: grid; grid-template-columns: 3.4rem 1fr; gap: 0.5rem; padding: 0.35rem 0; border-bottom: 1px solid var(--line); } .because { display: block; color: var(--ink-2); }
    @container (min-width: 46rem) { .because { display: inline; margin-left: 0.7rem; } li { grid-template-columns: 4.5rem 1fr; } } @container (max-width: 36rem) { .wide { display: none; } }
  `];
}
customElements.define('twin-work', TwinWork);
