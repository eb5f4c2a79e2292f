// Changes of the view, and the address that goes with them.

import { twin } from './twin';
import { read, write, type View } from './view';

/** How a view becomes an address. The live page has one path for all; the console gives some pages a path of their own. */
export interface Road {
  path(change: Partial<View>): string;
  to(address: string, step: boolean): void;
}

let road: Road = {
  path: () => location.pathname,
  to: (address, step) => (step ? history.pushState(null, '', address) : history.replaceState(null, '', address)),
};

export const takeRoad = (other: Road): void => {
  road = other;
};

/** Shows another view. A step that a reader would want to take back is one of the browser's history. */
export function go(change: Partial<View>, step = 'node' in change): void {
  const before = twin.state.view;
  const view: View = { ...before, ...change };
  if ('node' in change && change.node !== before.node && !('rack' in change)) Object.assign(view, { rack: null });
  const address = road.path(change) + write(view);
  if (address !== location.pathname + location.search) road.to(address, step);
  twin.set({ view });
}

export const addressOf = (change: Partial<View>): string => road.path(change) + write({ ...twin.state.view, rack: null, panel: '', ...change });

export const showAddress = (): void => twin.set({ view: read(location.search) });

export function followAddress(): void {
  showAddress();
  addEventListener('popstate', showAddress);
}

/** For links within the page: a plain click stays on it, all others are the browser's. */
export function stay(change: Partial<View>): (e: MouseEvent) => void {
  return e => {
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    go({ panel: '', ...change }, true);
  };
}
