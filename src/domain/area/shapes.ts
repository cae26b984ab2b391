import Flatbush from 'flatbush'
import type { Point } from '../message.ts'
import { boundsOf, eastAt, metresToBorder, NORTH, type Polygon, polygonTest, surface } from './shape-rings.ts'
import { lineage, type Town } from './town.ts'

/** The town's drawn areas, indexed for looking up by point. Built once per town. */
export interface ShapeIndex {
  /** The deepest area whose ground holds the point, of one depth the smallest; null when none does. */
  deepest(point: Point): string | null
  /** Whether the area's ground holds the point; false for one that is not drawn. */
  holds(code: string, point: Point): boolean
  /**
   * Of the areas asked for those whose border runs within `metres` of the point, on either side; the nearest first.
   */
  bordering(point: Point, metres: number, asked: (code: string) => boolean): string[]
  isDrawn(code: string): boolean
}

interface Drawn {
  area: string
  depth: number
  /** Of the whole shape. */
  size: number
  polygon: Polygon
}

const NOTHING: ShapeIndex = {
  deepest: () => null,
  holds: () => false,
  bordering: () => [],
  isDrawn: () => false,
}

const known = ({ lng, lat }: Point) => Number.isFinite(lng) && Number.isFinite(lat)

/**
 * Boxes of all polygons in one tree, 25,000 of them in some 20 ms; the polygons themselves are the town's own arrays.
 * Shapes of areas that the town does not have are left out.
 */
export function shapeIndex(town: Pick<Town, 'shapes' | 'areaByCode'>): ShapeIndex {
  const drawn: Drawn[] = []
  const byCode = new Map<string, Polygon[]>()
  for (const { area, polygons } of town.shapes) {
    if (!town.areaByCode.has(area)) continue
    const size = polygons.reduce((sum, polygon) => sum + surface(polygon), 0)
    const depth = lineage(town, area).length
    for (const polygon of polygons) drawn.push({ area, depth, size, polygon })
    byCode.set(area, [...(byCode.get(area) ?? []), ...polygons])
  }
  if (drawn.length === 0) return NOTHING
  const tree = new Flatbush(drawn.length)
  for (const { polygon } of drawn) tree.add(...boundsOf(polygon))
  tree.finish()
  const holds = polygonTest()
  const found = (indexes: readonly number[]) => indexes.flatMap((i) => drawn[i] ?? [])
  return {
    deepest: (point) => {
      if (!known(point)) return null
      const hits = found(tree.search(point.lng, point.lat, point.lng, point.lat))
      hits.sort((a, b) => b.depth - a.depth || a.size - b.size || (a.area < b.area ? -1 : 1))
      return hits.find(({ polygon }) => holds(polygon, point))?.area ?? null
    },
    holds: (code, point) => known(point) && (byCode.get(code) ?? []).some((polygon) => holds(polygon, point)),
    bordering: (point, metres, asked) => {
      if (!known(point)) return []
      const [x, y] = [metres / eastAt(point.lat), metres / NORTH]
      const hits = found(tree.search(point.lng - x, point.lat - y, point.lng + x, point.lat + y))
      const near = hits
        .filter(({ area }) => asked(area))
        .map(({ area, polygon }) => ({ area, far: metresToBorder(polygon, point) }))
        .filter(({ far }) => far <= metres)
        .sort((a, b) => a.far - b.far)
      return [...new Set(near.map(({ area }) => area))]
    },
    isDrawn: (code) => byCode.has(code),
  }
}
