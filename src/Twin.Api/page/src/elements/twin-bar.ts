import { css, html, LitElement, nothing } from 'lit';
import { number, scientific, times } from '../format/numbers';
import { age, clock, date, duration, nextZone, zoneName } from '../format/time';
import { go } from '../store/go';
import { Live } from '../store/live';
import { setTheme, themeChoice } from '../store/theme-choice';
import { mode, twin } from '../store/twin';
import { text } from '../text/text';
import { setClock } from '../wire/client';
import { shared } from './styles';

const SPEEDS = [1, 10, 60, 300, 600, 1800, 3600];
const STALE_MS = 5_000;

/** The line that is always there: what one looks at, how old it is, and whether its sums hold. */
export class TwinBar extends LitElement {
  static override properties = { fault: { state: true } };
  declare private fault: string;
  readonly #frame = new Live(this, s => s.live);
  readonly #shown = new Live(this, s => s.frame);
  readonly #link = new Live(this, s => s.link);
  readonly #held = new Live(this, s => s.held);
  readonly #view = new Live(this, s => s.view);
  #beat: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.fault = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#beat = setInterval(() => this.requestUpdate(), 500); // an age grows by itself
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#beat);
  }

  #banner(stale: boolean): { key: 'live' | 'paused' | 'replay' | 'stale' | 'connecting'; label: string } {
    const frame = this.#frame.value;
    if (!frame) return { key: 'connecting', label: text('banner.connecting') };
    if (stale) return { key: 'stale', label: text('banner.stale') };
    const key = mode(twin.state);
    return { key, label: text(`banner.${key}`) };
  }

  async #steer(change: { paused?: boolean; speed?: number }): Promise<void> {
    try {
      await setClock(change);
      this.fault = '';
    } catch (fault) {
      this.fault = text('bar.clock.failed', { why: (fault as Error).message });
    }
  }

  #speed(by: number): void {
    const now = this.#frame.value?.clock.speed ?? 60;
    const next = by > 0 ? SPEEDS.find(s => s > now * 1.001) : SPEEDS.findLast(s => s < now * 0.999);
    if (next !== undefined) void this.#steer({ speed: next });
  }

  override render() {
    const frame = this.#frame.value, view = this.#view.value;
    const past = view.at !== null || this.#held.value !== null, shownMs = this.#shown.value?.timeMs ?? view.at ?? frame?.timeMs ?? 0;
    const since = performance.now() - twin.state.receivedMs;
    const stale = frame !== null && (this.#link.value === 'lost' || (since > STALE_MS && !frame.clock.paused));
    const banner = this.#banner(stale);
    const theme = themeChoice();
    const nextTheme = theme === 'dark' ? 'light' : theme === 'light' ? 'system' : 'dark';
    return html`
      <header>
        <a class="brand" href=${location.pathname} @click=${(e: MouseEvent) => { e.preventDefault(); go({ node: 'network', panel: '' }); }}>${text('app.name')}</a>
        <span class="banner ${banner.key}" role="status">${banner.label}</span>
        ${frame === null ? nothing : html`
          <button class="plain time" @click=${() => go({ zone: nextZone(view.zone) })}
            title=${text('bar.zone', { zone: zoneName(view.zone, shownMs), other: zoneName(nextZone(view.zone), shownMs) })}>
            <span class="date">${date(shownMs, view.zone)} </span><b>${clock(shownMs, view.zone, true)}</b> <span class="quiet">${zoneName(view.zone, shownMs)}</span>
          </button>
          <span class="pace second">
            <button class="plain" aria-label=${text(frame.clock.paused ? 'bar.resume' : 'bar.pause')} title=${text(frame.clock.paused ? 'bar.resume' : 'bar.pause')}
              @click=${() => void this.#steer({ paused: !frame.clock.paused })}>${frame.clock.paused
                ? html`<svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><path d="M2 1l7 4-7 4z" fill="currentColor"></path></svg>`
                : html`<svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true"><path d="M2 1h2v8H2zM6 1h2v8H6z" fill="currentColor"></path></svg>`}</button>
            <button class="plain" aria-label=${text('bar.slower')} title=${text('bar.slower')} @click=${() => this.#speed(-1)}>−</button>
            <span title=${text('bar.speed.label')}>${times(frame.clock.speed)}${this.#behind(frame.clock) ? html` <span class="amber">(${times(frame.clock.achieved)})</span>` : nothing}</span>
            <button class="plain" aria-label=${text('bar.faster')} title=${text('bar.faster')} @click=${() => this.#speed(1)}>+</button>
          </span>
          ${past ? html`<span class="second behind">${text('past.behind', { behind: duration(Math.max(0, frame.timeMs - shownMs) / 1000) })}, ${text(view.at === null ? 'numbers.quality' : 'numbers.replayed')}</span>` : html`
            <span class="tick second">${text('bar.tick')} <b class="ink">${number(frame.tick)}</b></span>
            <span class="age second">${text('bar.age', { age: age(Math.max(0, since)) })}<span class="quality">, ${text('numbers.quality')}</span></span>`}`}
        <span class="fault amber" role="alert">${this.fault}</span>
        <span class="space"></span>
        ${frame === null || past ? nothing : this.#closure()}
        <button class="hint" @click=${() => go({ panel: 'search' })} title=${text('bar.search')}><kbd>Ctrl K</kbd><span class="sr"> ${text('bar.search')}</span></button>
        <button class="plain theme" @click=${() => setTheme(nextTheme)} aria-label=${text('bar.theme', { theme: text(`theme.${theme}`), other: text(`theme.${nextTheme}`) })}
          title=${text('bar.theme', { theme: text(`theme.${theme}`), other: text(`theme.${nextTheme}`) })}>
          <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" stroke-width="1.2"></circle><path d=${theme === 'system' ? 'M7 1.6a5.4 5.4 0 0 1 0 10.8z' : theme === 'dark' ? 'M7 1.6a5.4 5.4 0 0 1 0 10.8 5.4 5.4 0 0 1 0-10.8' : ''} fill="currentColor"></path></svg>
        </button>
        <button class="hint" @click=${() => go({ panel: view.panel === 'help' ? '' : 'help' })} title=${text('bar.help')}><kbd>?</kbd><span class="sr"> ${text('bar.help')}</span></button>
      </header>
      ${stale ? html`<p class="lost" role="status">${text('bar.stale', { time: `${clock(frame.timeMs, view.zone, true)} ${zoneName(view.zone, frame.timeMs)}` })}</p>` : nothing}`;
  }

  /** Speed that cannot be kept is said; a tenth is the measurement's own play. */
  #behind(c: { speed: number; achieved: number; paused: boolean }): boolean {
    return !c.paused && c.achieved > 0 && c.achieved < c.speed * 0.9;
  }

  #closure() {
    let error = 0, holds = true;
    for (const node of this.#frame.value!.nodes.values()) {
      if (!node.closure) continue;
      error = Math.max(error, node.closure.error);
      holds &&= node.closure.holds;
    }
    const worst = scientific(error);
    return html`
      <span class="closure ${holds ? 'second' : 'red'}" title=${text('bar.closes.why')}>
        ${text(holds ? 'bar.closes' : 'bar.closes.not')} <b class=${holds ? 'ink' : 'red'}>${worst.digit}${worst.exponent === '' ? nothing : html`·10<sup>${worst.exponent}</sup>`}</b>
      </span>
      <span class="racks second"><b class="ink">${number(twin.info('network')?.racks)}</b> ${text('bar.racks')}</span>`;
  }

  static override styles = [shared, css`
    :host { position: relative; z-index: 3; }
    header { display: flex; align-items: center; gap: 1.6rem; height: 4rem; padding: 0 1.5rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
    .brand { font-size: 1.35rem; font-weight: 700; letter-spacing: -0.02em; }
    .banner { border: 1px solid currentColor; border-radius: 4px; padding: 0.22rem 0.7rem; font-weight: 600; font-size: 0.92rem; letter-spacing: 0.03em; display: inline-flex; align-items: center; gap: 0.55rem; }
    .banner::before { content: ''; width: 0.5rem; height: 0.5rem; border-radius: 50%; background: currentColor; }
    .banner.live { color: var(--live-ink); }
    .banner.paused, .banner.connecting { color: var(--ink-2); }
    .banner.paused::before { border-radius: 0; width: 0.55rem; background: linear-gradient(90deg, currentColor 38%, transparent 38% 62%, currentColor 62%); }
    .banner.replay { color: var(--curve); } .banner.replay::before { border-radius: 0; clip-path: polygon(100% 0, 100% 100%, 0 50%); }
    .banner.stale { color: var(--amber-ink); }
    .banner.stale::before { border-radius: 0; clip-path: polygon(50% 0, 100% 100%, 0 100%); }
    b { font-weight: 600; } .ink { color: var(--ink); }
    .time { color: var(--ink); margin: 0 -0.3rem; font-weight: 600; }
    .time .quiet { font-weight: 400; }
    .pace { display: inline-flex; align-items: center; gap: 0.15rem; } .pace button { display: var(--chrome); }
    .pace span { min-width: 2.6rem; text-align: center; }
    .age { min-width: 9.5rem; } .tick { min-width: 6.5rem; }
    .pace + .tick { margin-left: -0.8rem; } .tick + .age { margin-left: -0.8rem; }
    .space { flex: 1; }
    sup { font-size: 0.72em; line-height: 0; }
    .hint { border: 0; padding: 0.1rem; position: relative; } .hint + .theme, .theme + .hint { margin-left: -0.9rem; }
    .theme { display: var(--chrome); }
    .lost { margin: 0; padding: 0.45rem 1.5rem; color: var(--amber-ink); border-bottom: 1px solid var(--line); }
    .fault { overflow: hidden; text-overflow: ellipsis; min-width: 0; }
    @media (max-width: 1180px) { header { gap: 1.1rem; } .tick { display: none; } }
    @media (max-width: 1180px) { .quality { display: none; } .age { min-width: 5rem; } }
    @media (max-width: 980px) { .racks, .age { display: none; } }
    @media (max-width: 720px) {
      header { flex-wrap: wrap; height: auto; padding: 0.7rem 1rem; gap: 0.5rem 0.9rem; }
      .closure, .fault:empty, .date { display: none; } .pace span { min-width: 0; }
      .time { order: 5; } .pace { order: 6; } .pace + .tick + .age { order: 7; display: inline; margin: 0 0 0 auto; min-width: 0; }
    }
    .hint { display: var(--chrome); }
  `];
}
customElements.define('twin-bar', TwinBar);
