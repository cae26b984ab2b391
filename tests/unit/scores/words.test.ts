import { describe, expect, it } from 'vitest'
import { ratingWords, saysStillFixed } from '../../../src/app/feedback/rating-words.ts'
import { workWords } from '../../../src/app/intake/work-words.ts'
import { statsWords } from '../../../src/app/scores/command.ts'
import { findMonth, periodOf } from '../../../src/app/scores/month.ts'

/** 15 August 2026, 10:00 in the town. */
const now = new Date('2026-08-15T02:00:00.000Z')
const clock = { now, zone: 'Asia/Shanghai' }

describe('a rating in words', () => {
  it.each([
    ['满意', 'good', ''],
    ['很满意,谢谢', 'good', '谢谢'],
    ['基本满意吧', 'fair', ''],
    ['比较满意', 'fair', ''],
    ['不满意', 'bad', ''],
    ['不太满意，拖了半个月', 'bad', '拖了半个月'],
    ['非常不满意。来了三趟', 'bad', '来了三趟'],
    ['not satisfied, took weeks', 'bad', 'took weeks'],
  ])('%s', (text, value, word) => {
    expect(ratingWords(text)).toEqual({ value, text: word })
  })

  it.each(['满意度调查什么时候做', '大家都满意就好办了', '修好了', '', `满意,${'好'.repeat(90)}`])(
    '%s is none',
    (text) => {
      expect(ratingWords(text)).toBeNull()
    },
  )

  it('with a number it is a command on that ticket', () => {
    expect(workWords('31号不满意,拖太久')).toEqual({ command: 'rate', number: '31', rest: '不满意,拖太久' })
    expect(workWords('31号申诉:台风封路')).toEqual({ command: 'ask_excuse', number: '31', rest: '台风封路' })
    expect(workWords('满意度31')).toBeNull()
  })

  it.each([
    ['还好着呢', true],
    ['没再漏', true],
    ['没问题,谢谢', true],
    ['没问题的话我明天去', false],
    ['又漏了', false],
  ])('%s: still fixed %s', (text, still) => {
    expect(saysStillFixed(text)).toBe(still)
  })
})

describe('a month', () => {
  it.each([
    ['上个月', '2026-07', ''],
    ['上月水务站', '2026-07', '水务站'],
    ['本月', '2026-08', ''],
    ['水务站 7月', '2026-07', '水务站'],
    ['12月份', '2025-12', ''],
    ['2025年3月', '2025-03', ''],
    ['2025-03', '2025-03', ''],
    ['东沁村', null, '东沁村'],
  ])('%s', (words, month, rest) => {
    expect(findMonth(words, clock)).toEqual({ month, rest })
  })

  it('begins and ends by the clock of the town, and is settled three days after', () => {
    expect(periodOf('2026-07', clock, 3)).toEqual({
      from: new Date('2026-06-30T16:00:00.000Z'),
      to: new Date('2026-07-31T16:00:00.000Z'),
      asOf: new Date('2026-08-03T16:00:00.000Z'),
    })
    expect(periodOf('2026-08', clock, 3)?.asOf).toEqual(now)
    expect(periodOf('2026-02', clock, 3)?.to).toEqual(new Date('2026-02-28T16:00:00.000Z'))
    for (const none of ['2026-09', '2026-13', 'x', '']) expect(periodOf(none, clock, 3)).toBeNull()
  })
})

describe('a question for figures', () => {
  const words = (text: string) => statsWords(text, { app: { zone: clock.zone } as never, now })
  it.each([
    ['上个月的满意率', { month: '2026-07', rate: 'satisfaction', rank: null, today: false, who: '' }],
    [
      '本月各部门办结率',
      { month: '2026-08', rate: 'resolution', rank: 'departments', today: false, who: '' },
    ],
    [
      '7月水务站的按时接单率是多少?',
      { month: '2026-07', rate: 'accept_on_time', rank: null, today: false, who: '水务站' },
    ],
    ['查一下东沁村响应率', { month: null, rate: 'response', rank: null, today: false, who: '东沁村' }],
    ['各村解决率排名', { month: null, rate: 'resolution', rank: 'areas', today: false, who: '' }],
    ['7月 至今', { month: '2026-07', rate: null, rank: null, today: true, who: '' }],
    [
      '我们网格这个月解决率怎么样',
      { month: '2026-08', rate: 'resolution', rank: null, today: false, who: '' },
    ],
  ])('%s', (text, told) => {
    expect(words(text)).toEqual(told)
  })
})
