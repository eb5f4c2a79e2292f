import { css, html, LitElement, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { marks } from '../charts/marks';
import { times } from '../format/numbers';
import { duration, moment, zoneName } from '../format/time';
import { go } from '../store/go';
import { Live } from '../store/live';
import { spanOf } from '../store/series';
import { twin } from '../store/twin';
import { text } from '../text/text';
import { shared } from './styles';

const STEPS = 480;
const LEAST_STEP_MS = 60_000; // history keeps minutes
const PLAY_EVERY_MS = 400;
/** Steps of the line that each picture of a replay goes on by. */
const STRIDES = [1, 4, 16];

/** The time line under the whole page: look at an earlier moment, play it, come back to live. Events stand on it as ticks. */
export class TwinScrubber extends LitElement {
  static override properties = { node: { type: String }, stride: { state: true } };
  declare node: string;
  declare private stride: number;
  readonly #view = new Live(this, s => s.view);
  readonly #minute = new Live(this, s => Math.floor((s.live?.timeMs ?? 0) / LEAST_STEP_MS));
  readonly #fault = new Live(this, s => s.pastFault);
  readonly #held = new Live(this, s => s.held);
  readonly #happened = new Live(this, s => s.occurrences);
  #play: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.node = 'network';
    this.stride = STRIDES[0]!;
  }

  /** `h` holds the picture, and lets it go. */
  readonly #key = (e: KeyboardEvent): void => {
    const within = e.composedPath()[0], live = twin.state.live;
    if (e.key !== 'h' || live === null || e.ctrlKey || e.metaKey || e.altKey || (within instanceof HTMLElement && within.matches('input:not([type=range]), select, textarea'))) return;
    e.preventDefault();
    if (twin.state.view.at === null && twin.state.held === null) this.#hold();
    else this.#back();
  };

  /** The picture stands still; the twin goes on. */
  #hold(): void {
    twin.set({ held: twin.state.live });
  }

  #back(): void {
    this.#stop();
    twin.set({ held: null });
    go({ at: null });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
    this.#stop();
  }

  #span(): { fromMs: number; toMs: number; stepMs: number } {
    const { view, live, startMs } = twin.state;
    const { fromMs, toMs } = spanOf(view.range, null, live?.timeMs ?? 0, startMs);
    const stepMs = Math.max(LEAST_STEP_MS, Math.ceil((toMs - fromMs) / STEPS / LEAST_STEP_MS) * LEAST_STEP_MS);
    // Whole steps back from the present: the right end is live.
    return { fromMs: Math.min(toMs - Math.floor((toMs - fromMs) / stepMs) * stepMs, view.at ?? toMs), toMs, stepMs };
  }

  #to(ms: number): void {
    const { toMs, stepMs } = this.#span();
    if (ms >= toMs - stepMs / 2) this.#stop();
    go({ at: ms >= toMs - stepMs / 2 ? null : Math.floor(ms / LEAST_STEP_MS) * LEAST_STEP_MS });
  }

  #stop(): void {
    clearInterval(this.#play);
    this.#play = undefined;
    this.requestUpdate();
  }

  #toggle(): void {
    if (this.#play !== undefined) return this.#stop();
    this.#play = setInterval(() => {
      const { view: { at }, frame, pastFault } = twin.state;
      if (at === null) this.#stop();
      else if (frame?.timeMs === at || pastFault !== '') this.#to(at + this.stride * this.#span().stepMs); // a picture that still comes is waited for
    }, PLAY_EVERY_MS);
    this.requestUpdate();
  }

  override render() {
    void this.#minute.value; void this.#happened.value;
    const { at, zone } = this.#view.value;
    const live = twin.state.live;
    if (live === null) return nothing;
    const held = this.#held.value;
    const { fromMs, toMs, stepMs } = this.#span();
    const shown = at ?? held?.timeMs ?? toMs;
    const left = (ms: number): string => `${(100 * Math.max(0, Math.min(1, (ms - fromMs) / Math.max(1, toMs - fromMs)))).toFixed(2)}%`;
    const behind = duration((toMs - shown) / 1000);
    const pace = (stride: number): string => times(Math.round((stride * stepMs) / PLAY_EVERY_MS));
    const next = STRIDES[(STRIDES.indexOf(this.stride) + 1) % STRIDES.length]!;
    const said = at !== null ? text('past.at', { time: `${moment(at, toMs, zone)} ${zoneName(zone, at)}`, behind }) : held !== null ? text('past.held', { behind }) : text('past.live');
    return html`
      ${at !== null ? html`<button class="plain" @click=${() => this.#toggle()}>${text(this.#play === undefined ? 'past.play' : 'past.stop')}</button>
        <button class="plain" aria-label=${text('past.speed', { speed: pace(this.stride), other: pace(next) })} title=${text('past.speed', { speed: pace(this.stride), other: pace(next) })} @click=${() => { this.stride = next; }}>${pace(this.stride)}</button>`
        : html`<button class="plain" ?disabled=${held !== null} @click=${() => this.#hold()}>${text('past.hold')}</button>`}
      <span class="edge quiet">${moment(fromMs, toMs, zone)}</span>
      <span class="line">
        ${marks(this.node, fromMs, toMs).map(m => html`<i style=${styleMap({ left: left(m.atMs) })} title="${m.name}, ${m.place}"></i>`)}
        <input type="range" aria-label=${text('past.label')} aria-valuetext=${said} min=${fromMs} max=${toMs} step=${stepMs} .value=${String(shown)}
          @input=${(e: Event) => this.#to(Number((e.target as HTMLInputElement).value))}>
      </span>
      <span class="now ${at === null && held === null ? 'quiet' : 'past'}">${this.#fault.value === '' || at === null ? said : html`<span class="amber">${text('state.error', { what: text('past.label'), why: this.#fault.value })}</span>`}</span>
      ${at === null && held === null ? nothing : html`<button class="back" @click=${() => this.#back()}>${text('past.back')}</button>`}`;
  }

  static override styles = [shared, css`
    :host { display: var(--chrome); display: flex; align-items: center; gap: 0.9rem; padding: 0 1.2rem 0 1.5rem; height: 2.3rem; border-top: 1px solid var(--line); white-space: nowrap; font-size: 0.92rem; }
    :host-context(html[data-kiosk]) { display: none; }
    .line { position: relative; flex: 1; min-width: 4rem; height: 1.4rem; display: flex; align-items: center; } i { position: absolute; top: 0; width: 0; border: 4px solid transparent; border-top-color: var(--amber); margin-left: -4px; pointer-events: none; }
    input { appearance: none; width: 100%; margin: 0; background: none; height: 1.4rem; cursor: pointer; } input::-webkit-slider-runnable-track { height: 2px; background: var(--line-strong); } input::-moz-range-track { height: 2px; background: var(--line-strong); }
    input::-webkit-slider-thumb { appearance: none; width: 9px; height: 15px; margin-top: -6.5px; border-radius: 2px; background: var(--ink-2); border: 0; } input::-moz-range-thumb { width: 9px; height: 15px; border-radius: 2px; background: var(--ink-2); border: 0; }
    .past { color: var(--curve); font-weight: 600; } button.plain { padding-left: 0; min-width: 3rem; text-align: left; } .back { padding: 0.1rem 0.6rem; }
    @media (max-width: 720px) { :host { padding: 0 1rem; flex-wrap: wrap; height: auto; gap: 0.2rem 0.7rem; padding-block: 0.35rem; } .edge { display: none; } .now.quiet { display: none; } }
  `];
}
customElements.define('twin-scrubber', TwinScrubber);
