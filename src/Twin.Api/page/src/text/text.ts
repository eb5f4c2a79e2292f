import { shownIn } from '../format/numbers';
import { en, type Key } from './en';

export type { Key };

const resources: Readonly<Record<Key, string>> = en;

/** A text by its key, with its {places} filled; {degree} is the reader's own. */
export function text(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return resources[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? (name === 'degree' ? shownIn().degree : '')));
}

/** A text whose key is made from a name off the wire; the name itself where there is none. */
export function named(prefix: string, name: string): string {
  const key = `${prefix}.${name}`;
  return key in resources ? resources[key as Key] : name;
}

/** The same, within a sentence. */
export const inSentence = (t: string): string => (/^[A-Z][A-Z]/.test(t) ? t : t.charAt(0).toLowerCase() + t.slice(1));
