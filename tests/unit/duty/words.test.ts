import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findSpan } from '../../../src/domain/duty/days.ts'
import { asksSwap, awayWords, dutyWords, saysBack, swapWords } from '../../../src/domain/duty/words.ts'

/** A Wednesday. */
const NOW = '2026-07-29T10:00'

describe('times as people say them', () => {
  test.each<[string, string, string]>([
    ['8月3日到5日', '2026-08-03T00:00', '2026-08-06T00:00'],
    ['8月3日至8月5号', '2026-08-03T00:00', '2026-08-06T00:00'],
    ['8/3-8/5', '2026-08-03T00:00', '2026-08-06T00:00'],
    ['今天', '2026-07-29T00:00', '2026-07-30T00:00'],
    ['明天下午', '2026-07-30T12:00', '2026-07-31T00:00'],
    ['大后天', '2026-08-01T00:00', '2026-08-02T00:00'],
    ['今天到周五', '2026-07-29T00:00', '2026-08-01T00:00'],
    ['下周一', '2026-08-03T00:00', '2026-08-04T00:00'],
    ['周一', '2026-08-03T00:00', '2026-08-04T00:00'],
    ['明晚', '2026-07-30T18:00', '2026-07-31T08:00'],
    ['30号到2号', '2026-07-30T00:00', '2026-08-03T00:00'],
    ['1月2日', '2027-01-02T00:00', '2027-01-03T00:00'],
    ['31号', '2026-07-31T00:00', '2026-08-01T00:00'],
  ])('%s', (text, from, to) => {
    expect(findSpan(text, NOW)?.span).toEqual({ from, to })
  })

  test.each(['2月30日', '13月1日', '很快', ''])('%s is none', (text) => {
    expect(findSpan(text, NOW)).toBeNull()
  })

  test('a time found always lies ahead and ends after it begins', () => {
    const word = fc.constantFrom(
      '今天',
      '明天',
      '8月3日',
      '5日',
      '周五',
      '下周二',
      '到',
      '上午',
      '晚上',
      ' ',
      '31号',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const found = findSpan(words.join(''), NOW)
        if (found) expect(found.span.from < found.span.to && found.span.to > NOW).toBe(true)
      }),
    )
  })
})

describe('the own absence', () => {
  test.each<[string, string | null, string]>([
    ['我明天请假，李四代', '李四', '2026-07-30T00:00'],
    ['8月3日到5日请假，由张三代班', '张三', '2026-08-03T00:00'],
    ['明天我想请个假', null, '2026-07-30T00:00'],
    ['今天到周五出差 让卓添财顶班', '卓添财', '2026-07-29T00:00'],
  ])('%s', (text, deputy, from) => {
    const words = awayWords(text, NOW)
    expect([words?.deputy, words?.span.from]).toEqual([deputy, from])
  })

  test.each([
    '网格长请假了，路灯没人管',
    '明天请假，3网格的路灯坏了',
    '他明天请假',
    '请假',
    '31号转给水务',
    '明天来修路灯',
  ])('%s is none', (text) => {
    expect(awayWords(text, NOW)).toBeNull()
  })

  test('after the command the word for it is not needed', () => {
    expect(awayWords('8月3日到5日 由张三代', NOW)).toBeNull()
    expect(awayWords('8月3日到5日 由张三代', NOW, true)?.deputy).toBe('张三')
  })

  test('is over', () => {
    expect(['我回来上班了', '销假', '取消请假', '来水了', '我回来了一趟'].map(saysBack)).toEqual([
      ...[true, true, true],
      ...[false, false],
    ])
  })
})

test.each<[string, string | null]>([
  ['今晚谁值班', 'tonight'],
  ['谁值班？', 'now'],
  ['现在是谁在值班呀', 'now'],
  ['这周值班表', 'week'],
  ['值班表', 'week'],
  ['谁在值班室', null],
  ['值班的人没来', null],
])('%s', (text, when) => {
  expect(dutyWords(text)).toBe(when)
})

describe('changing shifts', () => {
  test('names the turn, the other and perhaps a turn in return', () => {
    expect(swapWords('8月3日晚上和李四换班', NOW)).toEqual({
      own: { from: '2026-08-03T18:00', to: '2026-08-04T08:00' },
      other: '李四',
      theirs: null,
    })
    expect(swapWords('我8月3日的班和李四8月5日的换班', NOW)?.theirs?.from).toBe('2026-08-05T00:00')
    expect(swapWords('8月3日 李四', NOW, true)?.other).toBe('李四')
    expect(swapWords('换班', NOW)).toBeNull()
    expect(['换班', '我想换班', '换班怎么换', '换灯泡'].map(asksSwap)).toEqual([true, true, true, false])
  })
})
