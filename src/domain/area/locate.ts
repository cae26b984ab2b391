import type { Point } from '../message.ts'
import type { PointIndex } from './gazetteer-points.ts'
import type { ShapeIndex } from './shapes.ts'
import type { Area, Town } from './town.ts'

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
  /** Area of the speaker's own post: taken where its border is within a phone's error. */
  own?: string | null
}

/** A phone outdoors errs by about so much, metres. */
const BLUR = 15

/**
 * The area a point means: the deepest whose ground holds it. Where that has others inside, the nearest of those by their
 * own points; one that is drawn does not count there, since its ground does not hold the point. Where nothing drawn
 * holds the point, the nearest of all.
 */
export function locator(
  town: Pick<Town, 'areaByCode' | 'childrenOf'>,
  shapes: ShapeIndex,
  nearest: PointIndex,
  isWithin: (code: string, within: string) => boolean,
): (point: Point, wish: Wish) => Located | null {
  /** The deepest area inside `outer` whose border is near enough. */
  const acrossBorder = (point: Point, outer: string): string | null => {
    let best: string | null = null
    for (const { area } of shapes.bordering(point, BLUR))
      if (isWithin(area, outer) && (best === null || (area !== best && isWithin(area, best)))) best = area
    return best
  }
  /** Not drawn, nor inside anything drawn below `outer`. */
  const isOpen = (code: string, outer: string): boolean => {
    let area = town.areaByCode.get(code)
    while (area && area.code !== outer && !shapes.isDrawn(area.code))
      area = area.parent === null ? undefined : town.areaByCode.get(area.parent)
    return area?.code === outer
  }
  return (point, { limit, prefer, own = null }) => {
    let within = shapes.holding(point)[0] ?? null
    if (own !== null && (within === null || !isWithin(within, own)))
      within = acrossBorder(point, own) ?? within
    const outer = within === null ? undefined : town.areaByCode.get(within)
    if (!outer) return asNear(nearest(point, limit, prefer), null)
    const held: Located = { area: outer, metres: 0, within: outer.code }
    if (!town.childrenOf.has(outer.code)) return held
    const near = nearest(point, limit, prefer, (code) => isOpen(code, outer.code))
    if (near && near.area !== outer) return asNear(near, outer.code)
    const inner = town.areaByCode.get(acrossBorder(point, outer.code) ?? '')
    return inner ? { area: inner, metres: 0, within: inner.code } : held
  }
}

function asNear(near: ReturnType<PointIndex>, within: string | null): Located | null {
  return near && { ...near, within }
}
