import { describe, expect, it } from 'vitest'
import { chineseNumber, numberChains } from '../../../src/domain/area/numbered.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { city, coast, inGroup, NOBODY, said } from './support.ts'

const villages = createReader(coast)
const quarter = createReader(city)

describe('numbers', () => {
  it.each([
    ['十二', 12],
    ['二十三', 23],
    ['廿一', 21],
    ['一〇三', 103],
    ['两', 2],
    ['107', 107],
    ['一百零五', 105],
    ['甲', null],
  ])('%s is %s', (words, value) => {
    expect(chineseNumber(words)).toBe(value)
  })

  it.each([
    ['3号网格一单元', 'grid3 unit1'],
    ['第三网格第1单元', 'grid3 unit1'],
    ['网格3', 'grid3'],
    ['3#楼2单元301', 'building3 unit2 room301'],
    ['三号楼二单元', 'building3 unit2'],
    ['6-2-301', 'any6 any2 room301'],
    ['三栋', 'building3'],
    ['三组', 'group3'],
    ['a栋', 'buildinga'],
    ['三楼漏水', 'floor3'],
    ['单元长', ''],
    ['这栋楼', ''],
  ])('%s → %s', (text, steps) => {
    const found = numberChains(text).flatMap((chain) => chain.steps.map((step) => step.kind + step.n))
    expect(found.join(' ')).toBe(steps)
  })
})

describe('area and words of the place', () => {
  it.each([
    ['3号网格一单元 秋菊阿婆家门口的电线破皮了', 'dq', null, 'dq3u1', '3号网格一单元 秋菊阿婆家门口'],
    ['第三网格第1单元路灯不亮', 'dq', null, 'dq3u1', '第三网格第1单元'],
    ['3网格水沟堵了', 'dq', null, 'dq3', '3网格'],
    ['十二网格的路灯坏了', 'dq', null, 'dq12', '十二网格'],
    ['妈祖宫片垃圾没人收', 'dq', null, 'dq3', '妈祖宫片'],
    ['下厝角井盖破了', 'dq', null, 'dq3u2', '下厝角'],
    ['东沁山村3网格1单元停电了', 'hs', null, 'dqs3u1', '东沁山村3网格1单元'],
    ['东沁3网格1单元停电了', 'hs', null, 'dq3u1', '东沁3网格1单元'],
    ['螺屿一网格二组水管爆了', 'hs', null, 'ly1g2', '螺屿一网格二组'],
    ['二组水管爆了', 'ly', null, 'ly1g2', '二组'],
    ['恒鑫鞋业车间冒烟', 'yq', null, 'yqhx', '恒鑫鞋业'],
    ['路灯坏了', 'dq', 'dq4u1', 'dq4u1', null],
    ['路灯坏了', 'dq', null, 'dq', null],
    ['路灯坏了', null, null, 'hs', null],
    ['2单元路灯坏了', 'dq', 'dq3u1', 'dq3u2', '2单元'],
    ['我们单元路口垃圾没人收', 'dq', 'dq3u1', 'dq3u1', '我们单元'],
    ['3网格9单元路灯坏了', 'dq', null, 'dq3', '3网格9单元'],
  ])('villages: %s (%s, %s) → %s', (text, group, sender, area, words) => {
    const [incident] = villages.read(inGroup(text, group, sender), NOBODY).incidents
    expect(incident?.area).toBe(area)
    if (words) expect(incident?.place).toContain(words)
  })

  it.each([
    ['金桂苑3号楼2单元301漏水', 'gh', null, 'ghy3u2'],
    ['金桂苑3-2-301水管爆了', 'gh', null, 'ghy3u2'],
    ['3#楼2单元电梯坏了', 'ghy', null, 'ghy3u2'],
    ['十二号楼楼道灯不亮', 'ghy', null, 'ghy12'],
    ['三栋垃圾没人收', 'ghb', null, 'ghb3'],
    ['银桂苑3栋停水了', 'gh', null, 'ghb3'],
    ['河西家园A区1栋停水了', 'cx', null, 'hxa1'],
    ['菜市场门口路面坑坑洼洼', 'hx', null, 'hxs'],
    ['电梯坏了', 'gh', 'ghy3u2', 'ghy3u2'],
    ['電梯壞了,金桂苑3號樓', 'gh', null, 'ghy3'],
  ])('city: %s (%s, %s) → %s', (text, group, sender, area) => {
    expect(quarter.read(inGroup(text, group, sender), NOBODY).incidents[0]?.area).toBe(area)
  })

  it('takes a sent location when the words name no place', () => {
    const input = said('路灯坏了', {
      conversation: { kind: 'dm', area: null },
      sender: { role: 'resident', area: null },
      point: { lng: 119.2004, lat: 25.1003 },
    })
    expect(villages.read(input, NOBODY)).toMatchObject({
      missing: null,
      incidents: [{ area: 'ly', placeSource: 'location' }],
    })
  })

  it('leaves a location alone that is far from every area', () => {
    const input = said('路灯坏了', { point: { lng: 120.5, lat: 26 } })
    expect(villages.read(input, NOBODY).incidents[0]?.placeSource).toBe('town')
  })

  it('asks for the place only in a private chat where nothing tells it', () => {
    const dm = { conversation: { kind: 'dm', area: null }, sender: { role: 'resident', area: null } } as const
    expect(villages.read(said('门口电线破皮滋滋响', dm), NOBODY).missing).toBe('place')
    expect(villages.read(said('东沁村路口电线破皮滋滋响', dm), NOBODY).missing).toBeNull()
    expect(villages.read(inGroup('门口电线破皮滋滋响', null), NOBODY).missing).toBeNull()
  })
})
