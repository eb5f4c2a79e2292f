// The land under the hubs, as one path for the map's present size.

import { geoConicConformal, geoPath, type GeoProjection } from 'd3-geo';
import type { MultiPolygon } from 'geojson';

/** What must be in sight: the hubs and the demand centers, in degrees. */
export interface Extent {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

let outline: Promise<MultiPolygon> | null = null;

export const land = (): Promise<MultiPolygon> =>
  (outline ??= fetch('land.json').then(async answer => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    return { type: 'MultiPolygon', coordinates: (await answer.json()) as MultiPolygon['coordinates'] } satisfies MultiPolygon;
  }).catch((fault: unknown) => {
    outline = null;
    throw fault;
  }));

export function projection(extent: Extent, width: number, height: number, inset: { top: number; right: number; bottom: number; left: number }): GeoProjection {
  const corners = {
    type: 'MultiPoint' as const,
    coordinates: [0, 0.25, 0.5, 0.75, 1].flatMap(t => [
      [extent.west + t * (extent.east - extent.west), extent.south], [extent.west + t * (extent.east - extent.west), extent.north],
    ]),
  };
  const middle = (extent.west + extent.east) / 2;
  return geoConicConformal().parallels([25, 47]).rotate([-middle, 0])
    .fitExtent([[inset.left, inset.top], [Math.max(inset.left + 10, width - inset.right), Math.max(inset.top + 10, height - inset.bottom)]], corners);
}

export const outlinePath = (shape: MultiPolygon, by: GeoProjection, width: number, height: number): string =>
  geoPath(by.clipExtent([[-20, -20], [width + 20, height + 20]]).precision(0.6)).digits(1)(shape) ?? '';
