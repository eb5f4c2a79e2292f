// Is a node all right, and if not, what and why: the one line that stands beside it. The model decides what happens;
// this only ranks what it reports, against the limits that it reports against.

import { inSentence, named, text } from '../text/text';
import type { Kind, NodeNow, TwinEvent } from '../wire/types';
import { contains, eventInSentence } from './events';
import { celsius, number, power, said } from './numbers';
import { moment, type Zone } from './time';

export type Level = 'ok' | 'amber' | 'red';

export interface Condition {
  readonly level: Level;
  /** Empty where all is well. */
  readonly text: string;
}

/** ASHRAE TC 9.9: recommended inlet up to 27 °C, class A1 allowable up to 32 °C. */
export const RECOMMENDED_C = 27;
export const ALLOWABLE_C = 32;

const ok: Condition = { level: 'ok', text: '' };
export const rank = (level: Level): number => (level === 'red' ? 2 : level === 'amber' ? 1 : 0);
export const mark = (level: Level): string => (level === 'red' ? '◆' : level === 'amber' ? '▲' : '');

export interface Surroundings {
  readonly events: readonly TwinEvent[];
  /** The level that a kind of event acts on. */
  readonly levelOf: (kind: string) => Kind | undefined;
  readonly nowMs: number;
  readonly zone: Zone;
}

const LEVELS: readonly Kind[] = ['network', 'region', 'hub', 'dataCenter', 'rack'];
const levelOf = (path: string): number => (path === 'network' ? 0 : path.split('/').length);

/** An event is told of nodes down to the level that it acts on: a hub's heat wave is the hub's, not each data center's. */
function touches(e: TwinEvent, path: string, around: Surroundings): boolean {
  if (contains(path, e.target)) return true;
  const level = LEVELS.indexOf(around.levelOf(e.kind) ?? 'network');
  return contains(e.target, path) && levelOf(path) <= level;
}

export function condition(node: NodeNow | undefined, around: Surroundings): Condition {
  if (!node) return ok;
  const q = (name: string): number => node.q[name] ?? 0;
  let level: Level = 'ok';
  const facts: string[] = [];
  const say = (l: Level, fact: string): void => {
    if (rank(l) > rank(level)) level = l;
    facts.push(fact);
  };

  if (node.closure && !node.closure.holds) say('red', text('cond.closure'));
  if (q('unservedKw') > 0.5) say('red', text('cond.unserved', { power: said(power(q('unservedKw'))) }));
  if (q('racksShutDown') >= 0.5) say('red', text('cond.shutdown', { count: number(q('racksShutDown')) }));
  if (q('racksUncooled') >= 0.5) say('red', text('cond.uncooled', { count: number(q('racksUncooled')) }));
  if (q('racksThrottled') >= 0.5) say('amber', text('cond.throttled', { count: number(q('racksThrottled')) }));
  if (q('racksFaulted') >= 0.5) say('amber', text('cond.faulted', { count: number(q('racksFaulted')) }));
  if (node.power && node.power.supply !== 'utility') {
    say(node.power.supply === 'none' ? 'red' : 'amber', text('cond.supply.one', {
      supply: inSentence(named('supply', node.power.supply)), time: moment(node.power.sinceMs, around.nowMs, around.zone),
    }));
  }
  const target = node.power?.targetKw ?? null;
  if (target !== null) say('amber', text('cond.asked', { power: said(power(target)) }));
  const inlet = node.q['maxInletC'];
  if (inlet !== null && inlet !== undefined && inlet > RECOMMENDED_C) {
    say(inlet > ALLOWABLE_C ? 'red' : 'amber', text('cond.inlet', { value: said(celsius(inlet)) }));
  }
  const events = around.events.filter(e => e.standing !== 'pending' && touches(e, node.path, around));
  // Which of several events is behind a fact is for the model to say: none is singled out.
  const event = events.length > 0 ? eventInSentence(events[0]!) : '';
  if (event !== '') say('amber', events.length > 1 ? text('cond.more', { event, count: events.length - 1 }) : event);

  // The worst fact and the event behind it are enough for one line.
  const short = facts.length > 2 ? [facts[0]!, events.length > 0 ? facts[facts.length - 1]! : facts[1]!] : facts;
  return { level, text: short.join(', ') };
}
