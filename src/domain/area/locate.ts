import type { Point } from '../message.ts'
import type { PointIndex } from './gazetteer-points.ts'
import type { ShapeIndex } from './shapes.ts'
import { type Area, lineage, type Town } from './town.ts'

export interface Located {
  area: Area
  /** To the area's point; 0 where its ground holds the point or, as far as a phone can tell, may hold it. */
  metres: number
  /** The deepest area whose ground holds the point; `area` lies in it or is it. */
  within: string | null
}

export interface Wish {
  /** Metres beyond which an area's point says nothing. */
  limit: number
  /** An area's point is taken up to a phone's error farther off than the nearest. */
  prefer?: (code: string) => boolean
  /** Areas of the speaker's own, from the inside out: taken where their border is within a phone's error. */
  own?: readonly string[]
}

/** A phone outdoors errs by about so much, metres. */
const BLUR = 15

/**
 * The area a point means: the deepest whose ground holds it. Where that has others inside, the nearest of those by their
 * own points; one that is drawn does not count there, since its ground does not hold the point. Where nothing drawn
 * holds the point, the nearest of all.
 */
export function locator(
  town: Pick<Town, 'areas' | 'areaByCode'>,
  shapes: ShapeIndex,
  nearest: PointIndex,
  isWithin: (code: string, within: string) => boolean,
): (point: Point, wish: Wish) => Located | null {
  /** The deepest area at or below `outer` whose border is near enough. */
  const acrossBorder = (point: Point, outer: string): string | null => {
    let best: string | null = null
    for (const area of shapes.bordering(point, BLUR, (code) => isWithin(code, outer)))
      if (best === null || isWithin(area, best)) best = area
    return best
  }
  const around = drawnAround(town, shapes)
  const withOpen = new Set(around.values())
  /** The own area at whose border the point is, unless what holds it lies in the own area too. */
  const ownAtBorder = (point: Point, own: readonly string[], held: string | null): string | null => {
    for (const code of own) {
      if (held !== null && isWithin(held, code)) return null
      const found = acrossBorder(point, code)
      if (found !== null) return found
    }
    return null
  }
  return (point, { limit, prefer, own = [] }) => {
    const deepest = shapes.deepest(point)
    const within = ownAtBorder(point, own, deepest) ?? deepest
    const outer = within === null ? undefined : town.areaByCode.get(within)
    if (!outer) return asNear(nearest(point, limit, prefer), null)
    const held: Located = { area: outer, metres: 0, within: outer.code }
    if (withOpen.has(outer.code)) {
      const may = (code: string) => code === outer.code || around.get(code) === outer.code
      const near = nearest(point, limit, prefer, may)
      if (near && near.area !== outer) return asNear(near, outer.code)
    }
    const inner = town.areaByCode.get(acrossBorder(point, outer.code) ?? '')
    return inner ? { area: inner, metres: 0, within: inner.code } : held
  }
}

/** For each area with a point that is not drawn: the nearest above it that is. */
function drawnAround(town: Pick<Town, 'areas' | 'areaByCode'>, shapes: ShapeIndex): Map<string, string> {
  const around = new Map<string, string>()
  for (const area of town.areas) {
    if (area.lng === null || shapes.isDrawn(area.code)) continue
    const drawn = lineage(town, area.code).find(({ code }) => shapes.isDrawn(code))
    if (drawn) around.set(area.code, drawn.code)
  }
  return around
}

function asNear(near: ReturnType<PointIndex>, within: string | null): Located | null {
  return near && { ...near, within }
}
