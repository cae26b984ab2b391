import { describe, expect, it } from 'vitest'
import { createTexts } from '../../../src/app/texts/index.ts'
import { sayDuration, sayPast, sayTime } from '../../../src/app/texts/time.ts'

const { 'zh-CN': zh, en } = createTexts({ texts: {} })

/** Wednesday, 1 July 2026, 8:05 in Shanghai, five past midnight in UTC. */
const now = new Date('2026-07-01T00:05:00.000Z')
const shanghai = { now, zone: 'Asia/Shanghai' }
const utc = { now, zone: 'UTC' }

describe('sayTime in Shanghai', () => {
  it.each([
    ['2026-07-01T10:30:00.000Z', '今天 18:30', '18:30 today'],
    ['2026-06-30T16:00:00.000Z', '今天 0:00', '0:00 today'],
    ['2026-06-30T15:59:59.999Z', '昨天 23:59', '23:59 yesterday'],
    ['2026-07-01T15:59:00.000Z', '今天 23:59', '23:59 today'],
    ['2026-07-01T16:00:00.000Z', '明天 0:00', '0:00 tomorrow'],
    ['2026-07-02T01:00:00.000Z', '明天 9:00', '9:00 tomorrow'],
    ['2026-07-03T09:00:00.000Z', '周五 17:00', '17:00 on Fri'],
    ['2026-07-05T09:00:00.000Z', '周日 17:00', '17:00 on Sun'],
    ['2026-07-06T16:00:00.000Z', '周二 0:00', '0:00 on Tue'],
    ['2026-07-07T15:59:00.000Z', '周二 23:59', '23:59 on Tue'],
    ['2026-07-07T16:00:00.000Z', '7月8日 0:00', '0:00 on 8 Jul'],
    ['2026-12-03T01:00:00.000Z', '12月3日 9:00', '9:00 on 3 Dec'],
    ['2027-01-04T01:00:00.000Z', '1月4日 9:00', '9:00 on 4 Jan'],
    ['2026-06-29T08:00:00.000Z', '6月29日 16:00', '16:00 on 29 Jun'],
  ])('%s is %s', (iso, chinese, english) => {
    expect(sayTime(iso, zh, shanghai)).toBe(chinese)
    expect(sayTime(new Date(iso), en, shanghai)).toBe(english)
  })
})

describe('sayTime in another zone', () => {
  it.each([
    ['2026-06-30T16:00:00.000Z', '昨天 16:00'],
    ['2026-06-30T23:59:00.000Z', '昨天 23:59'],
    ['2026-07-01T00:00:00.000Z', '今天 0:00'],
    ['2026-07-01T16:00:00.000Z', '今天 16:00'],
    ['2026-07-02T00:00:00.000Z', '明天 0:00'],
  ])('%s is %s in UTC', (iso, said) => {
    expect(sayTime(iso, zh, utc)).toBe(said)
  })

  it('counts days, not hours, where a clock was put forward in the night', () => {
    const clock = { now: new Date('2026-03-28T22:30:00.000Z'), zone: 'Europe/Berlin' }
    expect(sayTime('2026-03-28T23:30:00.000Z', zh, clock)).toBe('明天 0:30')
    expect(sayTime('2026-03-29T22:30:00.000Z', zh, clock)).toBe('周一 0:30')
  })
})

describe('sayPast', () => {
  it.each([
    ['2026-06-30T23:40:00.000Z', '7:40', '昨天 23:40'],
    ['2026-06-30T16:00:00.000Z', '0:00', '昨天 16:00'],
    ['2026-06-30T15:40:00.000Z', '昨天 23:40', '昨天 15:40'],
    ['2026-06-20T01:00:00.000Z', '6月20日 9:00', '6月20日 1:00'],
  ])('%s is %s in Shanghai, %s in UTC', (iso, there, here) => {
    expect(sayPast(iso, zh, shanghai)).toBe(there)
    expect(sayPast(iso, zh, utc)).toBe(here)
  })
})

describe('sayDuration', () => {
  it.each([
    [0, '1 分钟', '1 minute'],
    [0.4, '1 分钟', '1 minute'],
    [12, '12 分钟', '12 minutes'],
    [89, '89 分钟', '89 minutes'],
    [90, '1.5 小时', '1.5 hours'],
    [120, '2 小时', '2 hours'],
    [150, '2.5 小时', '2.5 hours'],
    [179, '3 小时', '3 hours'],
    [11.6 * 60, '12 小时', '12 hours'],
    [35 * 60, '35 小时', '35 hours'],
    [36 * 60, '1.5 天', '1.5 days'],
    [48 * 60, '2 天', '2 days'],
    [12.3 * 1440, '12 天', '12 days'],
  ])('%d minutes is %s', (minutes, chinese, english) => {
    expect(sayDuration(minutes, zh)).toBe(chinese)
    expect(sayDuration(minutes, en)).toBe(english)
  })
})
