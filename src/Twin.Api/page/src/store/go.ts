// Changes of the view, and the address that goes with them.

import { twin } from './twin';
import { read, write, type View } from './view';

/** Shows another view. A step that a reader would want to take back is one of the browser's history. */
export function go(change: Partial<View>, step = 'node' in change): void {
  const before = twin.state.view;
  const view: View = { ...before, ...change };
  if ('node' in change && change.node !== before.node && !('rack' in change)) Object.assign(view, { rack: null });
  const address = location.pathname + write(view);
  if (address !== location.pathname + location.search) {
    if (step) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  }
  twin.set({ view });
}

export const addressOf = (change: Partial<View>): string => write({ ...twin.state.view, rack: null, panel: '', ...change }) || location.pathname;

export function followAddress(): void {
  twin.set({ view: read(location.search) });
  addEventListener('popstate', () => twin.set({ view: read(location.search) }));
}

/** For links within the page: a plain click stays on it, all others are the browser's. */
export function stay(change: Partial<View>): (e: MouseEvent) => void {
  return e => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    go({ panel: '', ...change }, true);
  };
}
