import { own } from './en';

/** A text that only the console says. */
export const say = (key: keyof typeof own): string => own[key];
