import type { Point } from '../message.ts'
import { eastAt, NORTH } from './shape-rings.ts'
import type { Area, Town } from './town.ts'

/** Degrees: about two hundred metres. */
const CELL = 0.002
/** Columns are numbered far enough apart for all rows there are. */
const COLUMN = 2 ** 20

interface Near {
  area: Area
  metres: number
}

/** A preferred area is taken up to this much farther off than the nearest: phones err by so much. */
const ABOUT = { metres: 100, times: 1.4 }
const aboutAsNear = (metres: number) => metres * ABOUT.times + ABOUT.metres

/**
 * The nearest area with coordinates within `limit` metres of those that may be taken, the first in the file where two are
 * as near; a preferred one if it is about as near.
 */
export type PointIndex = (
  point: Point,
  limit: number,
  prefer?: (code: string) => boolean,
  may?: (code: string) => boolean,
) => Near | null

/** Areas with coordinates, by cells; looked through from the point outwards until none can be nearer. */
export function pointIndex(town: Pick<Town, 'areas'>): PointIndex {
  const cells = new Map<number, number[]>()
  const cell = (degrees: number) => Math.floor(degrees / CELL)
  for (const [i, { lng, lat }] of town.areas.entries()) {
    if (lng === null || lat === null) continue
    const key = cell(lng) * COLUMN + cell(lat)
    const list = cells.get(key)
    if (list) list.push(i)
    else cells.set(key, [i])
  }
  return (point, limit, prefer, may) => {
    if (!Number.isFinite(point.lng) || !Number.isFinite(point.lat)) return null
    const size = CELL * Math.max(1, eastAt(Math.abs(point.lat) + 1))
    const best = new Best(town.areas, point, limit, prefer, may)
    for (let ring = 0; ring < MOST_RINGS && best.mayBeAt((ring - 1) * size); ring++)
      for (const key of ringOf(cell(point.lng), cell(point.lat), ring))
        for (const i of cells.get(key) ?? []) best.offer(i)
    return best.found()
  }
}

/** Enough for the 3 km within which a point says anything, as far north as people live. */
const MOST_RINGS = 60

/** Keys of the cells at that many steps from a cell. */
function* ringOf(x: number, y: number, steps: number): Generator<number> {
  for (let column = -steps; column <= steps; column++) {
    const onSide = Math.abs(column) === steps
    const step = onSide ? 1 : 2 * steps
    for (let row = -steps; row <= steps; row += step) yield (x + column) * COLUMN + y + row
  }
}

/** The nearest of what was offered, and the nearest of what is preferred. */
class Best {
  private nearest: (Near & { order: number }) | null = null
  private liked: (Near & { order: number }) | null = null
  private readonly areas: readonly Area[]
  private readonly point: Point
  private readonly limit: number
  private readonly prefer: ((code: string) => boolean) | undefined
  private readonly may: ((code: string) => boolean) | undefined

  constructor(areas: readonly Area[], ...[point, limit, prefer, may]: Parameters<PointIndex>) {
    this.areas = areas
    this.point = point
    this.limit = limit
    this.prefer = prefer
    this.may = may
  }

  /** Whether something so far off or farther may still change what is found. */
  mayBeAt(metres: number): boolean {
    if (metres > this.limit) return false
    if (!this.nearest || metres <= this.nearest.metres) return true
    if (!this.prefer || metres > aboutAsNear(this.nearest.metres)) return false
    return !this.liked || metres <= this.liked.metres
  }

  offer(order: number) {
    const area = this.areas[order]
    if (!area) return
    const metres = distance(this.point, { lng: area.lng ?? 0, lat: area.lat ?? 0 })
    if (metres > this.limit) return
    const before = (other: Best['nearest']) =>
      !other || metres < other.metres || (metres === other.metres && order < other.order)
    const nearer = before(this.nearest)
    const likable = this.prefer !== undefined && before(this.liked)
    if (!(nearer || likable) || (this.may && !this.may(area.code))) return
    if (nearer) this.nearest = { area, metres, order }
    if (likable && this.prefer?.(area.code)) this.liked = { area, metres, order }
  }

  found(): Near | null {
    const { nearest, liked } = this
    const one = nearest && liked && liked.metres <= aboutAsNear(nearest.metres) ? liked : nearest
    return one && { area: one.area, metres: one.metres }
  }
}

/** Metres between two near points (flat-earth; within a town the error is far below the phone's own). */
export function distance(a: Point, b: Point): number {
  const north = (a.lat - b.lat) * NORTH
  const east = (a.lng - b.lng) * eastAt((a.lat + b.lat) / 2)
  return Math.hypot(north, east)
}
