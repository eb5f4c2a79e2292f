// The order of a ranking list.

import type { NodeNow } from '../wire/types';
import { rank, type Level } from './condition';
import { mix } from './mix';
import type { SortKey } from '../store/view';

export interface Ranked {
  readonly name: string;
  readonly level: Level;
  readonly now: NodeNow | undefined;
}

const value = (r: Ranked, key: SortKey): number => {
  const q = (name: string): number => r.now?.q[name] ?? -Infinity;
  switch (key) {
    case 'condition': return rank(r.level);
    case 'power': return q('facilityKw');
    case 'pue': return q('pue');
    case 'cooling': return -mix(r.now).natural;
    case 'carbon': return q('gridCarbonKgPerKWh');
    case 'inlet': return q('maxInletC');
    case 'outdoor': return q('dryBulbC');
    case 'load': return q('loadShare');
    case 'name': return 0;
  }
};

/** By the key; what is equal by power, then by name. Abnormal first unless another key was chosen. */
export function ordered<T extends Ranked>(rows: readonly T[], key: SortKey, down: boolean): T[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) =>
    (key === 'name' ? -sign * a.name.localeCompare(b.name, 'en') : sign * (value(a, key) - value(b, key)) || 0)
    || value(b, 'power') - value(a, 'power') || a.name.localeCompare(b.name, 'en'));
}
