import type { Point } from '../message.ts'
import type { Area, Town } from './town.ts'

const CELL = 0.02

interface Near {
  area: Area
  metres: number
}

/** A preferred area is taken up to this much farther off than the nearest: phones err by so much. */
const ABOUT = { metres: 100, times: 1.4 }

/**
 * The nearest area with coordinates within `limit` metres of those that may be taken; a preferred one if it is about as
 * near.
 */
export type PointIndex = (
  point: Point,
  limit: number,
  prefer?: (code: string) => boolean,
  may?: (code: string) => boolean,
) => Near | null

/** Areas with coordinates, by cells of about two kilometres. */
export function pointIndex(town: Town): PointIndex {
  const cells = new Map<string, Area[]>()
  const cell = (value: number) => Math.floor(value / CELL)
  for (const area of town.areas) {
    if (area.lng === null || area.lat === null) continue
    const key = `${cell(area.lng)},${cell(area.lat)}`
    const list = cells.get(key)
    if (list) list.push(area)
    else cells.set(key, [area])
  }
  return (point, limit, prefer, may) => {
    if (!Number.isFinite(point.lng) || !Number.isFinite(point.lat)) return null
    let best: Near | null = null
    let liked: Near | null = null
    const reach = Math.min(4, Math.ceil(limit / (CELL * 85_000)))
    for (let x = -reach; x <= reach; x++) {
      for (let y = -reach; y <= reach; y++) {
        for (const area of cells.get(`${cell(point.lng) + x},${cell(point.lat) + y}`) ?? []) {
          const metres = distance(point, { lng: area.lng ?? 0, lat: area.lat ?? 0 })
          if (metres > limit) continue
          const nearer = !best || metres < best.metres
          const likable = prefer !== undefined && (!liked || metres < liked.metres)
          if (!(nearer || likable) || (may && !may(area.code))) continue
          if (nearer) best = { area, metres }
          if (likable && prefer(area.code)) liked = { area, metres }
        }
      }
    }
    const nearest = best as Near | null
    const preferred = liked as Near | null
    if (!nearest || !preferred) return nearest
    return preferred.metres <= nearest.metres * ABOUT.times + ABOUT.metres ? preferred : nearest
  }
}

/** Metres between two near points (flat-earth; within a town the error is far below the phone's own). */
export function distance(a: Point, b: Point): number {
  const north = (a.lat - b.lat) * 111_195
  const east = (a.lng - b.lng) * 111_195 * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  return Math.hypot(north, east)
}
