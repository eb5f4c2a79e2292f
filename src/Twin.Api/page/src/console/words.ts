// Every word of the console, the live page's among them, as the server reads them.

import { en } from '../text/en';
import { own } from './en';

export const words: Readonly<Record<string, string>> = { ...en, ...own };
