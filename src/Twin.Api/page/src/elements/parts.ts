// Small pieces that several elements draw alike.

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Condition } from '../format/condition';
import { mark } from '../format/condition';
import { MODES, type Mix } from '../format/mix';
import { number, type Figure } from '../format/numbers';
import { TABLE_FORMATS, type TableFormat } from '../charts/export';
import { text } from '../text/text';

export const figure = (f: Figure): TemplateResult =>
  html`<span class="value">${f.value}</span>${f.unit === '' ? nothing : html`<span class="unit">${f.unit}</span>`}`;

export const marked = (c: Condition): TemplateResult | typeof nothing =>
  c.level === 'ok' ? nothing : html`<span class="mark ${c.level}" aria-hidden="true">${mark(c.level)}</span><span class="sr">${text(`cond.${c.level}`)} </span>`;

/** What a panel shows, to be saved as a table: once for each form. */
export const saved = (what: string, address: (format: TableFormat) => string): TemplateResult =>
  html`${TABLE_FORMATS.map(format => html`<a class="save" href=${address(format)} download aria-label=${text(`trend.${format}`, { what })}>${format.toUpperCase()}</a>`)}`;

export function mixText(m: Mix): string {
  const pc = (x: number): string => number(x * 100);
  return text('list.mix', { natural: pc(m.natural), partial: pc(m.partial), mechanical: pc(m.mechanical), uncooled: pc(m.uncooled) });
}

/** Cooling modes as one thin bar, its parts side by side. */
export function mixBar(m: Mix, width = 84): TemplateResult {
  let x = 0;
  const gap = 1.2;
  const parts = MODES.map(({ name }) => {
    const w = m[name] * width;
    const from = x;
    x += w;
    return w < 0.4 ? nothing : svg`<rect class=${name} x=${from.toFixed(1)} y="0" width=${Math.max(0.8, w - (x < width - 0.5 ? gap : 0)).toFixed(1)} height="6" fill="var(--part)"></rect>`;
  });
  return html`<svg class="mix" viewBox="0 0 ${width} 6" width=${width} height="6" role="img" aria-label=${mixText(m)} preserveAspectRatio="none">
    ${m.known ? parts : svg`<rect x="0" y="0" width=${width} height="6" fill="var(--line)"></rect>`}
  </svg>`;
}

/** A line without axes: what it did, not how much. */
export function sparkline(values: readonly number[], label: string, level: string, width = 74, height = 20): TemplateResult {
  if (values.length < 2) return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}></svg>`;
  const least = Math.min(...values), most = Math.max(...values);
  // A flat line stays flat: less than one percent of movement is not stretched to the full height.
  const span = Math.max(most - least, Math.abs(most) * 0.01, 1e-9), middle = (least + most) / 2;
  const y = (v: number): string => (height / 2 - ((v - middle) / span) * (height - 4)).toFixed(1);
  const path = values.map((v, i) => `${i === 0 ? 'M' : 'L'}${((i / (values.length - 1)) * (width - 2) + 1).toFixed(1)} ${y(v)}`).join('');
  return html`<svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>
    <path d=${path} fill="none" stroke=${level === 'amber' ? 'var(--amber)' : level === 'red' ? 'var(--red)' : 'var(--curve)'} stroke-width="1.5" stroke-linejoin="round"></path>
  </svg>`;
}
