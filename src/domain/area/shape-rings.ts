import holds from 'point-in-polygon-hao'
import type { Point } from '../message.ts'

/** A closed run of lng, lat, lng, lat … in WGS-84 degrees; flat, because 25,000 areas have a million of them. */
export type Ring = readonly number[]
/** The outer ring, then those of its holes. */
export type Polygon = readonly Ring[]

/** The ground an area covers, as `areas.geojson` draws it. */
export interface AreaShape {
  /** Code of the area. */
  area: string
  polygons: readonly Polygon[]
}

/** Metres in a degree of latitude. */
export const NORTH = 111_195

/** Metres in a degree of longitude at this latitude. */
export function eastAt(lat: number): number {
  return NORTH * Math.cos((lat * Math.PI) / 180)
}

/** Tells whether a polygon holds a point; a point on its border it holds. Keeps a workspace: make one, use it often. */
export function polygonTest(): (polygon: Polygon, point: Point) => boolean {
  // The library wants pairs: one ring at a time is laid out in pairs that are made once.
  const pairs: [number, number][] = []
  const laid: [number, number][] = []
  const contour = [laid]
  const at: [number, number] = [0, 0]
  const lay = (lng: number, lat: number) => {
    let pair = pairs[laid.length]
    if (!pair) {
      pair = [0, 0]
      pairs.push(pair)
    }
    pair[0] = lng
    pair[1] = lat
    laid.push(pair)
  }
  /** Of a run of points that are all north or all south of the point only the ends are laid: no border crosses there. */
  const layRing = (ring: Ring, lat: number) => {
    laid.length = 0
    const last = ring.length - 2
    let before = 0
    let side = Math.sign((ring[1] ?? 0) - lat)
    for (let i = 0; i <= last; i += 2) {
      const after = i === last ? 0 : Math.sign((ring[i + 3] ?? 0) - lat)
      if (side === 0 || before !== side || after !== side) lay(ring[i] ?? 0, ring[i + 1] ?? 0)
      before = side
      side = after
    }
  }
  return (polygon, point) => {
    at[0] = point.lng
    at[1] = point.lat
    let odd = false
    for (const ring of polygon) {
      layRing(ring, point.lat)
      const found = holds(at, contour)
      if (found === 0) return true
      if (found) odd = !odd
    }
    return odd
  }
}

/** Metres from a point to the nearest border of the polygon, whichever side of it the point is on. */
export function metresToBorder(polygon: Polygon, point: Point): number {
  const east = eastAt(point.lat)
  let least = Number.POSITIVE_INFINITY
  for (const ring of polygon) {
    let x = ((ring[0] ?? 0) - point.lng) * east
    let y = ((ring[1] ?? 0) - point.lat) * NORTH
    for (let i = 2; i + 1 < ring.length; i += 2) {
      const nextX = ((ring[i] ?? 0) - point.lng) * east
      const nextY = ((ring[i + 1] ?? 0) - point.lat) * NORTH
      least = Math.min(least, squareToSegment(x, y, nextX, nextY))
      x = nextX
      y = nextY
    }
  }
  return Math.sqrt(least)
}

/** Square of the distance from 0,0 to the segment. */
function squareToSegment(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
  const [x, y] = [ax + along * dx, ay + along * dy]
  return x * x + y * y
}

/** Ground of the polygon in square degrees, for comparing: the outer ring without the holes. */
export function surface(polygon: Polygon): number {
  const [outer = 0, ...holes] = polygon.map(ringSurface)
  return holes.reduce((rest, hole) => rest - hole, outer)
}

function ringSurface(ring: Ring): number {
  // Counted from the first point on: the products of whole degrees would eat the digits that matter.
  const [x = 0, y = 0] = ring
  let twice = 0
  for (let i = 0; i + 3 < ring.length; i += 2)
    twice +=
      ((ring[i] ?? 0) - x) * ((ring[i + 3] ?? 0) - y) - ((ring[i + 2] ?? 0) - x) * ((ring[i + 1] ?? 0) - y)
  return Math.abs(twice) / 2
}

/** West, south, east and north end. */
export function boundsOf(polygon: Polygon): [number, number, number, number] {
  const bounds: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  const ring = polygon[0] ?? []
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const [lng, lat] = [ring[i] ?? 0, ring[i + 1] ?? 0]
    if (lng < bounds[0]) bounds[0] = lng
    if (lat < bounds[1]) bounds[1] = lat
    if (lng > bounds[2]) bounds[2] = lng
    if (lat > bounds[3]) bounds[3] = lat
  }
  return bounds
}
