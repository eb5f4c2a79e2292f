// How a reader wants things shown, kept by the browser from the settings page on; an address that says otherwise wins.

import { setTheme, themeChoice } from '../store/theme-choice';
import { go } from '../store/go';
import { twin } from '../store/twin';
import type { View } from '../store/view';

const KEY = 'twin-console';
const SETTINGS = '/console/settings';

function kept(): Partial<Pick<View, 'zone' | 'units'>> {
  try {
    const { zone, units } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return { ...(zone === 'utc' || zone === 'browser' ? { zone } : {}), ...(units === 'us' ? { units } : {}) };
  } catch {
    return {};
  }
}

function choices(): string {
  const { zone, units, theme } = twin.state.view;
  return JSON.stringify({ zone, units, theme });
}

let last = '';

/** A choice is what changes while the settings are open. */
function keep(): void {
  const now = choices();
  if (now === last) return;
  last = now;
  if (location.pathname !== SETTINGS) return;
  const { zone, units, theme } = twin.state.view;
  try {
    localStorage.setItem(KEY, JSON.stringify({ zone, units }));
  } catch {
    // Storage may be refused; the choice then lasts as long as the address.
  }
  if (theme !== null) setTheme(theme);
}

/** The address holds the whole view: what was kept is put into it where it says nothing. */
export function followKept(): void {
  const asked = new URLSearchParams(location.search);
  const wanted = Object.fromEntries(Object.entries(kept()).filter(([name]) => !asked.has(name)));
  go({ ...wanted, ...(themeChoice() === 'system' ? {} : { theme: themeChoice() }) });
  last = choices();
  twin.subscribe(keep);
}
