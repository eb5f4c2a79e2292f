// Jobs and the scheduler's decisions in words.

import { inSentence, named, text } from '../text/text';
import type { ClassJobs, Decision, HubJobs } from '../wire/types';
import { contains } from './events';
import { number, power, said } from './numbers';
import { moment, type Zone } from './time';

/** Jobs by class, summed over hubs; classes that no hub has any of are left out. */
export function byClass(hubs: readonly HubJobs[]): ClassJobs[] {
  const sums = new Map<string, ClassJobs>();
  for (const c of hubs.flatMap(h => h.classes)) {
    const s = sums.get(c.name);
    const deadlines = [s?.nextDeadlineMs, c.nextDeadlineMs].filter((t): t is number => typeof t === 'number');
    sums.set(c.name, {
      name: c.name, running: (s?.running ?? 0) + c.running, runningKw: (s?.runningKw ?? 0) + c.runningKw, waiting: (s?.waiting ?? 0) + c.waiting, waitingKw: (s?.waitingKw ?? 0) + c.waitingKw,
      moving: (s?.moving ?? 0) + c.moving, completed: (s?.completed ?? 0) + c.completed, late: (s?.late ?? 0) + c.late, nextDeadlineMs: deadlines.length === 0 ? null : Math.min(...deadlines),
    });
  }
  return [...sums.values()].filter(c => c.running + c.waiting + c.moving + c.completed > 0);
}

/** Decisions about jobs that were, or go, at or below a node; the newest first. */
export const decisionsOf = (all: readonly Decision[], node: string): Decision[] => all.filter(d => contains(node, d.from) || contains(node, d.to)).reverse();

export const className = (name: string): string => named('class', name);

/** "3 jobs, batch, 145 kW: Datong → Qingyang" */
export function decided(d: Decision, nowMs: number, zone: Zone, nameOf: (path: string) => string): string {
  const what = text(d.jobs === 1 ? 'decision.job' : 'decision.jobs', { count: number(d.jobs), class: inSentence(className(d.className)), power: said(power(d.kw)) });
  return text(`decision.${d.kind}`, { what, from: nameOf(d.from), to: nameOf(d.to), until: d.untilMs === null ? '' : moment(d.untilMs, nowMs, zone) });
}

/** Why, with both costs where cost decided. */
export function because(d: Decision): string {
  const why = named('decision.why', d.reason);
  return d.costCny === null || d.againstCny === null ? why : text('decision.costs', { why, cost: number(d.costCny), against: number(d.againstCny) });
}
