import { css } from 'lit';

/** What all elements share: hairlines, quiet labels, focus, buttons, tables. Boxes in boxes there are none. */
export const shared = css`
  :host { box-sizing: border-box; display: block; color: var(--ink); }
  *, *::before, *::after { box-sizing: inherit; }
  a { color: inherit; text-decoration: none; }
  a:hover .name, a.name:hover { text-decoration: underline; text-underline-offset: 3px; text-decoration-thickness: 1px; }
  :focus { outline: none; }
  :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
  button, input, select, textarea { font: inherit; color: inherit; }
  button { appearance: none; background: none; border: 1px solid var(--line-strong); border-radius: 4px; padding: 0.3rem 0.75rem; cursor: pointer; line-height: 1.3; white-space: nowrap; }
  button:hover:not(:disabled) { background: var(--selected); }
  button:disabled { color: var(--ink-3); cursor: not-allowed; }
  button[aria-pressed='true'], button[aria-selected='true'] { background: var(--selected); border-color: var(--ink-3); }
  button.plain { border: 0; padding: 0.15rem 0.3rem; color: var(--ink-2); }
  button.plain:hover { color: var(--ink); }
  h1, h2, h3 { margin: 0; font: inherit; }
  h2, .label { font-size: 0.885rem; font-weight: 500; color: var(--ink-3); }
  h2 { font-weight: 600; color: var(--ink-2); }
  .quiet { color: var(--ink-3); }
  .second { color: var(--ink-2); }
  .amber { color: var(--amber-ink); }
  .red { color: var(--red-ink); }
  .unit { font-size: 0.82em; color: var(--ink-2); margin-left: 0.2em; font-weight: 500; }
  .mark { font-size: 0.82em; margin-right: 0.35em; }
  .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .tabs { display: flex; gap: 0.2rem; flex-wrap: wrap; } .tabs .plain { padding: 0.1rem 0.5rem; color: var(--ink-3); background: none; } .tabs .plain:first-child { margin-left: -0.5rem; } .tabs .plain.on { color: var(--ink); font-weight: 600; }
  .save { color: var(--ink-3); font-size: 0.85rem; display: var(--chrome); } .save:hover { color: var(--ink); text-decoration: underline; } .save + .save, .save + button.save { margin-left: 0.5rem; } button.save { padding: 0; border: 0; }
  table { border-collapse: collapse; width: 100%; }
  th { font-weight: 500; color: var(--ink-3); font-size: 0.885rem; text-align: left; padding: 0; }
  td { padding: 0; }
  kbd { font: inherit; font-size: 0.9em; border: 1px solid var(--line-strong); border-radius: 3px; padding: 0.05rem 0.4rem; color: var(--ink-2); }
  .stale { opacity: 0.55; }
  .natural { --part: var(--natural); } .partial { --part: var(--partial); } .mechanical { --part: var(--mechanical); } .uncooled { --part: var(--uncooled); }
`;
