import { themeOf } from './store/theme';

// Before the first paint: the address wins, then the last choice, then the system.
let kept: string | null = null;
try {
  kept = localStorage.getItem('twin-theme');
} catch {
  // Storage may be refused; the system's theme is then the choice.
}
const asked = new URLSearchParams(location.search).get('theme');
document.documentElement.dataset['theme'] = themeOf(asked, kept, matchMedia('(prefers-color-scheme: light)').matches);
if (new URLSearchParams(location.search).has('kiosk')) document.documentElement.dataset['kiosk'] = '';
