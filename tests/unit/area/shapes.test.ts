import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { bareTown } from '../../../src/domain/area/bare-town.ts'
import { type AreaShape, metresToBorder, surface } from '../../../src/domain/area/shape-rings.ts'
import { type ShapeIndex, shapeIndex } from '../../../src/domain/area/shapes.ts'
import { indexTown, lineage } from '../../../src/domain/area/town.ts'

const [AREA] = bareTown('t', 'town').areas
if (!AREA) throw new Error('no area')

/** t › v › g › u, and v2 beside v. */
const TREE = [
  ['t', null],
  ['v', 't'],
  ['v2', 't'],
  ['g', 'v'],
  ['u', 'g'],
] as const
const areas = TREE.map(([code, parent]) => ({ ...AREA, code, parent }))
const sample = indexTown({ ...bareTown('t', 'town'), areas: [...areas] })
const indexed = (shapes: AreaShape[]) => shapeIndex({ ...sample, shapes })

const box = (w: number, s: number, e: number, n: number) => [w, s, e, s, e, n, w, n, w, s]
const shape = (area: string, ...polygons: number[][][]): AreaShape => ({ area, polygons })
const holding = (index: ShapeIndex, lng: number, lat: number) =>
  areas.map(({ code }) => code).filter((code) => index.holds(code, { lng, lat }))
const at = (shapes: AreaShape[], lng: number, lat: number) => holding(indexed(shapes), lng, lat)

describe('what holds a point', () => {
  const village = shape('v', [box(0, 0, 10, 10), box(4, 4, 6, 6)])
  it.each([
    ['inside', 1, 1, ['v']],
    ['outside', 11, 1, []],
    ['in a hole', 5, 5, []],
    ['on the border', 10, 5, ['v']],
    ['on a corner', 0, 0, ['v']],
    ['on the border of a hole', 4, 5, ['v']],
    ['level with a corner', 12, 10, []],
    ['no number', Number.NaN, 1, []],
    ['without end', Number.POSITIVE_INFINITY, 1, []],
  ])('%s', (_, lng, lat, held) => {
    expect(at([village], lng, lat)).toEqual(held)
    expect(indexed([village]).deepest({ lng, lat })).toBe(held[0] ?? null)
  })

  it('takes every part of an area in several parts', () => {
    const parts = [shape('v', [box(0, 0, 1, 1)], [box(5, 5, 6, 6)])]
    expect([at(parts, 0.5, 0.5), at(parts, 5.5, 5.5), at(parts, 3, 3)]).toEqual([['v'], ['v'], []])
  })

  it('is the deepest that does, and of one depth the smaller', () => {
    const shapes = [
      shape('t', [box(0, 0, 10, 10)]),
      shape('g', [box(0, 0, 3, 3)]),
      shape('u', [box(0, 0, 2, 2)]),
      shape('v2', [box(0, 0, 4, 4)]),
      shape('v', [box(0, 0, 5, 5)]),
    ]
    const index = indexed(shapes)
    const found = [1, 2.5, 3.5, 4.5, 6, 11].map((n) => index.deepest({ lng: n, lat: n }))
    expect(found).toEqual(['u', 'g', 'v2', 'v', 't', null])
  })

  it('knows nothing of areas that the town does not have, nor without any', () => {
    expect(at([shape('gone', [box(0, 0, 2, 2)])], 1, 1)).toEqual([])
    expect(indexed([]).bordering({ lng: 0, lat: 0 }, 1000, () => true)).toEqual([])
  })

  it('is not misled by a long ring that was looked at before', () => {
    const round = Array.from({ length: 400 }, (_, i) => (i * Math.PI) / 200)
    const circle = [...round, 0].flatMap((a) => [20 + Math.cos(a), 20 + Math.sin(a)])
    const index = indexed([shape('v', [circle]), shape('v2', [box(0, 0, 1, 1)])])
    expect(holding(index, 20.5, 20.5)).toEqual(['v'])
    expect(holding(index, 0.5, 0.5)).toEqual(['v2'])
    expect(holding(index, 1.5, 0.5)).toEqual([])
  })
})

describe('borders near a point', () => {
  const west = shape('v', [box(119, 25, 119.01, 25.01)])
  it('are told from both sides, the nearest first', () => {
    const east = shape('v2', [box(119.0101, 25, 119.02, 25.01)])
    const index = indexed([east, west])
    const point = { lng: 119.01003, lat: 25.005 }
    const any = () => true
    expect(index.bordering(point, 15, any)).toEqual(['v', 'v2'])
    expect(index.bordering(point, 15, (code) => code !== 'v')).toEqual(['v2'])
    expect(index.bordering(point, 5, any)).toEqual(['v'])
    expect(index.bordering({ lng: 119.005, lat: 25.005 }, 15, any)).toEqual([])
    expect(index.bordering({ lng: Number.NaN, lat: 25 }, 15, any)).toEqual([])
  })

  it('are measured in metres', () => {
    const rings = west.polygons[0] ?? []
    const degree = 111_195 * Math.cos((25.005 * Math.PI) / 180)
    expect(metresToBorder(rings, { lng: 119.01003, lat: 25.005 })).toBeCloseTo(0.00003 * degree, 3)
    expect(metresToBorder(rings, { lng: 119.0099, lat: 25.005 })).toBeCloseTo(0.0001 * degree, 3)
  })

  it('end at their corners', () => {
    const metres = metresToBorder(west.polygons[0] ?? [], { lng: 119.011, lat: 25.011 })
    expect(metres).toBeCloseTo(Math.hypot(0.001 * 111_195 * Math.cos((25.011 * Math.PI) / 180), 111.195), 1)
  })
})

/** Whole numbers, so that what is on a border is exactly on it. */
const STEPS = 24
const ring = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: STEPS }), fc.integer({ min: 0, max: STEPS })), {
    minLength: 3,
    maxLength: 12,
    selector: ([x, y]) => Math.atan2(y - 11.7, x - 12.3),
  })
  .map((points) => {
    const round = points.toSorted(
      (a, b) => Math.atan2(a[1] - 11.7, a[0] - 12.3) - Math.atan2(b[1] - 11.7, b[0] - 12.3),
    )
    return [...round, ...round.slice(0, 1)].flat()
  })
const polygon = fc.tuple(ring, fc.option(ring)).map(([outer, hole]) => {
  const halved = hole?.map((value) => value / 4 + STEPS / 3)
  return halved ? [outer, halved] : [outer]
})
const drawn = fc.array(
  fc.record({
    area: fc.constantFrom('t', 'v', 'v2', 'g', 'u'),
    polygons: fc.array(polygon, { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 6 },
)
const spot = fc.record({
  lng: fc.integer({ min: -2, max: 2 * STEPS }).map((n) => n / 2),
  lat: fc.integer({ min: -2, max: 2 * STEPS }).map((n) => n / 2),
})

/** By the sum of angles as whole turns: another way than the library's. */
function turns(ring: readonly number[], x: number, y: number): number | 'border' {
  let winding = 0
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = ring.slice(i, i + 4)
    const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
    const between =
      Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by)
    if (side === 0 && between) return 'border'
    if (ay <= y && by > y && side > 0) winding++
    if (ay > y && by <= y && side < 0) winding--
  }
  return winding
}

function holdsSlowly(rings: readonly (readonly number[])[], x: number, y: number): boolean {
  const found = rings.map((one) => turns(one, x, y))
  return found.includes('border') || found.filter((n) => n !== 0).length % 2 === 1
}

/** Outer rings reach farther than their holes, else a hole would be ground. */
const proper = (shapes: readonly AreaShape[]) =>
  shapes.every(({ polygons }) =>
    polygons.every(([outer = [], hole]) => {
      for (let i = 0; hole && i < hole.length; i += 2)
        if (turns(outer, hole[i] ?? 0, hole[i + 1] ?? 0) !== 1) return false
      return true
    }),
  )

describe('always', () => {
  test.prop([drawn, spot])('the same areas as by trying each', (shapes, point) => {
    fc.pre(proper(shapes))
    const slow = shapes.filter(({ polygons }) =>
      polygons.some((one) => holdsSlowly(one, point.lng, point.lat)),
    )
    const index = indexed(shapes)
    const held = slow.map(({ area }) => area)
    expect(new Set(holding(index, point.lng, point.lat))).toEqual(new Set(held))
    const depth = new Map<string | null, number>(
      [...TREE].map(([code]) => [code, lineage(sample, code).length]),
    )
    const most = Math.max(0, ...held.map((code) => depth.get(code) ?? 0))
    expect(depth.get(index.deepest(point)) ?? 0).toBe(most)
  })

  test.prop([drawn, spot])(
    'what holds a point and is bordered by none keeps it when it moves less',
    (shapes, point) => {
      const index = indexed(shapes)
      const near = new Set(index.bordering(point, 20_000, () => true))
      const moved = { lng: point.lng + 0.1, lat: point.lat + 0.1 }
      const stay = (held: string[]) => held.filter((area) => !near.has(area))
      expect(stay(holding(index, moved.lng, moved.lat))).toEqual(stay(holding(index, point.lng, point.lat)))
    },
  )

  test.prop([polygon])('the ground is that of the ring less the hole, whichever way they run', (rings) => {
    const back = rings.map((one) => one.map((_, i) => one[one.length - 2 - i + 2 * (i % 2)] ?? 0))
    expect(surface(back)).toBeCloseTo(surface(rings), 9)
  })
})
