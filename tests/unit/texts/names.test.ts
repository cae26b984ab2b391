import { describe, expect, it } from 'vitest'
import {
  sayArea,
  sayCategory,
  sayOwner,
  sayPlace,
  sayPosts,
  shortNumber,
  villageOf,
} from '../../../src/app/names.ts'
import { createTexts } from '../../../src/app/texts/index.ts'
import type { Area } from '../../../src/domain/area/town.ts'
import { SAMPLE_TOWN, sampleTown } from '../../support/sample-town.ts'

const town = sampleTown()
const { 'zh-CN': zh, en } = createTexts({ texts: {} })

/** The sample town with areas named as towns do: grids and units without the village before them. */
function renamed(names: Record<string, string>, aliases: Record<string, string[]> = {}) {
  const areas = SAMPLE_TOWN.areas.map(
    (a): Area => ({ ...a, name: names[a.code] ?? a.name, aliases: aliases[a.code] ?? [] }),
  )
  return sampleTown({ areas })
}

const short = renamed({ DQ3: '3网格', 'DQ3-1': '3网格1单元' }, { DQ: ['东沁'], 'DQ3-1': ['大榕树下'] })

describe('shortNumber', () => {
  it.each([
    ['DZ-2607-0031', '31'],
    ['DZ-2607-0001', '1'],
    ['DZ-2612-12345', '12345'],
  ])('%s is %s in talk', (number, said) => {
    expect(shortNumber(number)).toBe(said)
  })
})

describe('sayArea', () => {
  it.each([
    ['XY', '秀屿区'],
    ['DZ', '东庄镇'],
    ['DQ', '东沁村'],
    ['DQ3', '东沁村3网格'],
    ['DQ3-1', '东沁村3网格1单元'],
    ['nowhere', ''],
  ])('%s is %s', (code, said) => {
    expect(sayArea(town, code)).toBe(said)
  })

  it.each([
    [{ DQ3: '3网格', 'DQ3-1': '3网格1单元' }, '东沁村 3网格1单元'],
    [{ DQ3: '3网格', 'DQ3-1': '1单元' }, '东沁村 3网格1单元'],
    [{ DQ3: '东沁村3网格', 'DQ3-1': '3网格1单元' }, '东沁村3网格1单元'],
    [{ DQ3: '东沁村3网格', 'DQ3-1': '1单元' }, '东沁村3网格1单元'],
    [{ DQ3: '3网格', 'DQ3-1': '东沁村3网格1单元' }, '东沁村3网格1单元'],
    [{ DQ3: '三网格', 'DQ3-1': '榕树单元' }, '东沁村 三网格榕树单元'],
  ])('says nothing twice: %o', (names, said) => {
    expect(sayArea(renamed(names), 'DQ3-1')).toBe(said)
  })
})

describe('sayPlace', () => {
  const rows: [area: string, place: string | null, said: string][] = [
    ['DQ3-1', null, '东沁村 3网格1单元'],
    ['DQ3-1', '  ', '东沁村 3网格1单元'],
    ['DQ3-1', '陈阿婆家门口', '东沁村 3网格1单元 陈阿婆家门口'],
    ['DQ3-1', '3网格1单元 陈阿婆家门口', '东沁村 3网格1单元 陈阿婆家门口'],
    ['DQ3-1', '3号网格一单元 秋菊阿婆家门口', '东沁村 3网格1单元 秋菊阿婆家门口'],
    ['DQ3-1', '第三网格1单元秋菊阿婆家门口', '东沁村 3网格1单元 秋菊阿婆家门口'],
    ['DQ3-1', '东沁村3网格1单元陈阿婆家门口', '东沁村 3网格1单元 陈阿婆家门口'],
    ['DQ3-1', '东沁3网格1单元', '东沁村 3网格1单元'],
    ['DQ3-1', '1单元', '东沁村 3网格1单元'],
    ['DQ3-1', '大榕树下', '东沁村 3网格1单元'],
    ['DQ3-1', '大榕树下第三家', '东沁村 3网格1单元 大榕树下第三家'],
    ['DQ', '东沁', '东沁村'],
    ['DQ', '东沁村村口', '东沁村村口'],
    ['DQ', '东沁村委会门口', '东沁村委会门口'],
    ['DZ', '东庄镇', '东庄镇'],
  ]
  it.each(rows)('in %s, %s: %s', (area, place, said) => {
    expect(sayPlace(short, { area, place })).toBe(said)
  })

  const kept: typeof rows = [
    ['DQ', '9网格2单元', '东沁村 9网格2单元'],
    ['DQ3-1', '5单元501', '东沁村 3网格1单元 5单元501'],
    ['DQ3-1', '13网格', '东沁村 3网格1单元 13网格'],
    ['DQ3-1', '3网格2单元门口', '东沁村 3网格1单元 2单元门口'],
  ]
  it.each(kept)('keeps numbers that say more than the area: in %s, %s: %s', (area, place, said) => {
    expect(sayPlace(short, { area, place })).toBe(said)
  })
})

describe('people and departments', () => {
  it('are called by name and post', () => {
    expect(sayOwner(town, { department: 'power', handler: 'zhang' }, zh)).toBe('供电所 张工')
    expect(sayOwner(town, { department: 'power', handler: null }, zh)).toBe('供电所')
    expect(sayOwner(town, { department: null, handler: null }, zh)).toBe('调度员')
    expect(sayPosts(town, town.postsByPerson.get('chen') ?? [], zh)).toBe('东沁村3网格1单元 单元长')
    expect(sayPosts(town, town.postsByPerson.get('su') ?? [], en)).toBe('供电所 department lead')
  })

  it('who holds two posts or none is told so', () => {
    const posts = ['lin', 'he'].flatMap((id) => town.postsByPerson.get(id) ?? [])
    expect(sayPosts(town, posts, zh)).toBe('东沁村3网格 网格长、东庄镇 调度员')
    expect(sayPosts(town, posts, en)).toBe('东沁村3网格 grid chief, 东庄镇 dispatcher')
    expect(sayPosts(town, [], zh)).toBe('居民')
  })
})

describe('categories and villages', () => {
  it('are said by name, an unknown category by its code', () => {
    expect(sayCategory(town, 'safety.power_line', zh)).toBe('电线破损')
    expect(sayCategory(town, 'gone.for_good', zh)).toBe('gone.for_good')
    const [first] = SAMPLE_TOWN.taxonomy
    const named = sampleTown({ taxonomy: first ? [{ ...first, en: 'Safety' }] : [] })
    expect(sayCategory(named, 'safety', en)).toBe('Safety')
  })

  it('an area without a village above it stands for itself', () => {
    expect(['DQ3-1', 'DQ', 'DZ', 'nowhere'].map((code) => villageOf(town, code))).toEqual([
      ...['DQ', 'DQ', 'DZ', 'nowhere'],
    ])
  })
})
