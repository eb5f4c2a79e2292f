// The circuit: the line on which the server draws its part of the page. When it breaks, the last picture stays, greyed.

import type { Road } from '../store/go';

interface Blazor {
  start(options: object): Promise<void>;
  reconnect(): Promise<boolean>;
  navigateTo(address: string, options: { replaceHistoryEntry: boolean }): void;
}

declare const Blazor: Blazor;

const AGAIN_MS = 1_000;
const YOUNG_MS = 5_000;
const root = document.documentElement;
let up = false;

/** The console's own pages have a path each; every node is at /console, with the live page's query. */
export const road: Road = {
  path: change => ('node' in change ? '/console' : location.pathname),
  to(address, step) {
    if (up) Blazor.navigateTo(address, { replaceHistoryEntry: !step });
    else if (step) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  },
};

const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms));

function show(connected: boolean): void {
  up = connected;
  if (connected) delete root.dataset['lost'];
  else root.dataset['lost'] = '';
}

/** Asks again and again. A server that was started anew knows nothing of this page, which then asks for itself anew. */
async function back(): Promise<void> {
  while (!up) {
    await pause(AGAIN_MS);
    try {
      if (await Blazor.reconnect()) {
        show(true);
        Blazor.navigateTo(location.pathname + location.search, { replaceHistoryEntry: true }); // where the reader went meanwhile
      } else {
        location.reload();
        return;
      }
    } catch {
      // Still away.
    }
  }
}

/**
 * A circuit that fails is gone for good, and Blazor says so by showing an element of this name. The address holds the whole
 * view: the page asks for itself anew; one that failed at once waits a little longer before it does.
 */
function watchFailure(): void {
  const sign = document.createElement('div');
  sign.id = 'blazor-error-ui';
  sign.hidden = true;
  new MutationObserver(() => {
    show(false);
    setTimeout(() => location.reload(), performance.now() < YOUNG_MS ? YOUNG_MS : AGAIN_MS);
  }).observe(sign, { attributes: true, attributeFilter: ['style'] });
  document.body.append(sign);
}

export async function connect(): Promise<void> {
  watchFailure();
  const reconnectionHandler = {
    onConnectionDown(): void {
      if (!up) return;
      show(false);
      void back();
    },
    onConnectionUp: (): void => show(true),
  };
  try {
    await Blazor.start({ circuit: { reconnectionHandler } });
    show(true);
  } catch {
    await pause(AGAIN_MS);
    location.reload();
  }
}
