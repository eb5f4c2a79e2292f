// The frame around a picture that is not live is the page's, which a circuit draws: it is told by the document's own root.

import { mode, twin } from '../store/twin';

export function followMode(): void {
  const show = (): void => {
    document.documentElement.dataset['mode'] = mode(twin.state);
  };
  twin.subscribe(show);
  show();
}
