import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { bareTown } from '../../../src/domain/area/bare-town.ts'
import { buildGazetteer } from '../../../src/domain/area/gazetteer.ts'
import type { AreaShape } from '../../../src/domain/area/shape-rings.ts'
import { type Area, indexTown, type Town } from '../../../src/domain/area/town.ts'

const LNG = 119.06
const LAT = 25.24
/** Degrees so many metres east and north of the town's corner. */
const east = (metres: number) => LNG + metres / (111_195 * Math.cos((LAT * Math.PI) / 180))
const north = (metres: number) => LAT + metres / 111_195
const point = (x: number, y: number) => ({ lng: east(x), lat: north(y) })
const box = (area: string, w: number, s: number, e: number, n: number): AreaShape => {
  const [west, south, right, top] = [east(w), north(s), east(e), north(n)]
  return { area, polygons: [[[west, south, right, south, right, top, west, top, west, south]]] }
}

type Row = [code: string, parent: string | null, level: string, at?: [x: number, y: number]]
const ROWS: Row[] = [
  ['t', null, 'town'],
  ['a', 't', 'village', [500, 50]],
  ['a1', 'a', 'grid', [300, 500]],
  ['a1u', 'a1', 'unit', [250, 500]],
  ['a1v', 'a1', 'unit', [350, 500]],
  ['a2', 'a', 'grid', [900, 500]],
  ['b', 't', 'village', [1200, 500]],
  ['b1', 'b', 'grid', [1020, 500]],
]
const [AREA] = bareTown('t', 'town').areas
if (!AREA) throw new Error('no area')
const areas: Area[] = ROWS.map(([code, parent, level, at]) => ({
  ...AREA,
  code,
  parent,
  level,
  lng: at ? east(at[0]) : null,
  lat: at ? north(at[1]) : null,
}))
const town = (shapes: AreaShape[]): Town => indexTown({ ...bareTown('t', 'town'), areas, shapes })

const VILLAGE = box('a', 0, 0, 1000, 1000)
const GRID = box('a1', 0, 0, 600, 1000)
const UNIT = box('a1u', 200, 400, 300, 600)
const NEXT = box('a1v', 300, 400, 400, 600)
const OTHER = box('b', 1000, 0, 2000, 1000)
const ALL = [VILLAGE, GRID, UNIT, NEXT, OTHER]

const locate = (shapes: AreaShape[], x: number, y: number, own: string | null = null, limit = 3000) => {
  const found = buildGazetteer(town(shapes), (name) => name).locate(point(x, y), {
    limit,
    own: own === null ? [] : [own],
  })
  return found && [found.area.code, found.within]
}

describe('a point means', () => {
  it.each([
    ['the unit that holds it', ALL, 210, 410, ['a1u', 'a1u']],
    [
      'the unit that holds it, another one\u2019s point being nearer',
      [...ALL, box('a1v', 200, 600, 240, 640)],
      230,
      610,
      ['a1v', 'a1v'],
    ],
    [
      'the village that holds it, its units not being drawn: the nearest of them',
      [VILLAGE, OTHER],
      990,
      500,
      ['a2', 'a'],
    ],
    [
      'no more than the village when its units are drawn elsewhere',
      [VILLAGE, GRID, box('a2', 600, 0, 700, 1000)],
      800,
      500,
      ['a', 'a'],
    ],
    ['nothing inside an area that does not hold it', [VILLAGE, GRID], 620, 500, ['a2', 'a']],
    ['the unit at whose border it is, when the grid around holds it', ALL, 190, 500, ['a1u', 'a1u']],
    ['the grid, farther off the border of its unit', ALL, 170, 500, ['a1', 'a1']],
    ['the nearest of all where nothing drawn holds it', [GRID, UNIT], 990, 500, ['b1', null]],
    ['the nearest of all without any drawn', [], 260, 500, ['a1u', null]],
  ] as const)('%s', (_, shapes, x, y, found) => {
    expect(locate([...shapes], x, y)).toEqual(found)
  })

  it('nothing when nothing holds it and nothing is near', () => {
    expect(locate(ALL, 9000, 9000)).toBeNull()
    expect(locate([], Number.NaN, 0)).toBeNull()
  })

  it('the area that holds it, however far its point', () => {
    expect(locate([box('b', 0, 0, 90_000, 90_000)], 80_000, 80_000)).toEqual(['b', 'b'])
  })
})

describe('at a border', () => {
  it.each([
    ['one\u2019s own unit, a few metres inside the next', 310, 500, 'a1u', 'a1u'],
    ['not farther inside', 320, 500, 'a1u', 'a1v'],
    ['the next, which is one\u2019s own grid too', 310, 500, 'a1', 'a1v'],
    ['one\u2019s own village', 1008, 500, 'a', 'a2'],
    ['not without a post', 1008, 500, null, 'b1'],
    ['one\u2019s own grid, from the next village', 1008, 500, 'b', 'b1'],
    ['one\u2019s own unit, outside of all', 250, -5, 'a1', 'a1'],
  ])('%s', (_, x, y, own, area) => {
    expect(locate(ALL, x, y, own)?.[0]).toBe(area)
  })

  it('the deepest of one\u2019s own, be its border a little farther off', () => {
    const shapes = [VILLAGE, GRID, box('a2', 600, 0, 996, 1000), OTHER]
    expect(locate(shapes, 1006, 500, 'a')).toEqual(['a2', 'a2'])
  })

  it('one\u2019s own area where nothing else is drawn', () => {
    expect(locate([UNIT], 190, 500, 'a1u')).toEqual(['a1u', 'a1u'])
    expect(locate([UNIT], 330, 500, 'a1u')).toEqual(['a1v', null])
  })
})

const drawing = fc.subarray([
  VILLAGE,
  GRID,
  UNIT,
  NEXT,
  OTHER,
  box('a2', 600, 0, 1000, 1000),
  box('b1', 1000, 400, 1100, 600),
])
const place = fc.tuple(fc.integer({ min: -300, max: 2300 }), fc.integer({ min: -300, max: 1300 }))
const post = fc.constantFrom(null, ...ROWS.map(([code]) => code))

describe('always', () => {
  test.prop([drawing, place, post])('what is found lies in what holds the point', (shapes, [x, y], own) => {
    const found = locate(shapes, x, y, own)
    if (!found) return
    const [area = '', within = null] = found
    if (within === null) return
    expect(buildGazetteer(town(shapes), (name) => name).isWithin(area ?? '', within)).toBe(true)
  })

  test.prop([drawing, place, post])('an own post only matters at its border', (shapes, [x, y], own) => {
    const code = own ?? 't'
    const inside = town(shapes).shapes.some(({ area, polygons }) => {
      const [ring = []] = polygons[0] ?? []
      const [w = 0, s = 0, , , e = 0, n = 0] = [ring[0], ring[1], 0, 0, ring[4], ring[5]]
      const { lng, lat } = point(x, y)
      const metres = Math.hypot(
        Math.max(w - lng, lng - e, 0) * 111_195 * Math.cos((LAT * Math.PI) / 180),
        Math.max(s - lat, lat - n, 0) * 111_195,
      )
      return metres <= 15.5 && buildGazetteer(town(shapes), (name) => name).isWithin(area, code)
    })
    if (!inside) expect(locate(shapes, x, y, own)).toEqual(locate(shapes, x, y))
  })

  test.prop([place])('with every area drawn, the point of none matters', ([x, y]) => {
    const all = [
      ...ALL,
      box('a2', 600, 0, 1000, 1000),
      box('b1', 1000, 0, 2000, 1000),
      box('t', 0, 0, 2000, 1000),
    ]
    const found = locate(all, x, y)
    const bare = indexTown({ ...town(all), areas: areas.map((area) => ({ ...area, lng: null, lat: null })) })
    const without = buildGazetteer(bare, (name) => name).locate(point(x, y), { limit: 3000 })
    if (x > 0 && x < 2000 && y > 0 && y < 1000) expect(found?.[0]).toBe(without?.area.code)
  })
})
