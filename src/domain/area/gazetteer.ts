import type { Point } from '../message.ts'
import { pointIndex } from './gazetteer-points.ts'
import { type Located, locator, type Wish } from './locate.ts'
import { shortName } from './name-forms.ts'
import { type NameHit, NameIndex } from './name-index.ts'
import { NumberIndex } from './number-index.ts'
import type { PlaceKind, PlaceNumber } from './numbered.ts'
import { shapeIndex } from './shapes.ts'
import { type Area, lineage, type Town } from './town.ts'

/** The town's names and numbers, indexed for reading. Built once per town. */
export interface Gazetteer {
  /** Names in plain text, left to right, without overlap. */
  names(text: string): NameHit[]
  /**
   * What below (or at) `base` bears these numbers, or what all that do have in common (`exact` is false then); null
   * when nothing does.
   */
  numbered(steps: readonly PlaceNumber[], base: string): { area: string; exact: boolean } | null
  /** What the area's own number counts, if its name is a number. */
  kindOf(code: string): PlaceKind | undefined
  /** The area a point means, by the ground that areas cover and by their own points; null where nothing is near. */
  locate(point: Point, wish: Wish): Located | null
  isWithin(code: string, within: string): boolean
  /** The deepest area that holds all of these. */
  common(codes: readonly string[]): string
}

/** Builds the indexes; linear in the number of areas. `plain` makes names comparable with plain text. */
export function buildGazetteer(town: Town, plain: (name: string) => string): Gazetteer {
  const names = new NameIndex()
  const numbers = new NumberIndex()
  const enter = new Map<string, number>()
  const leave = new Map<string, number>()
  /** Short names of an area and those around it, nearest first, without the town's own. */
  const shorts = new Map<string, readonly string[]>()
  const made = new Map<string, string>()
  const plainly = (raw: string) => {
    const known = made.get(raw)
    if (known !== undefined) return known
    const name = plain(raw)
    made.set(raw, name)
    return name
  }
  for (const { area, number, last } of orderOf(town)) {
    enter.set(area.code, number)
    leave.set(area.code, last)
    const told = [area.name, ...area.aliases].map(plainly)
    const above = area.parent === null ? NONE : (shorts.get(area.parent) ?? NONE)
    let worded = false
    for (const { name, numbered } of numbers.add(area, number, told)) {
      names.add(area, name, above, !numbered)
      worded = true
    }
    const own = worded && area.code !== town.top ? [...new Set(told.map(shortName))] : NONE
    shorts.set(area.code, own.length > 0 ? [...own, ...above.slice(0, 6)] : above)
  }
  const isWithin = (code: string, within: string) => {
    const at = enter.get(code)
    const from = enter.get(within)
    return at !== undefined && from !== undefined && at >= from && at <= (leave.get(within) ?? -1)
  }
  return {
    names: (text) => names.find(text),
    numbered: (steps, base) => {
      const from = enter.get(base)
      const to = leave.get(base)
      const found = from === undefined || to === undefined ? null : numbers.find(steps, from, to)
      if (!found) return null
      const area = commonArea(town, [found.first.code, found.last.code], enter, leave)
      return { area, exact: area === found.first.code }
    },
    kindOf: (code) => numbers.kindOf(code),
    locate: locator(town, shapeIndex(town), pointIndex(town), isWithin),
    isWithin,
    common: (codes) => commonArea(town, codes, enter, leave),
  }
}

const NONE: readonly string[] = []

interface Visited {
  area: Area
  number: number
  /** Number of the last area below it. */
  last: number
}

/** Numbers the tree so that what lies within an area is one range. Areas cut off from the top are left out. */
function orderOf(town: Town): Visited[] {
  const visited: Visited[] = []
  const stack: { area: Area; entry: Visited | null }[] = []
  const top = town.areaByCode.get(town.top)
  if (top) stack.push({ area: top, entry: null })
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]
    if (!frame) break
    if (frame.entry) {
      frame.entry.last = visited.length - 1
      stack.pop()
      continue
    }
    frame.entry = { area: frame.area, number: visited.length, last: visited.length }
    visited.push(frame.entry)
    const children = town.childrenOf.get(frame.area.code) ?? []
    for (let i = children.length - 1; i >= 0; i--) {
      const area = children[i]
      if (area) stack.push({ area, entry: null })
    }
  }
  return visited
}

/** What holds the first and the last of the tree's order holds all between them. */
function commonArea(
  town: Town,
  codes: readonly string[],
  enter: ReadonlyMap<string, number>,
  leave: ReadonlyMap<string, number>,
): string {
  let [first] = codes
  let least = Number.POSITIVE_INFINITY
  let most = -1
  for (const code of codes) {
    const at = enter.get(code)
    if (at === undefined) return town.top
    if (at < least) [first, least] = [code, at]
    if (at > most) most = at
  }
  if (first === undefined) return town.top
  return lineage(town, first).find(({ code }) => (leave.get(code) ?? -1) >= most)?.code ?? town.top
}
