// A node's condition in words: the one line that stands beside it. The model judges; this only says what it judged.

import { inSentence, named, text } from '../text/text';
import type { EventSaid, Judgement, NodeNow } from '../wire/types';
import { eventInSentence } from './events';
import { celsius, number, power, said } from './numbers';
import { moment, type Zone } from './time';

export type Level = 'ok' | 'amber' | 'red';

export interface Condition {
  readonly level: Level;
  /** Empty where all is well. */
  readonly text: string;
}

const ok: Condition = { level: 'ok', text: '' };
const LEVELS: Readonly<Record<Judgement['level'], Level>> = { normal: 'ok', watch: 'amber', alarm: 'red' };
const SUPPLIES: Readonly<Record<string, string>> = { noSupply: 'none', onBattery: 'battery', onGenerators: 'generator' };
export const rank = (level: Level): number => (level === 'red' ? 2 : level === 'amber' ? 1 : 0);
export const mark = (level: Level): string => (level === 'red' ? '◆' : level === 'amber' ? '▲' : '');

export interface Surroundings {
  readonly event: (id: string) => EventSaid | undefined;
  readonly nowMs: number;
  readonly zone: Zone;
}

function factOf(node: NodeNow, judged: Judgement, around: Surroundings): string {
  const value = judged.value ?? 0;
  switch (judged.fact) {
    case 'none': case 'event': return '';
    case 'unserved': case 'asked': return text(`cond.${judged.fact}`, { power: said(power(value)) });
    case 'inletAllowable': case 'inletRecommended': return text('cond.inlet', { value: said(celsius(value)) });
    case 'noSupply': case 'onBattery': case 'onGenerators': {
      const supply = named('supply', SUPPLIES[judged.fact]!);
      return node.power ? text('cond.supply.one', { supply, time: moment(node.power.sinceMs, around.nowMs, around.zone) }) : supply;
    }
    default: return inSentence(text(`cond.${judged.fact}`, { count: number(value) }));
  }
}

/** The worst fact, and the event that acts: enough for one line. */
export function condition(node: NodeNow | undefined, around: Surroundings): Condition {
  const judged = node?.condition;
  if (!node || !judged || judged.level === 'normal') return ok;
  const event = judged.eventId === null ? undefined : around.event(judged.eventId);
  const name = judged.eventId === null ? '' : event ? eventInSentence(event) : inSentence(text('events.some'));
  const acting = judged.events > 1 ? text('cond.more', { event: name, count: judged.events - 1 }) : name;
  return { level: LEVELS[judged.level], text: inSentence([factOf(node, judged, around), acting].filter(s => s !== '').join(', ')) };
}
