// A chart as a file: its numbers as the API gives them, or its picture as it is drawn.

import { colour } from '../store/theme-choice';

const POINTS = 1_440;

/** The address of a table of what a chart shows, units and zone in its head. */
export function tableAddress(lines: readonly { node: string; metric: string }[], fromMs: number, toMs: number): string {
  const distinct = (all: string[]): string => [...new Set(all)].join();
  const iso = (ms: number): string => new Date(ms).toISOString();
  return `/api/v1/history?nodes=${distinct(lines.map(l => l.node))}&metrics=${distinct(lines.map(l => l.metric))}&from=${iso(fromMs)}&to=${iso(Math.max(fromMs + 60_000, toMs))}&points=${POINTS}&format=csv`;
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
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}
