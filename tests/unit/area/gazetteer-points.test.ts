import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { bareTown } from '../../../src/domain/area/bare-town.ts'
import { distance, pointIndex } from '../../../src/domain/area/gazetteer-points.ts'
import type { Area } from '../../../src/domain/area/town.ts'

const [AREA] = bareTown('t', 'town').areas
if (!AREA) throw new Error('no area')

/** Mostly in one village, some at its other end, some at the same spot as others. */
const degrees = (from: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: 30 }).map((n) => from + n / 5000),
    fc.integer({ min: -60, max: 60 }).map((n) => from + n / 2000),
  )
const town = fc.array(fc.tuple(degrees(119), degrees(25), fc.boolean()), { maxLength: 40 }).map((points) =>
  points.map(
    ([lng, lat, known], i): Area => ({
      ...AREA,
      code: `${i}`,
      lng: known ? lng : null,
      lat: known ? lat : null,
    }),
  ),
)
// At the northern end of a cell: what lies north of it begins two cells on.
const AT = { lng: 119, lat: 25 - 1e-9 }
const even = (code: string) => Number(code) % 2 === 0
const third = (code: string) => Number(code) % 3 === 0

const north = (metres: number) => 25 + metres / 111_195
const atMetres = (...metres: number[]) =>
  pointIndex({ areas: metres.map((m, i) => ({ ...AREA, code: `${i}`, lng: 119, lat: north(m) })) })

describe('the nearest point', () => {
  it.each([
    ['of two at one spot the first in the file', [500, 300, 300], undefined, '1'],
    ['a preferred one about as near, cells farther off', [900, 150, 305], even, '2'],
    ['not a preferred one much farther off', [900, 150, 315], even, '1'],
  ] as const)('is %s', (_, metres, prefer, code) => {
    expect(atMetres(...metres)(AT, 3000, prefer)?.area.code).toBe(code)
  })

  test.prop([
    town,
    fc.record({ lng: degrees(119), lat: degrees(25) }),
    fc.constantFrom(50, 800, 3000),
    fc.constantFrom(undefined, even),
    fc.constantFrom(undefined, third),
  ])('is the one found by trying each', (areas, point, limit, prefer, may) => {
    const all = areas.flatMap((area) => {
      const metres = distance(point, { lng: area.lng ?? 0, lat: area.lat ?? 0 })
      return area.lng === null || metres > limit || (may && !may(area.code)) ? [] : [{ area, metres }]
    })
    const [nearest = null] = all.toSorted((a, b) => a.metres - b.metres)
    const liked = all.filter(({ area }) => prefer?.(area.code)).toSorted((a, b) => a.metres - b.metres)[0]
    const near = nearest && liked && liked.metres <= nearest.metres * 1.4 + 100 ? liked : nearest
    expect(pointIndex({ areas })(point, limit, prefer, may)).toEqual(near)
  })

  test.prop([town, fc.double(), fc.double()])('of any numbers is one or none', (areas, lng, lat) => {
    const found = pointIndex({ areas })({ lng, lat }, 3000)
    expect(found === null || found.metres <= 3000).toBe(true)
  })
})
