import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
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
const even = (code: string) => Number(code) % 2 === 0
const third = (code: string) => Number(code) % 3 === 0

describe('the nearest point', () => {
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
