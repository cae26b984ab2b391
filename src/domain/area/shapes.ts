import Flatbush from 'flatbush'
import type { Point } from '../message.ts'
import { boundsOf, eastAt, metresToBorder, NORTH, type Polygon, polygonTest, surface } from './shape-rings.ts'
import { lineage, type Town } from './town.ts'

/** The town's drawn areas, indexed for looking up by point. Built once per town. */
export interface ShapeIndex {
  /** Areas whose ground holds the point, the deepest first, of one depth the smallest first. */
  holding(point: Point): string[]
  /** Areas whose border runs within `metres` of the point, the nearest first; the point may be on either side. */
  bordering(point: Point, metres: number): { area: string; metres: number }[]
  isDrawn(code: string): boolean
}

interface Drawn {
  area: string
  depth: number
  /** Of the whole shape. */
  size: number
  polygon: Polygon
}

const NOTHING: ShapeIndex = { holding: () => [], bordering: () => [], isDrawn: () => false }

const known = ({ lng, lat }: Point) => Number.isFinite(lng) && Number.isFinite(lat)

/**
 * Boxes of all polygons in one tree, 25,000 of them in some 20 ms; the polygons themselves are the town's own arrays.
 * Shapes of areas that the town does not have are left out.
 */
export function shapeIndex(town: Pick<Town, 'shapes' | 'areaByCode'>): ShapeIndex {
  const drawn: Drawn[] = []
  const codes = new Set<string>()
  for (const { area, polygons } of town.shapes) {
    if (!town.areaByCode.has(area)) continue
    const size = polygons.reduce((sum, polygon) => sum + surface(polygon), 0)
    const depth = lineage(town, area).length
    for (const polygon of polygons) drawn.push({ area, depth, size, polygon })
    codes.add(area)
  }
  if (drawn.length === 0) return NOTHING
  const tree = new Flatbush(drawn.length)
  for (const { polygon } of drawn) tree.add(...boundsOf(polygon))
  tree.finish()
  const holds = polygonTest()
  const found = (indexes: readonly number[]) => indexes.flatMap((i) => drawn[i] ?? [])
  return {
    holding: (point) => {
      if (!known(point)) return []
      const hits = found(tree.search(point.lng, point.lat, point.lng, point.lat))
      const held = hits.filter(({ polygon }) => holds(polygon, point))
      held.sort((a, b) => b.depth - a.depth || a.size - b.size || (a.area < b.area ? -1 : 1))
      return [...new Set(held.map(({ area }) => area))]
    },
    bordering: (point, metres) => {
      if (!known(point)) return []
      const [x, y] = [metres / eastAt(point.lat), metres / NORTH]
      const hits = found(tree.search(point.lng - x, point.lat - y, point.lng + x, point.lat + y))
      const least = new Map<string, number>()
      for (const { area, polygon } of hits) {
        const far = metresToBorder(polygon, point)
        if (far <= metres && far < (least.get(area) ?? Number.POSITIVE_INFINITY)) least.set(area, far)
      }
      return [...least].map(([area, far]) => ({ area, metres: far })).sort((a, b) => a.metres - b.metres)
    },
    isDrawn: (code) => codes.has(code),
  }
}
