import type { NodeInfo } from '../wire/types';

const LEVEL = ['hub', 'region', 'dataCenter', 'network'];

/** Nodes whose name or path holds what was typed: beginnings first, then by level; hubs where nothing was typed. */
export function found(nodes: readonly NodeInfo[], typed: string, most: number): NodeInfo[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return nodes.filter(n => n.kind === 'hub').slice(0, most);
  const score = (n: NodeInfo): number => {
    const name = n.name.toLowerCase(), all = `${name} ${n.nameZh} ${n.path}`;
    if (!words.every(w => all.includes(w))) return Infinity;
    const first = words[0]!;
    const begins = name.startsWith(first) ? 0 : name.split(/[\s,(]+/).some(part => part.startsWith(first)) || n.nameZh.startsWith(first) ? 10 : 20;
    return begins + LEVEL.indexOf(n.kind);
  };
  return nodes.map(n => ({ n, s: score(n) })).filter(x => x.s < Infinity).sort((a, b) => a.s - b.s || a.n.path.localeCompare(b.n.path, 'en')).slice(0, most).map(x => x.n);
}

const LONG = 18;

/** A long name's first words, for where there is little room; the whole name stands elsewhere. */
export function shortName(name: string): string {
  if (name.length <= LONG) return name;
  const words = name.split(/[,\s]+/);
  let short = words[0]!;
  for (const word of words.slice(1)) {
    if (short.length + 1 + word.length > LONG - 2) break;
    short += ` ${word}`;
  }
  return short;
}
