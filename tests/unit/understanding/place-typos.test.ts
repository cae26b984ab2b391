import { describe, expect, it } from 'vitest'
import { soundsOf } from '../../../src/domain/area/sounds.ts'
import { placeOf } from './place-support.ts'
import { makeTown } from './support.ts'

const town = makeTown([
  ['t', null, 'town', '白屿镇'],
  ['sp', 't', 'village', '沙埔村', '沙埔'],
  ['sp1', 'sp', 'grid', '1网格', '老人会'],
  ['xs', 't', 'village', '下沙埔村', '下沙埔'],
  ['da', 't', 'village', '东澳村', '东澳'],
  ['da1', 'da', 'grid', '1网格', '相公庙'],
  ['jd', 't', 'village', '街口社区', '街上'],
  ['wh', 'jd', 'grid', '望海花苑', '望海|一期'],
  ['wh3', 'wh', 'unit', '3号楼'],
  ['xd', 'jd', 'grid', '海景小区东区'],
  ['xw', 'jd', 'grid', '海景小区西区'],
  ['jw', 't', 'village', '佳味源食品厂', '佳味源'],
  ['nl', 't', 'village', '南岭脚村', '南岭脚'],
])

describe('names written by ear', () => {
  it.each([
    ['沙', '铺'],
    ['岭', '宁'],
    ['张', '脏'],
    ['生', '身'],
    ['星', '新'],
  ])('%s and %s are told apart only where they sound apart', (a, b) => {
    expect(soundsOf(a) === soundsOf(b)).toBe(a !== '沙')
  })

  it.each([
    ['沙铺村路灯坏了', 'sp', '沙铺村'],
    ['沙浦村1网格停水', 'sp1', '沙浦村1网格'],
    ['下沙铺村停电', 'xs', '下沙铺村'],
    ['望海花园3号楼漏水', 'wh3', '望海花园3号楼'],
    ['忘海花苑电梯坏了', 'wh', '忘海花苑'],
    ['南宁脚那边山体滑坡', 'nl', '南宁脚那边'],
    ['佳味圆食品厂门口污水直排', 'jw', '佳味圆食品厂门口'],
    ['佳味源食品门口有人闹事', 'jw', '佳味源食品门口'],
    ['东奥村相公庙要倒了', 'da1', '东奥村相公庙'],
  ])('%s → %s', (text, area, words) => {
    expect(placeOf(town, text, 't')).toMatchObject({ area, words })
  })

  it('are less sure than names written right, and say so', () => {
    const right = placeOf(town, '沙埔村路灯坏了', 't')
    const wrong = placeOf(town, '沙铺村路灯坏了', 't')
    expect(wrong.confidence).toBeLessThan(right.confidence - 0.2)
    expect(wrong.reason.rule).toBe('地名像是沙埔村')
  })

  it.each([
    ['有个老人回家路上摔了', 'sp'],
    ['一起来看看这个坑', 'jd'],
    ['这事忘还给你了', 'jd'],
    ['老人会不会摔着', 'sp'],
    ['像工地那样围起来', 'da'],
    ['大家一起上', 'jd'],
  ])('everyday words are no names: %s', (text, group) => {
    expect(placeOf(town, text, group).area).toBe(group)
  })

  it('a right name is never read as another that sounds like it', () => {
    const twins = makeTown([
      ['t', null, 'town', '双镇'],
      ['a', 't', 'village', '沙埔村'],
      ['b', 't', 'village', '沙浦村'],
    ])
    expect(placeOf(twins, '沙埔村停水', 't').area).toBe('a')
    expect(placeOf(twins, '沙浦村停水', 't').area).toBe('b')
  })

  it('east is not a slip for west', () => {
    expect(placeOf(town, '海景小区东区停水', 't').area).toBe('xd')
    expect(placeOf(town, '海景小区北区停水', 't').area).not.toMatch(/^x[dw]$/)
  })
})
