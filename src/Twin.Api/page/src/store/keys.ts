// What a key does anywhere on the page; `?` shows them all.

import { parentOf } from '../format/events';
import { nextZone } from '../format/time';
import { setClock } from '../wire/client';
import { go } from './go';
import { setTheme, themeChoice } from './theme-choice';
import { twin } from './twin';
import { RANGES } from './view';

export function keys(e: KeyboardEvent): void {
  const { view, live } = twin.state;
  if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
    e.preventDefault();
    go({ panel: view.panel === 'search' ? '' : 'search' });
    return;
  }
  if (e.key === 'Escape' && view.panel !== '') {
    e.preventDefault();
    go({ panel: '' });
    return;
  }
  const within = e.composedPath()[0];
  if (e.ctrlKey || e.metaKey || e.altKey || (within instanceof HTMLElement && within.matches('input, select, textarea'))) return;
  const range = RANGES[Number(e.key) - 1];
  if (range !== undefined) go({ range, zoom: null });
  else if (e.key === '?') go({ panel: view.panel === 'help' ? '' : 'help' });
  else if (e.key === 'i') go({ panel: 'inject' });
  else if (e.key === 'e') go({ panel: view.panel === 'events' ? '' : 'events' });
  else if (e.key === 'u') go({ node: parentOf(view.node) ?? 'network' }, true);
  else if (e.key === 't') go({ table: !view.table });
  else if (e.key === 'z') go({ zone: nextZone(view.zone) });
  else if (e.key === 'f') go({ units: view.units === 'si' ? 'us' : 'si' });
  else if (e.key === 'd') setTheme(themeChoice() === 'dark' ? 'light' : themeChoice() === 'light' ? 'system' : 'dark');
  else if (e.key === 'p' && live) void setClock({ paused: !live.clock.paused }).catch(() => undefined);
  else return;
  e.preventDefault();
}
