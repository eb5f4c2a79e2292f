// The land's outline around the hubs, cut from the world atlas when the page is built: coasts alone, no border of any kind.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { geoArea } from 'd3-geo';
import { feature } from 'topojson-client';

const West = 30, East = 175, South = -12, North = 80;   // generous: the map's own frame cuts again
const Places = 2;                                     // decimals of a degree: about a kilometre
const LeastArea = 2e-6;                               // steradians: islands below some 80 km² are left out

/** Sutherland–Hodgman against one side of the box. */
function cut(ring, inside, meet) {
  const kept = [];
  for (let i = 0; i < ring.length; i++) {
    const here = ring[i], next = ring[(i + 1) % ring.length];
    if (inside(here)) kept.push(here);
    if (inside(here) !== inside(next)) kept.push(meet(here, next));
  }
  return kept;
}

const atX = x => (a, b) => [x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])];
const atY = y => (a, b) => [a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y];

function clip(ring) {
  let kept = ring.slice(0, -1);
  kept = cut(kept, p => p[0] >= West, atX(West));
  kept = cut(kept, p => p[0] <= East, atX(East));
  kept = cut(kept, p => p[1] >= South, atY(South));
  return cut(kept, p => p[1] <= North, atY(North));
}

/** Polygons as rings of [longitude, latitude], outer ring first. */
export async function land() {
  const path = createRequire(import.meta.url).resolve('world-atlas/land-50m.json');
  const atlas = JSON.parse(await readFile(path, 'utf8'));
  const { features } = feature(atlas, atlas.objects.land);
  const polygons = [];
  for (const { geometry } of features) {
    for (const rings of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) {
      const cutRings = rings.map(clip).filter(ring => ring.length > 3).map(thin);
      if (cutRings.length && (Math.abs(geoArea({ type: 'Polygon', coordinates: [rings[0]] })) > LeastArea)) polygons.push(cutRings.map((ring, i) => wound(ring, i === 0)));
    }
  }
  return polygons;
}

/** d3 takes a ring's inside from its direction on the sphere; cutting may have turned it. */
function wound(ring, outer) {
  const small = geoArea({ type: 'Polygon', coordinates: [[...ring, ring[0]]] }) < 2 * Math.PI;
  return [...(small === outer ? ring : ring.toReversed()), (small === outer ? ring : ring.toReversed())[0]];
}

function thin(ring) {
  const kept = [];
  for (const [x, y] of ring) {
    const point = [Number(x.toFixed(Places)), Number(y.toFixed(Places))];
    const last = kept.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) kept.push(point);
  }
  return kept;
}
