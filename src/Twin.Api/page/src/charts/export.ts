// A chart as a file: its numbers as the API gives them, or its picture as it is drawn.

import { colour } from '../store/theme-choice';

const POINTS = 1_440;

export const TABLE_FORMATS = ['csv', 'ndjson'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** The address of a table of what a chart shows: CSV with units and zone in its head, or NDJSON. */
export function tableAddress(lines: readonly { node: string; metric: string }[], fromMs: number, toMs: number, format: TableFormat): string {
  const distinct = (all: string[]): string => [...new Set(all)].join();
  const iso = (ms: number): string => new Date(ms).toISOString();
  return `/api/v1/history?nodes=${distinct(lines.map(l => l.node))}&metrics=${distinct(lines.map(l => l.metric))}&from=${iso(fromMs)}&to=${iso(Math.max(fromMs + 60_000, toMs))}&points=${POINTS}&format=${format}`;
}

/** The address of a table of nodes of one level, as they are now. */
export const nodesAddress = (level: string, under: string, metrics: readonly string[], format: TableFormat): string =>
  `/api/v1/nodes?level=${level}${under === 'network' ? '' : `&under=${under}`}&metrics=${metrics.join()}&format=${format}`;

/** The address of a table of what hubs are held to by policy, and how they stand. */
export const policyAddress = (under: string, format: TableFormat): string => `${nodesAddress('hub', under, ['pue', 'gridRenewableShare'], format)}&policy=true`;

function save(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

const DRAWN = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'paint-order', 'font-family', 'font-size', 'font-weight', 'letter-spacing', 'text-anchor'];

/** Saves a drawing as SVG that looks the same without this page's styles. */
export function saveDrawing(drawn: SVGSVGElement, name: string): void {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const from = [drawn, ...drawn.querySelectorAll('*')], to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    to[i]!.setAttribute('style', DRAWN.map(p => `${p}:${style.getPropertyValue(p)}`).join(';'));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.background = colour('--ground');
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }));
  save(address, `${name}.svg`);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Saves a canvas under its title, on the page's ground. */
export function savePicture(drawn: HTMLCanvasElement, title: string, name: string): void {
  const head = 34 * devicePixelRatio, edge = 14 * devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width + 2 * edge;
  canvas.height = drawn.height + head + edge;
  const ctx = canvas.getContext('2d')!;
  ctx.fillStyle = colour('--ground');
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = colour('--ink');
  ctx.font = `600 ${13 * devicePixelRatio}px Inter, system-ui, sans-serif`;
  ctx.fillText(title, edge, 22 * devicePixelRatio);
  ctx.drawImage(drawn, edge, head);
  save(canvas.toDataURL('image/png'), `${name}.png`);
}
