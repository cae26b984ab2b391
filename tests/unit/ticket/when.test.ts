import { describe, expect, test } from 'vitest'
import { whenFrom } from '../../../src/domain/when/add-span.ts'
import { readWhen } from '../../../src/domain/when/read-when.ts'
import { sampleTown } from '../../support/sample-town.ts'

/** Wednesday, 1 July 2026, 10:00 in the town. */
const now = new Date('2026-07-01T02:00:00.000Z')
const zone = 'Asia/Shanghai'

/** The time as the town's clock shows it, and the rest. */
function read(text: string, edge: 'start' | 'end' = 'end'): [string, string] | null {
  const found = readWhen(text, { now, zone, edge })
  if (!found) return null
  const { when, rest } = found
  if (when.kind === 'span') return [`${when.span.amount}${when.span.unit}`, rest]
  const at = new Date(when.at.getTime() + 8 * 3_600_000)
  return [at.toISOString().slice(0, 16).replace('T', ' '), rest]
}

describe('lengths of time', () => {
  test.each([
    ['两天', '2d', ''],
    ['2天', '2d', ''],
    ['两天 因为配件没到', '2d', '因为配件没到'],
    ['3小时', '3h', ''],
    ['三个小时', '3h', ''],
    ['一个半小时', '1.5h', ''],
    ['半小时', '30m', ''],
    ['半天', '12h', ''],
    ['两天半', '2.5d', ''],
    ['40分钟', '40m', ''],
    ['一周', '7d', ''],
    ['两个星期', '14d', ''],
    ['1个礼拜', '7d', ''],
    ['三个工作日', '3wd', ''],
    ['4个工作小时', '4wh', ''],
    ['半个月', '15d', ''],
    ['一个月', '30d', ''],
    ['十二天', '12d', ''],
    ['二十天', '20d', ''],
    ['配件没到,要两天', '2d', '配件没到,要'],
    ['三天后 等雨停', '3d', '等雨停'],
    ['两天内', '2d', ''],
    ['2 days, parts are missing', '2d', ', parts are missing'],
    ['3 hours', '3h', ''],
    ['1 week', '7d', ''],
  ])('%s', (text, when, rest) => {
    expect(read(text)).toEqual([when, rest])
  })
})

describe('days and hours', () => {
  test.each([
    ['到周五', '2026-07-03 18:00', ''],
    ['周五前', '2026-07-03 18:00', ''],
    ['到星期天', '2026-07-05 18:00', ''],
    ['周一', '2026-07-06 18:00', ''],
    ['下周一', '2026-07-06 18:00', ''],
    ['下周五', '2026-07-10 18:00', ''],
    ['下下周三', '2026-07-15 18:00', ''],
    ['这周六', '2026-07-04 18:00', ''],
    ['周三', '2026-07-01 18:00', ''],
    ['周三上午9点', '2026-07-08 09:00', ''],
    ['8月3日下午', '2026-08-03 18:00', ''],
    ['八月三号', '2026-08-03 18:00', ''],
    ['8月3日下午3点半', '2026-08-03 15:30', ''],
    ['5月1日', '2027-05-01 18:00', ''],
    ['明天', '2026-07-02 18:00', ''],
    ['明天上午', '2026-07-02 12:00', ''],
    ['明天下午四点', '2026-07-02 16:00', ''],
    ['后天中午', '2026-07-03 13:00', ''],
    ['大后天', '2026-07-04 18:00', ''],
    ['今天晚上', '2026-07-01 21:00', ''],
    ['今晚8点', '2026-07-01 20:00', ''],
    ['到15:30', '2026-07-01 15:30', ''],
    ['到3号', '2026-07-03 18:00', ''],
    ['12月31日', '2026-12-31 18:00', ''],
    ['到月底', '2026-07-31 18:00', ''],
    ['下个月底', '2026-08-31 18:00', ''],
    ['等雨停 到周五', '2026-07-03 18:00', '等雨停'],
    ['等配件到货,到下周一再办', '2026-07-06 18:00', '等配件到货,'],
  ])('%s', (text, when, rest) => {
    expect(read(text)).toEqual([when, rest])
  })

  test('a day without an hour may mean its beginning', () => {
    expect(read('等雨停 到周五', 'start')).toEqual(['2026-07-03 09:00', '等雨停'])
    expect(read('明天下午', 'start')).toEqual(['2026-07-02 14:00', ''])
  })
})

test.each([
  ['配件没到'],
  ['3网格1单元'],
  ['本周一'],
  ['今天早上8点'],
  ['到9点'],
  ['2月30日'],
  ['13月1日'],
  ['一起去'],
  ['几天'],
  ['31号楼'],
  ['第二天'],
  ['0天'],
  [''],
])('no time ahead: %s', (text) => {
  expect(read(text)).toBeNull()
})

test('a length counts from the moment given, a point does not', () => {
  const from = new Date('2026-07-02T00:00:00.000Z')
  const at = (text: string) => {
    const found = readWhen(text, { now, zone, edge: 'end' })
    return found && whenFrom(found.when, from, sampleTown().calendar).toISOString()
  }
  expect(at('两天')).toBe('2026-07-04T00:00:00.000Z')
  expect(at('一个半小时')).toBe('2026-07-02T01:30:00.000Z')
  expect(at('明天')).toBe('2026-07-02T10:00:00.000Z')
})

test.each([
  ['两天', true],
  ['两天,配件没到', true],
  ['配件没到,要两天', true],
  ['等雨停 到周五', true],
  ['到周五因为下雨', true],
  ['今天食堂吃什么', false],
  ['我明天要去镇上', false],
])('stands apart from other words or not: %s', (text, apart) => {
  expect(readWhen(text, { now, zone, edge: 'end' })?.apart).toBe(apart)
})
