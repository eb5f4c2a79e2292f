import { css, html, LitElement, nothing } from 'lit';
import { condition, rank, type Level } from '../format/condition';
import { lineage } from '../format/events';
import { shownIn } from '../format/numbers';
import { addressOf, stay } from '../store/go';
import { keys } from '../store/keys';
import { Live } from '../store/live';
import { mode, surroundings, twin } from '../store/twin';
import { text } from '../text/text';
import { carbonLines, powerLines, pueLines } from './lines';
import { shared } from './styles';

/** The page: the bar, where one is, the view of the node shown, and what happened last. */
export class TwinApp extends LitElement {
  readonly #view = new Live(this, s => s.view);
  readonly #nodes = new Live(this, s => s.nodes);
  readonly #link = new Live(this, s => s.link);
  readonly #mode = new Live(this, mode);
  readonly #worst = new Live(this, () => worstHub(this.#scope()));
  /** The node shown is a region whose grid is known. */
  readonly #grid = new Live(this, () => twin.info(this.#scope())?.kind === 'region' && typeof twin.now(this.#scope())?.q['windKw'] === 'number');
  #lines: { key: string; power: ReturnType<typeof powerLines>; pue: ReturnType<typeof pueLines>; carbon: ReturnType<typeof carbonLines> } | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', keys);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', keys);
  }

  #scope(): string {
    return twin.state.view.node;
  }

  override render() {
    const view = this.#view.value, nodes = this.#nodes.value;
    const info = nodes.get(view.node);
    document.title = text('app.title', { place: info?.name ?? text('crumbs.network') });
    const stale = this.#link.value === 'lost';
    return html`
      <twin-bar></twin-bar>
      ${view.node === 'network' ? nothing : this.#crumbs()}
      <main class="${stale ? 'stale' : ''} ${this.#mode.value}">${this.#body(info?.kind)}</main>
      <twin-scrubber .node=${info ? view.node : 'network'}></twin-scrubber>
      <twin-events .node=${info ? view.node : 'network'}></twin-events>
      <twin-panel></twin-panel>`;
  }

  #body(kind: string | undefined) {
    const { node } = this.#view.value;
    if (kind === undefined) {
      return this.#nodes.value.size === 0 ? html`<twin-loading></twin-loading>` : html`<p class="note">${text('state.nowhere', { path: node })} <a href=${addressOf({ node: 'network' })} @click=${stay({ node: 'network' })}><u>${text('state.nowhere.back')}</u></a></p>`;
    }
    if (this.#grid.value) return html`<twin-region .node=${node}></twin-region>`;
    return kind === 'dataCenter' ? html`<twin-center .node=${node}></twin-center>` : kind === 'hub' ? html`<twin-hub .node=${node}></twin-hub>` : this.#overview(node);
  }

  #crumbs() {
    const { node } = this.#view.value;
    const line = lineage(node);
    return html`<nav aria-label=${text('crumbs.label')}><ol>${line.map((path, i) => {
      const name = path === 'network' ? text('crumbs.network') : twin.info(path)?.name ?? path;
      return i === line.length - 1 ? html`<li aria-current="page"><h1>${name}</h1></li>` : html`<li><a href=${addressOf({ node: path })} @click=${stay({ node: path })}><span class="name">${name}</span></a></li>`;
    })}</ol><twin-ranges></twin-ranges></nav>`;
  }

  #overview(node: string) {
    const place = this.#worst.value;
    const key = `${node} ${place} ${shownIn().degree}`;
    if (this.#lines?.key !== key) this.#lines = { key, power: powerLines(node), pue: pueLines(node, place, twin.info(place)?.name ?? ''), carbon: carbonLines(node) };
    const lines = this.#lines;
    return html`<div class="overview">
      <div class="map"><twin-map .node=${node}></twin-map><twin-numbers .node=${node}></twin-numbers>${node === 'network' ? html`<div class="over"><twin-ranges></twin-ranges></div>` : nothing}</div>
      <twin-lists .node=${node}></twin-lists>
      <div class="trends">
        <twin-trend heading=${text('trend.power')} .node=${node} .lines=${lines.power} sum></twin-trend>
        <twin-trend heading=${text('trend.pue')} .node=${node} .lines=${lines.pue}></twin-trend>
        <twin-trend heading=${text('trend.carbon')} .node=${node} .lines=${lines.carbon}></twin-trend>
      </div></div>`;
  }

  static override styles = [shared, css`
    :host { display: grid; grid-template-rows: auto auto minmax(0, 1fr) auto auto; grid-template-columns: minmax(0, 1fr); height: 100vh; overflow: hidden; }
    main { min-height: 0; grid-row: 3; } twin-bar { grid-row: 1; } nav { grid-row: 2; } twin-scrubber { grid-row: 4; } twin-events { grid-row: 5; }
    main.stale { filter: grayscale(0.85); } main { position: relative; } main.replay::after, main.paused::after { content: ''; position: absolute; inset: 0; border: 2px solid var(--curve); pointer-events: none; z-index: 2; } main.paused::after { border: 2px dashed var(--ink-3); }
    nav { display: flex; justify-content: space-between; align-items: center; padding: 0 1.5rem; height: 3rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
    nav ol { display: flex; list-style: none; margin: 0; padding: 0; gap: 0.5rem; min-width: 0; overflow: hidden; } nav li:not(:last-child)::after { content: ' /'; color: var(--ink-3); } nav li { color: var(--ink-2); overflow: hidden; text-overflow: ellipsis; } nav h1 { font-weight: 600; color: var(--ink); }
    .overview { display: grid; grid-template: minmax(0, 1fr) minmax(11rem, 24vh) / minmax(0, 1fr) minmax(28rem, 32.5%); height: 100%; }
    .map { position: relative; min-height: 0; } .map twin-numbers { position: absolute; top: 1.4rem; left: 1.6rem; pointer-events: none; }
    twin-lists { border-left: 1px solid var(--line); min-height: 0; }
    .trends { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); border-top: 1px solid var(--line); min-height: 0; position: relative; } twin-trend + twin-trend { border-left: 1px solid var(--line); }
    .over { position: absolute; right: 1rem; bottom: 0.65rem; display: var(--chrome); }
    .note { padding: 3rem 1.6rem; margin: 0; }
    @media (max-width: 1560px) and (min-width: 1001px) { .over { bottom: 2.3rem; } }
    @media (max-width: 1000px) {
      :host { height: auto; min-height: 100vh; overflow: visible; } .overview { display: flex; flex-direction: column; height: auto; }
      .map { display: contents; } .map twin-numbers { position: static; order: 0; padding: 1rem 1rem 0.4rem; } twin-lists { order: 1; border: 0; } twin-map { order: 2; height: 30rem; flex: none; border-top: 1px solid var(--line); }
      .trends { order: 3; grid-template-columns: 1fr; } twin-trend { height: 13rem; } twin-trend + twin-trend { border-left: 0; border-top: 1px solid var(--line); } .over { display: block; position: static; order: 3; padding: 0.6rem 1rem; border-top: 1px solid var(--line); }
      nav ol { max-width: 100%; } nav { padding: 0 1rem; flex-wrap: wrap; height: auto; min-height: 3rem; } main { overflow: visible; } twin-events { position: sticky; bottom: 0; background: var(--ground); z-index: 2; }
    }
    @media (max-width: 720px) { nav li:not(:nth-last-child(-n + 2)) { display: none; } nav h1 { overflow: hidden; text-overflow: ellipsis; } }
  `];
}

/** The hub that most wants to be looked at: the worst, else the largest. */
function worstHub(under: string): string {
  const around = surroundings();
  let best = '', level: Level = 'ok', most = -1;
  for (const hub of twin.hubs(under)) {
    const c = condition(twin.now(hub.path), around);
    if (best === '' || rank(c.level) > rank(level) || (c.level === level && hub.designItKw > most)) [best, level, most] = [hub.path, c.level, hub.designItKw];
  }
  return best;
}
customElements.define('twin-app', TwinApp);
