import { go } from './go';
import { themeOf, type ThemeChoice } from './theme';
import { twin } from './twin';

const light = matchMedia('(prefers-color-scheme: light)');

function kept(): ThemeChoice {
  try {
    const text = localStorage.getItem('twin-theme');
    return text === 'dark' || text === 'light' ? text : 'system';
  } catch {
    return 'system';
  }
}

export const themeChoice = (): ThemeChoice => twin.state.view.theme ?? kept();

function show(): void {
  const theme = themeOf(themeChoice(), null, light.matches);
  if (document.documentElement.dataset['theme'] === theme) return;
  document.documentElement.dataset['theme'] = theme;
  document.dispatchEvent(new Event('twin-theme')); // canvases hold colours of their own
}

export function setTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem('twin-theme', choice);
  } catch {
    // Storage may be refused; the choice then lasts as long as the page.
  }
  go({ theme: choice === 'system' ? null : choice });
}

export function followTheme(): void {
  light.addEventListener('change', show);
  twin.subscribe(show);
  show();
}

/** A colour of the present theme, for canvases. */
export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
