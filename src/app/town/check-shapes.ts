import { shapeIndex } from '../../domain/area/shapes.ts'
import type { Area } from '../../domain/area/town.ts'
import { groupBy } from '../../lib/same.ts'
import { type Problems, quote } from './problem.ts'
import type { ReadShapes } from './read-shapes.ts'

const label = (area: Area) => `${quote(area.name)}（${area.code}）`
const some = (areas: readonly Area[]) =>
  areas.slice(0, 5).map(label).join('、') + (areas.length > 5 ? ' …' : '')

/** What does not fit the points of areas.csv. Warnings only: a point may be as wrong as a border. */
export function checkShapes(
  { shapes, lineOf }: ReadShapes,
  areas: readonly Area[],
  file: string,
  problems: Problems,
) {
  if (shapes.length === 0) return
  const areaByCode = new Map(areas.map((area) => [area.code, area]))
  const index = shapeIndex({ shapes: [...shapes], areaByCode })
  const missed: Area[] = []
  const astray: { outer: Area; area: Area }[] = []
  let pointed = 0
  for (const area of areas) {
    if (area.lng === null || area.lat === null) continue
    const point = { lng: area.lng, lat: area.lat }
    if (index.isDrawn(area.code)) {
      pointed++
      if (!index.holds(area.code, point)) missed.push(area)
    }
    const outer = drawnAbove(area, areaByCode, index.isDrawn)
    if (outer && !index.holds(outer.code, point)) astray.push({ outer, area })
  }
  // Not one by one when it is all of them: then it is the map, not the areas.
  if (missed.length >= 5 && missed.length > pointed / 2) {
    problems.warn({
      file,
      line: null,
      message: `${missed.length} 个片区自己的点不在画的范围里：${some(missed)}`,
      remedy: '多半是坐标系不同：高德、腾讯（GCJ-02）和百度的坐标要先转成 WGS84',
      en: `${missed.length} areas do not hold their own points: probably GCJ-02 or Baidu coordinates, convert them to WGS84`,
    })
    return
  }
  for (const area of missed)
    problems.warn({
      file,
      line: lineOf.get(area.code) ?? null,
      column: 'geometry',
      message: `${label(area)}自己的点不在画的范围里`,
      remedy: '检查图形的「code」，或 areas.csv 里的「lng」「lat」',
      en: `area ${area.code} does not hold its own point: check properties.code, or lng and lat in areas.csv`,
    })
  for (const [code, list] of groupBy(astray, ({ outer }) => outer.code)) {
    const inner = list.map(({ area }) => area)
    const outer = areaByCode.get(code)
    if (!outer) continue
    problems.warn({
      file,
      line: lineOf.get(code) ?? null,
      column: 'geometry',
      message: `${label(outer)}下面有 ${inner.length} 个片区的点不在它的范围里：${some(inner)}`,
      remedy: '检查范围画全没有，或这些片区的「lng」「lat」和上级',
      en: `${inner.length} areas below ${code} have their points outside of it: check its border, or their points and parents`,
    })
  }
}

/** The nearest area above that is drawn; null within a ring of parents. */
function drawnAbove(
  area: Area,
  areaByCode: ReadonlyMap<string, Area>,
  isDrawn: (code: string) => boolean,
): Area | null {
  let above = area.parent === null ? undefined : areaByCode.get(area.parent)
  for (let steps = 0; above && steps < 32; steps++) {
    if (isDrawn(above.code)) return above
    above = above.parent === null ? undefined : areaByCode.get(above.parent)
  }
  return null
}
