import { fc, test } from '@fast-check/vitest'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { loadTownFolder } from '../../../src/app/town/index.ts'
import { type FolderFiles, SMALL_TOWN, withFolder } from '../../support/town-folders.ts'

const box = (w: number, s: number, e: number, n: number) => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
  [w, s],
]
const feature = (properties: object, rings: number[][][]) =>
  JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: rings } })
const collection = (...features: string[]) =>
  `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}`
const V1 = box(119.055, 25.245, 119.066, 25.256)

async function load(text: string | Buffer, files: FolderFiles = SMALL_TOWN, name = 'areas.geojson') {
  const loaded = await withFolder({ ...files, [name]: text }, loadTownFolder)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  const warnings = loaded.warnings.filter(({ file }) => file === name)
  return { shapes: loaded.folder.town.shapes, warnings }
}

describe('areas.geojson', () => {
  it('is not needed', async () => {
    const loaded = await withFolder(SMALL_TOWN, loadTownFolder)
    expect(loaded.ok && loaded.folder.town.shapes).toEqual([])
  })

  it('is kept to the centimetre, without heights, holes after the outer ring', async () => {
    const hole = box(119.06, 25.25, 119.0601234567, 25.251).map(([x, y]) => [x ?? 0, y ?? 0, 12.5])
    const { shapes, warnings } = await load(collection(feature({ code: 'V1', name: 'x' }, [V1, hole])))
    expect(shapes).toEqual([
      {
        area: 'V1',
        polygons: [
          [
            [119.055, 25.245, 119.066, 25.245, 119.066, 25.256, 119.055, 25.256, 119.055, 25.245],
            [119.06, 25.25, 119.0601235, 25.25, 119.0601235, 25.251, 119.06, 25.251, 119.06, 25.25],
          ],
        ],
      },
    ])
    // Its own point is a corner of the hole.
    expect(warnings).toEqual([])
  })

  it('takes several features of one area together, by any name of the column', async () => {
    const files = { ...SMALL_TOWN, 'areas.csv': SMALL_TOWN['areas.csv'].replace('V2,T', '35,T') }
    const { shapes } = await load(
      collection(
        feature({ 编码: ' Ｖ1' }, [V1]),
        feature({ code: 35 }, [box(119.069, 25.229, 119.071, 25.231)]),
        feature({ code: 'V1' }, [box(119.08, 25.245, 119.09, 25.25)]),
      ),
      { ...files, 'groups.csv': files['groups.csv'].replace('V2', '35') },
    )
    expect(shapes.map(({ area, polygons }) => [area, polygons.length])).toEqual([
      ['V1', 2],
      ['35', 1],
    ])
  })

  it('is read with a BOM and in GB18030, as other files are', async () => {
    const text = collection(feature({ code: 'V1', name: '上河村' }, [V1]))
    expect((await load(`\ufeff${text}`)).shapes).toHaveLength(1)
    expect((await load(iconv.encode(text, 'gb18030'))).shapes).toHaveLength(1)
  })

  it('is missed under another name', async () => {
    for (const name of ['area.geojson', 'areas.json']) {
      const { warnings } = await load(collection(), SMALL_TOWN, name)
      expect(warnings).toMatchObject([{ line: null, remedy: '是不是「areas.geojson」？请改名' }])
    }
  })
})

describe('what is worth a look', () => {
  it('a border that does not hold the area\u2019s own point', async () => {
    const { warnings } = await load(
      collection(
        feature({ code: 'T' }, [box(119, 25, 120, 26)]),
        feature({ code: 'V1' }, [box(119.061, 25.24, 119.07, 25.26)]),
      ),
    )
    expect(warnings).toMatchObject([{ line: 3, message: '上河村（V1）自己的点不在画的范围里' }])
    expect(warnings[0]?.en).toContain('V1')
  })

  it('areas below whose points are outside, all in one', async () => {
    const { warnings } = await load(
      collection(feature({ code: 'V1' }, [box(119.059, 25.249, 119.0605, 25.256)])),
    )
    expect(warnings).toMatchObject([
      { line: 2, message: '上河村（V1）下面有 2 个片区的点不在它的范围里：1网格（G1）、1网格1单元（U1）' },
    ])
  })

  it('one area above is blamed once, the nearest that is drawn', async () => {
    const { warnings } = await load(
      collection(
        feature({ code: 'T' }, [box(119, 25, 119.051, 26)]),
        feature({ code: 'G1' }, [box(119.06, 25.25, 119.062, 25.252)]),
      ),
    )
    expect(warnings).toMatchObject([
      {
        line: 2,
        message: expect.stringMatching(
          /^青石镇（T）下面有 3 个片区的点不在它的范围里：上河村（V1）、1网格（G1）、下河村（V2）$/,
        ),
      },
    ])
  })

  it('a whole map off: another system of coordinates', async () => {
    const off = (code: string, x: number, y: number) =>
      feature({ code }, [box(x + 0.004, y - 0.004, x + 0.005, y - 0.003)])
    const { warnings } = await load(
      collection(
        off('T', 119.05, 25.24),
        off('V1', 119.06, 25.25),
        off('G1', 119.061, 25.251),
        off('U1', 119.0611, 25.2511),
        off('V2', 119.07, 25.23),
      ),
    )
    expect(warnings).toMatchObject([
      {
        line: null,
        message: expect.stringContaining('5 个片区自己的点不在'),
        remedy: expect.stringContaining('GCJ-02'),
      },
    ])
  })
})

describe('always', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('Polygon', 'MultiPolygon', 'V1', 119.5, 25.5, V1, [V1], [[V1]]),
  )
  const odd = fc.record(
    {
      type: fc.constant('Feature'),
      properties: fc.oneof(fc.record({ code: value }), value),
      geometry: fc.oneof(
        fc.record({ type: fc.oneof(fc.constantFrom('Polygon', 'MultiPolygon'), value), coordinates: value }),
        value,
      ),
    },
    { requiredKeys: [] },
  )
  test.prop([fc.array(fc.oneof(odd, fc.jsonValue()), { maxLength: 4 })], { numRuns: 60 })(
    'a town or problems in lines of the file, never a crash',
    async (features) => {
      const text = collection(...features.map((one) => JSON.stringify(one)))
      const loaded = await withFolder({ ...SMALL_TOWN, 'areas.geojson': text }, loadTownFolder)
      if (loaded.ok)
        expect(loaded.folder.town.shapes.every(({ area }) => SMALL_TOWN['areas.csv'].includes(area))).toBe(
          true,
        )
      else
        for (const { file, line, remedy } of loaded.problems) {
          expect(file).toBe('areas.geojson')
          expect(line).toBeGreaterThan(1)
          expect(line).toBeLessThan(features.length + 2)
          expect(remedy).not.toBe('')
        }
    },
  )
})
