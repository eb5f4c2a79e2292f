// The browser's half of the console: the live page's elements inside Blazor's pages, and the way back when the server was away.

import { Feed } from '../store/feed';
import { followAddress, go, takeRoad } from '../store/go';
import { keys } from '../store/keys';
import { followTheme, themeChoice } from '../store/theme-choice';
import { connect, road } from './circuit';
import { nameDialogs } from './dialogs';
import '../elements/twin-bar';
import '../elements/twin-numbers';
import '../elements/twin-map';
import '../elements/twin-ranking';
import '../elements/twin-trend';
import '../elements/twin-modes';
import '../elements/twin-events';
import '../elements/twin-journal';
import '../elements/twin-search';
import '../elements/twin-help';
import '../elements/twin-panel';
import '../elements/twin-floor';
import '../elements/twin-hub';
import '../elements/twin-center';
import './twin-address';
import './twin-spark';
import './twin-trends';

takeRoad(road);
followAddress();
followTheme();
if (themeChoice() !== 'system') go({ theme: themeChoice() }); // the address holds the whole view, a choice that was kept among it
addEventListener('keydown', keys);
nameDialogs();
new Feed().start();
void connect();
