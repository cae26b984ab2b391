import { test } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUILT_IN_TAXONOMY } from '../../../src/domain/area/built-in-taxonomy.ts'
import { LEXICON, wordsOf } from '../../../src/domain/understanding/lexicon/index.ts'
import { normalise } from '../../../src/domain/understanding/normalise.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { REPORTS } from './messages.ts'
import { coast, inGroup, NOBODY } from './support.ts'

const reader = createReader(coast)
const pieces = fc.constantFrom(
  ...'电线 路灯 3号网格 一单元 @李四 @所有人 [微笑] 😂 。 ! ! \n 「引 」\n---- > https://x.cn/a 哈哈哈哈 6-2-301 不是 没 東沁村 ,, \u200b ① 2. 另外 漏氣'.split(
    ' ',
  ),
)
const messy = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
)

/** Now and then as long as no platform allows. */
const any = fc.oneof(
  { weight: 200, arbitrary: messy },
  { weight: 1, arbitrary: messy.map((text) => `${text}。`.repeat(Math.ceil(100_000 / (text.length + 1)))) },
)

describe('always', () => {
  it('reading 10,000 odd texts never throws, the same reads the same, place and summary are the own words', {
    timeout: 180_000,
  }, () => {
    fc.assert(
      fc.property(any, (text) => {
        const reading = reader.read(inGroup(text, 'dq', 'dq3u1'), NOBODY)
        for (const { place, summary } of reading.incidents) {
          if (place !== null) expect(text).toContain(place)
          expect(text).toContain(summary)
        }
        expect(reader.read(inGroup(text, 'dq', 'dq3u1'), NOBODY)).toEqual(reading)
      }),
      { numRuns: 10_000 },
    )
  })

  test.prop([messy])('made plain twice is made plain once', (text) => {
    const once = normalise(text).text
    expect(normalise(once).text).toBe(once)
  })

  test.prop([fc.constantFrom(...REPORTS), fc.constantFrom('大家好,', '辛苦了。', '[抱拳]', '谢谢!')])(
    'polite words leave the matter as it is',
    ([text, , category, photo], polite) => {
      const reading = reader.read(
        { ...inGroup(`${text} ${polite}`, 'dq', 'dq3u1'), hasPhoto: photo === 'photo' },
        NOBODY,
      )
      // Of two leaves that are as good as even the other may come first.
      const [incident] = reading.incidents
      if (incident) expect([incident.category, incident.runnerUp]).toContain(category)
    },
  )

  it('long and hostile texts cost little', () => {
    const texts = [
      '好的'.repeat(50_000),
      '电线'.repeat(50_000),
      ' '.repeat(100_000),
      '1.'.repeat(50_000),
      '@'.repeat(100_000),
      '「'.repeat(100_000),
    ]
    const start = performance.now()
    for (const text of texts) reader.read(inGroup(text, 'dq'), NOBODY)
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  it('the lexicon covers every leaf, eight words or more', () => {
    const parents = new Set(BUILT_IN_TAXONOMY.map((category) => category.parent))
    for (const { code } of BUILT_IN_TAXONOMY) {
      if (code === 'other' || parents.has(code)) continue
      const leaf = LEXICON.get(code)
      expect(leaf, code).toBeDefined()
      expect(wordsOf(leaf?.strong ?? '').length, code).toBeGreaterThanOrEqual(8)
    }
    expect(LEXICON.size).toBe(
      BUILT_IN_TAXONOMY.filter(({ code }) => code !== 'other' && !parents.has(code)).length,
    )
  })
})

describe('making plain', () => {
  it.each([
    ['3號樓電梯壞了！！！', '3号楼电梯坏了!'],
    ['３＃楼２单元', '3#楼2单元'],
    ['@张三 麻烦看下😂', '麻烦看下'],
    ['「王五: 昨天的事」\n- - - - - - - -\n路灯又坏了', '路灯又坏了'],
    ['路灯坏了 https://a.cn/x?y=1', '路灯坏了'],
    ['哈哈哈哈哈哈', '哈哈'],
    ['110', '110'],
  ])('%s → %s', (text, plain) => {
    expect(normalise(text).text).toBe(plain)
  })
})
