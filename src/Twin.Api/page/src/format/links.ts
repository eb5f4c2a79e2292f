// Links in words: their name, what goes over them, and which way took over where one is cut.

import { text } from '../text/text';
import type { FibreLink, LinkMap, Way } from '../wire/types';
import type { Level } from './condition';
import { number } from './numbers';

const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What tells a link from others between the same ends; empty where it is the only one. */
function apart(link: FibreLink): string {
  const ends = `${last(link.from)}-${last(link.to)}-`;
  const by = link.name.startsWith(ends) ? link.name.slice(ends.length) : '';
  return by.charAt(0).toUpperCase() + by.slice(1);
}

/** "Datong – Beijing, Yanggao": both ends, and what tells parallel routes apart. */
export const linkName = (link: FibreLink, nameOf: (end: string) => string): string =>
  `${nameOf(link.from)} – ${nameOf(link.to)}${apart(link) === '' ? '' : `, ${apart(link)}`}`;

export const carried = (link: FibreLink): number => link.serviceGbps + link.transferGbps;

/** Length, latencies with their kind, and use of capacity. */
export const linkFacts = (link: FibreLink): string =>
  text('link.facts', {
    km: number(link.lengthKm), oneWay: number(link.oneWayMs, 1), roundTrip: number(link.roundTripMs, 1),
    used: number(carried(link)), capacity: number(link.capacityGbps), share: number(link.usedShare * 100),
  });

/** Ways that would go over a link if it were up. */
export const usualOver = (map: LinkMap, link: FibreLink): readonly Way[] => map.ways.filter(w => w.usualLinks.includes(link.name));

/** A way that has taken another one's place. */
export const isDetour = (way: Way): boolean => way.links.join() !== way.usualLinks.join();

/** Links that carry what a cut one does not. */
export const takenOver = (map: LinkMap): ReadonlySet<string> =>
  new Set(map.ways.filter(isDetour).flatMap(w => w.links.filter(l => !w.usualLinks.includes(l))));

export function linkLevel(map: LinkMap, link: FibreLink): Level {
  if (link.up) return link.usedShare > 1 ? 'amber' : 'ok';
  return usualOver(map, link).some(w => w.roundTripMs === null) ? 'red' : 'amber';
}

/** One line for a link that is not as it should be: what, and what became of its traffic; empty where all is well. */
export function linkWhy(map: LinkMap, link: FibreLink, nameOf: (end: string) => string): string {
  if (link.up) return link.usedShare > 1 ? text('link.overloaded', { share: number(link.usedShare * 100) }) : '';
  const ways = usualOver(map, link);
  const way = ways.find(w => w.roundTripMs === null) ?? ways[0];
  if (way === undefined) return text('link.cut');
  const names = { hub: nameOf(way.hub), center: nameOf(way.center) };
  const by = map.links.find(l => way.links.includes(l.name) && !way.usualLinks.includes(l.name));
  const said = way.roundTripMs === null || by === undefined ? text('link.cut.none', names)
    : text('link.cut.by', { ...names, by: by.from === link.from && by.to === link.to && apart(by) !== '' ? apart(by) : linkName(by, nameOf), ms: number(way.roundTripMs, 1), usual: number(way.usualRoundTripMs, 1) });
  return ways.length > 1 ? text('link.cut.more', { said, count: ways.length - 1 }) : said;
}

/** What is abnormal first, then by use. */
export const inTrouble = (map: LinkMap, links: readonly FibreLink[]): FibreLink[] => {
  const rank = (l: FibreLink): number => ({ ok: 0, amber: 1, red: 2 })[linkLevel(map, l)];
  return [...links].sort((a, b) => rank(b) - rank(a) || b.usedShare - a.usedShare || a.name.localeCompare(b.name, 'en'));
};
