export type Theme = 'dark' | 'light';
export type ThemeChoice = Theme | 'system';

const isChoice = (text: string | null): text is ThemeChoice => text === 'dark' || text === 'light' || text === 'system';

/** What is shown: the address' choice, else the kept one, else the system's. */
export function themeOf(asked: string | null, kept: string | null, systemIsLight: boolean): Theme {
  const choice = isChoice(asked) ? asked : isChoice(kept) ? kept : 'system';
  return choice === 'system' ? (systemIsLight ? 'light' : 'dark') : choice;
}
