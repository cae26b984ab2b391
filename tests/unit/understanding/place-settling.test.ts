import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { buildGazetteer } from '../../../src/domain/area/gazetteer.ts'
import { type Area, indexTown } from '../../../src/domain/area/town.ts'
import { normalise } from '../../../src/domain/understanding/normalise.ts'
import { placeMarks } from '../../../src/domain/understanding/place-marks.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { placeIn, placeOf } from './place-support.ts'
import { TEA, tea } from './place-towns.ts'
import { inGroup, makeTown, NOBODY, said } from './support.ts'

const shore = makeTown([
  ['t', null, 'town', '白屿镇', '', [119.3, 25.4]],
  ['a', 't', 'village', '沙埔村', '沙埔', [119.28, 25.41]],
  ['a1', 'a', 'grid', '1网格', '下厝|村部', [119.281, 25.411]],
  ['a1u1', 'a1', 'unit', '1网格1单元', '', [119.2812, 25.4112]],
  ['a1u2', 'a1', 'unit', '1网格2单元', '', [119.2832, 25.4132]],
  ['a2', 'a', 'grid', '2网格'],
  ['a2u1', 'a2', 'unit', '2网格1单元'],
  ['b', 't', 'village', '东沁村', '东沁', [119.29, 25.41]],
  ['b1', 'b', 'grid', '1网格', '下厝|东沁村部', [119.2905, 25.4105]],
  ['b1u1', 'b1', 'unit', '1网格1单元', '', [119.2906, 25.4106]],
  ['c', 't', 'village', '东沁山村', '东沁山'],
])

describe('where the speaker stands settles', () => {
  it.each([
    ['one name in two villages, by the group', '下厝停水了', 'b', '', 'b1'],
    ['one name in two villages, by the sender', '下厝停水了', 't', 'a2u1', 'a1'],
    ['a common spot, by what its village calls it', '村部门口路灯坏了', 'b', '', 'b1'],
    ['a name inside a longer one', '东沁山村路灯坏了', 't', '', 'c'],
    ['the longer name is not meant by the shorter', '东沁村路灯坏了', 't', '', 'b'],
    ['a number, near the sender first', '1单元路灯坏了', 'a', 'a2u1', 'a2u1'],
    ['a number that nobody bears alone', '1单元路灯坏了', 'a', '', 'a'],
    ['a sender from outside the group', '路灯坏了', 'b', 'a1u1', 'b'],
    ['a village named outright, outside the group', '沙埔村2网格路灯坏了', 'b', '', 'a2'],
    ['what is one\u2019s own', '我们单元路口垃圾没人收', 'a', 'a2u1', 'a2u1'],
    ['one\u2019s own village', '我们村没有路灯', 'a', 'a2u1', 'a'],
    ['one\u2019s own grid', '我们网格没有路灯', 'a', 'a2u1', 'a2'],
    ['an unknown number below a known one', '2网格9单元停水', 'a', '', 'a2'],
    ['two ends of a stretch', '沙埔村到东沁村的路上有个坑', 't', '', 't'],
    ['what is denied', '不是沙埔,是东沁停水了', 't', '', 'b'],
  ])('%s: %s', (_, text, group, sender, area) => {
    expect(placeOf(shore, text, group, sender).area).toBe(area)
  })

  it('numbers go on with what the same sender reported a moment ago', () => {
    expect(placeIn(shore, inGroup('1网格1单元', 't'), 'b').area).toBe('b1u1')
  })

  it('each matter has its own place, and one without is where the one before is', () => {
    const reading = createReader(shore).read(
      inGroup('1. 沙埔村1网格2单元路灯坏了 2. 东沁村部垃圾堆成山没人清 3. 下水道也堵了污水横流', 't'),
      NOBODY,
    )
    expect(reading.incidents.map(({ area }) => area)).toEqual(['a1u2', 'b1', 'b1'])
  })
})

describe('a sent point', () => {
  const at = (text: string, lng: number, lat: number, group: string | null = null) =>
    placeIn(shore, said(text, { point: { lng, lat }, conversation: { kind: 'group', area: group } }))

  it('is the nearest area when the words name none', () => {
    expect(at('路灯坏了', 119.2813, 25.4113)).toMatchObject({ area: 'a1u1', source: 'location' })
  })

  it('narrows what the words name', () => {
    expect(at('沙埔村路灯坏了', 119.2831, 25.4131).area).toBe('a1u2')
    expect(at('东沁村路灯坏了', 119.2831, 25.4131).area).toBe('b')
  })

  it('stays in the group when one of its areas is about as near', () => {
    expect(at('路灯坏了', 119.2863, 25.4116).area).toBe('a1u2')
    expect(at('路灯坏了', 119.2863, 25.4116, 'b').area).toBe('b')
    expect(at('路灯坏了', 119.2832, 25.4132, 'b').area).toBe('a1u2')
  })

  it('far from every unit tells the village only, and farther nothing', () => {
    expect(at('路灯坏了', 119.2832, 25.423).area).toBe('a')
    expect(at('路灯坏了', 119.6, 25.9)).toMatchObject({ area: 't', source: 'town' })
  })
})

describe('a sent point in a town with borders', () => {
  const box = (w: number, s: number, e: number, n: number) => [[[w, s, e, s, e, n, w, n, w, s]]]
  const drawn = indexTown({
    ...shore,
    shapes: [
      { area: 't', polygons: box(119, 25, 120, 26) },
      { area: 'a', polygons: box(119.27, 25.4, 119.2895, 25.42) },
      { area: 'b', polygons: box(119.2895, 25.4, 119.31, 25.42) },
      { area: 'a1u1', polygons: box(119.281, 25.411, 119.283, 25.4131) },
    ],
  })
  const at = (
    lng: number,
    lat: number,
    group: string | null = null,
    sender: string | null = null,
    text = '路灯坏了',
  ) => placeIn(drawn, { ...inGroup(text, group, sender), point: { lng, lat } })

  // biome-ignore format: a table reads best with one row a line
  it.each([
    ['in the area that holds it, though another\u2019s point is nearer', 119.2829, 25.413, null, null, 'a1u1', '在范围内'],
    ['near the only one inside that is not drawn', 119.2834, 25.4134, null, null, 'a1u2', '离得最近'],
    ['in its village, also where the group\u2019s points are about as near', 119.2897, 25.4108, 'a', null, 'b1', '离得最近'],
    ['in the village that holds it, far from every point', 119.272, 25.402, null, null, 'a', '在范围内'],
    ['at the border of the sender\u2019s village', 119.2896, 25.4108, null, 'a1u2', 'a1u2', '离得最近'],
    ['past the border of the sender\u2019s village', 119.28966, 25.4108, null, 'a1u2', 'b1', '离得最近'],
    ['at the border of the sender\u2019s unit', 119.28308, 25.4125, null, 'a1u1', 'a1u1', '在范围内'],
    ['past the border of the sender\u2019s unit', 119.2832, 25.4125, null, 'a1u1', 'a1u2', '离得最近'],
  ])('is %s', (_, lng, lat, group, sender, area, rule) => {
    expect(at(lng, lat, group, sender)).toMatchObject({
      area,
      source: 'location',
      reason: { rule: expect.stringContaining(rule) },
    })
  })

  it('does not leave what the words name', () => {
    expect(at(119.2829, 25.413, null, null, '东沁村路灯坏了').area).toBe('b')
    expect(at(119.2829, 25.413, null, null, '沙埔村路灯坏了').area).toBe('a1u1')
  })

  it('somewhere in the town tells less than the sender does', () => {
    expect(at(119.9, 25.9, 'a', 'a2u1')).toMatchObject({ area: 'a2u1', source: 'sender' })
  })
})

const pieces = fc.constantFrom(
  ...'上坞 下坞 二组 4组 白茅村 白毛村 三江口 小三江口 渡口 村口 我家 我们组 楼下 往东五十米 和 到 之间 那家 的 不是 是 , 。 3号楼2单元 6-2-301 88弄 第 号 12 东 对面'.split(
    ' ',
  ),
)

describe('always', () => {
  test.prop([
    fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
      fc.string({ unit: 'binary', maxLength: 200 }),
    ),
    fc.constantFrom('yt', 'bm', 'dl', 'dl1'),
    fc.constantFrom('', 'bm2a', 'dl2b'),
  ])('a known area, words out of the text, the same each time', (text, group, sender) => {
    const place = placeOf(tea, text, group, sender)
    expect(tea.areaByCode.has(place.area)).toBe(true)
    expect(place.confidence).toBeGreaterThan(0)
    if (place.words !== null) expect(text).toContain(place.words)
    expect(placeOf(tea, text, group, sender)).toEqual(place)
  })

  test.prop([
    fc.constantFrom(...TEA.filter(([text]) => text.length > 4)),
    fc.constantFrom('请尽快处理', '谢谢', '麻烦看下', '[抱拳]'),
  ])('polite words behind leave the place as it is', ([text, group, sender], polite) => {
    const { area, words } = placeOf(tea, text, group, sender)
    expect(placeOf(tea, `${text},${polite}`, group, sender)).toMatchObject({ area, words })
  })
})

describe('a district of 25,000 areas', () => {
  const areas: Area[] = [{ code: 't', parent: null, level: 'town', name: '大镇' } as Area]
  const chars = [...'沙埔东沁白屿石门上下坞三江口竹园里茶场老街渡水库长堤福民梅花嘉汇']
  for (let v = 0; v < 250; v++) {
    const name = `${chars[v % 31]}${chars[(v * 7) % 29]}${chars[(v * 3) % 23]}`
    areas.push({ code: `v${v}`, parent: 't', level: 'village', name: `${name}村` } as Area)
    for (let g = 0; g < 9; g++) {
      areas.push({ code: `v${v}-${g}`, parent: `v${v}`, level: 'grid', name: `${g + 1}网格` } as Area)
      for (let u = 0; u < 10; u++)
        areas.push({
          code: `v${v}-${g}-${u}`,
          parent: `v${v}-${g}`,
          level: 'unit',
          name: `${g + 1}网格${u + 1}单元`,
        } as Area)
    }
  }
  const town = indexTown({
    ...tea,
    areas: areas.map((area, i) => ({
      ...area,
      aliases:
        i % 3 === 0
          ? [`${chars[i % 31]}${chars[(i * 5) % 29]}${chars[(i * 11) % 30]}${chars[(i * 13) % 27]}`]
          : ['祠堂'],
      kind: 'mixed' as const,
      households: null,
      lng: null,
      lat: null,
    })),
  })

  it('is indexed in about a second, and hostile texts cost little', () => {
    const began = performance.now()
    const gazetteer = buildGazetteer(town, (name) => normalise(name).text)
    expect(performance.now() - began).toBeLessThan(5_000)
    const slow: string[] = []
    for (const unit of [
      '1',
      '号',
      '1-',
      '沙埔',
      '祠堂',
      '门口',
      '我们',
      '建设路和',
      '的',
      '东 ',
      '一二三',
      '阿公家',
      '3号楼2单元',
      '那个',
    ]) {
      const took = [2_048, 4_096].map((length) => {
        const text = unit.repeat(length).slice(0, length)
        placeMarks(text, gazetteer)
        const at = performance.now()
        placeMarks(text, gazetteer)
        return performance.now() - at
      })
      if ((took[1] ?? 0) > 400) slow.push(`${unit}: ${took.map(Math.round)} ms`)
    }
    expect(slow).toEqual([])
  })
})
