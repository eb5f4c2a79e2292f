import type { NodeNow } from '../wire/types';

/** The cooling modes that a reading counts racks by, best first. */
export const MODES = [
  { name: 'natural', quantity: 'racksFullFree' },
  { name: 'partial', quantity: 'racksPartialFree' },
  { name: 'mechanical', quantity: 'racksMechanical' },
  { name: 'uncooled', quantity: 'racksUncooled' },
] as const;

export type ModeName = (typeof MODES)[number]['name'];

export interface Mix extends Readonly<Record<ModeName, number>> {
  /** False where nothing is counted yet. */
  readonly known: boolean;
}

/** Shares of racks by cooling mode. */
export function mix(node: NodeNow | undefined): Mix {
  const counts = MODES.map(m => node?.q[m.quantity] ?? 0);
  const sum = counts.reduce((a, b) => a + b, 0);
  const share = (i: number): number => (sum > 0 ? counts[i]! / sum : 0);
  return { natural: share(0), partial: share(1), mechanical: share(2), uncooled: share(3), known: sum > 0 };
}

/** The mode that most racks are in; null where none is counted. */
export function foremost(m: Mix): ModeName | null {
  return m.known ? MODES.map(({ name }) => name).reduce((best, name) => (m[name] > m[best] ? name : best)) : null;
}
