// The browser's half of the console: the live page's elements inside Blazor's pages, and the way back when the server was away.

import { Feed } from '../store/feed';
import { followAddress, takeRoad } from '../store/go';
import { keys } from '../store/keys';
import { Past } from '../store/past';
import { followTheme } from '../store/theme-choice';
import { connect, road } from './circuit';
import { tendDialogs } from './dialogs';
import { followKept } from './kept';
import { followMode } from './mode';
import '../elements/twin-bar';
import '../elements/twin-loading';
import '../elements/twin-numbers';
import '../elements/twin-map';
import '../elements/twin-ranking';
import '../elements/twin-links';
import '../elements/twin-work';
import '../elements/twin-policy';
import '../elements/twin-lists';
import '../elements/twin-trend';
import '../elements/twin-modes';
import '../elements/twin-scrubber';
import '../elements/twin-events';
import '../elements/twin-journal';
import '../elements/twin-search';
import '../elements/twin-help';
import '../elements/twin-panel';
import '../elements/twin-floor';
import '../elements/twin-ranges';
import '../elements/twin-hub';
import '../elements/twin-center';
import '../elements/twin-region';
import './twin-address';
import './twin-spark';
import './twin-trends';

takeRoad(road);
followAddress();
followTheme();
followKept();
followMode();
addEventListener('keydown', keys);
tendDialogs();
new Feed().start();
new Past().start();
// The circuit asks for it by this name, to write times as the elements do.
Object.assign(globalThis, { twinZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone });
void connect();
