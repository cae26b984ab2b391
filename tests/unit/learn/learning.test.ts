import { test } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyText, labelText } from '../../../src/domain/understanding/learning/classify-text.ts'
import {
  type HeadsModel,
  PackedHeadsModel,
  packHeadsModel,
  unpackHeadsModel,
} from '../../../src/domain/understanding/learning/heads-model.ts'
import { type LabelledRow, learnHeads } from '../../../src/domain/understanding/learning/learn-heads.ts'
import { wordsOfText } from '../../../src/domain/understanding/learning/words.ts'
import { groupCopies } from '../../../src/lib/linear/copies.ts'
import { figuresFor } from '../../../src/lib/linear/figures.ts'
import { foldsOf } from '../../../src/lib/linear/folds.ts'
import { fitOffsets, highest } from '../../../src/lib/linear/offsets.ts'
import { fitTemperature } from '../../../src/lib/linear/temperature.ts'
import { countWords, cutWords, wordBook } from '../../../src/lib/word-book.ts'
import { LETTERS, UNSEEN } from './letters.ts'

const rows: LabelledRow[] = Object.entries(LETTERS).flatMap(([label, texts]) =>
  texts.map((text) => ({ label, text, form: 'text' as const })),
)

function learned(from: readonly LabelledRow[], folds = 0): HeadsModel {
  const result = learnHeads(from, { version: 'test', folds })
  if (!result.ok) throw new Error(result.code)
  return result.model
}

const model = learned(rows)

describe('learning from letters', () => {
  it.each(UNSEEN)('%s: %s', (label, text) => {
    expect(labelText(model, text).label).toBe(label)
  })

  it('says why, and what else it might be', () => {
    const reading = classifyText(model, UNSEEN[0]?.[1] ?? '')
    expect(reading.label).toBe('环境保护')
    expect(reading.runnerUp.label).not.toBe('环境保护')
    expect(reading.confidence).toBeGreaterThan(reading.runnerUp.confidence)
    expect(reading.reasons[0]?.weight).toBeGreaterThan(0)
    expect(reading.reasons.some(({ word }) => word.includes('废水') || word.includes('河'))).toBe(true)
  })

  it('gives the same model for the same rows', () => {
    expect(packHeadsModel(learned(rows, 3))).toEqual(packHeadsModel(learned(rows, 3)))
  })

  it('measures on rows it did not learn from', () => {
    const result = learnHeads(rows, { folds: 4 })
    if (!result.ok) throw new Error(result.code)
    expect(result.report).toMatchObject({ rows: 36, copies: 0, leftOut: [] })
    expect(result.report.figures?.macroF1).toBeGreaterThan(0.7)
    expect(result.model.quality).toMatchObject({ rows: 36, macroF1: result.report.figures?.macroF1 })
  })

  it('a copy does not help to measure its original', () => {
    // Labels by chance: only who has seen the copy can tell them.
    const chance = rows.map(({ text, form }, i) => ({ label: i % 2 ? 'a' : 'b', text, form }))
    const result = learnHeads([...chance, ...chance], { folds: 4 })
    if (!result.ok) throw new Error(result.code)
    expect(result.report.copies).toBe(36)
    expect(result.report.figures?.accuracy).toBeLessThan(0.8)
  })

  it('leaves out labels with too few rows, and refuses when fewer than two are left', () => {
    const few = rows.filter(({ label }) => label === '环境保护')
    const odd: LabelledRow[] = [{ label: '其他', text: '谢谢', form: 'text' }]
    expect(learnHeads([...few, ...odd])).toEqual({
      ok: false,
      code: 'too_little',
      enough: 1,
      leftOut: [{ label: '其他', rows: 1 }],
    })
    expect(learnHeads([])).toMatchObject({ ok: false, enough: 0 })
    const most = learnHeads([...rows, ...odd], { folds: 0 })
    expect(most.ok && most.report.leftOut).toEqual([{ label: '其他', rows: 1 }])
    expect(most.ok && most.model.linear.labels).not.toContain('其他')
  })

  it('tells how far it is', () => {
    const steps: string[] = []
    learnHeads(rows, { folds: 2 }, ({ step, done, of }) => steps.push(`${step} ${done}/${of}`))
    expect(steps).toEqual(['words 0/36', 'fold 0/2', 'fold 1/2', 'fold 2/2', 'whole 0/1', 'whole 1/1'])
  })
})

describe('words', () => {
  const words = [
    ['污水', '河边', '偷偷'],
    ['污水', '排'],
    ['污水', '公交车'],
  ]
  const book = wordBook(countWords(words, 1), new Set(['的', '我们']))

  it.each([
    ['我们河边的污水', ['河边', '污水']],
    ['河边污水偷偷排', ['河边', '污水', '偷偷', '排']],
    ['火星', []],
    ['', []],
  ])('%s is cut by the words of the source', (run, words) => {
    expect(cutWords(run, book)).toEqual(words)
  })

  it('reads words with blanks between as they are, and running text by the book', () => {
    expect(wordsOfText('河边 污水 偷偷 排', book)).toEqual(['河边', '污水', '偷偷', '排'])
    expect(wordsOfText('河边偷偷,排污水 公交车!', book)).toEqual(['河边', '偷偷', '排', '污水', '公交车'])
    expect(wordsOfText('公交車', book)).toEqual(['公交车'])
  })

  it('cuts by marks and function words where no words are known', () => {
    const none = wordBook(countWords([], 1), new Set())
    expect(wordsOfText('我们村的路灯坏了,晚上很黑。', none)).toEqual(['村', '路灯坏', '晚', '黑'])
  })

  it('learned on words, asked in running text', () => {
    const cutInTwos = (text: string) =>
      text
        .replace(/[,。?]/g, '')
        .match(/.{1,2}/gu)
        ?.join(' ') ?? ''
    const cut = [1, 2, 3].flatMap(() =>
      rows.map(({ label, text }) => ({ label, text: cutInTwos(text), form: 'tokens' as const })),
    )
    const fromWords = learned(cut)
    expect(fromWords.book.counts.size).toBeGreaterThan(100)
    for (const [label, text] of UNSEEN) expect(labelText(fromWords, text).label).toBe(label)
  })
})

describe('the model file', () => {
  const packed = PackedHeadsModel.parse(JSON.parse(JSON.stringify(packHeadsModel(model))))

  it('reads the same after it was written', () => {
    const again = unpackHeadsModel(packed)
    for (const [, text] of UNSEEN) {
      const before = classifyText(model, text)
      const after = classifyText(again, text)
      expect(after.label).toBe(before.label)
      expect(after.confidence).toBeCloseTo(before.confidence, 1)
    }
    expect(packHeadsModel(again).linear.features).toBe(packed.linear.features)
  })

  it.each([
    ['weights are cut off', { ...packed, linear: { ...packed.linear, weight: 'AAAA' } }],
    ['rarity is cut off', { ...packed, linear: { ...packed.linear, rarity: '' } }],
    [
      'a label is missing',
      { ...packed, linear: { ...packed.linear, labels: packed.linear.labels.slice(1) } },
    ],
    ['counts do not fit', { ...packed, book: { words: 'a\nb', counts: [1], total: 2 } }],
  ])('is refused when %s', (_, broken) => {
    expect(() => unpackHeadsModel(broken)).toThrow('model')
  })
})

describe('whatever is asked', () => {
  const messy = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(fc.constantFrom('污水', ' ', '公交', '\n', '的', '😂', '\u0000', 'ﷺ', '河邊', '​', '。'), {
        maxLength: 80,
      })
      .map((list) => list.join('')),
  )

  test.prop([messy])('a label, shares of one, reasons out of the text', (text) => {
    const reading = classifyText(model, text)
    expect(model.linear.labels).toContain(reading.label)
    expect(reading.confidence).toBeGreaterThanOrEqual(reading.runnerUp.confidence)
    expect(reading.confidence + reading.runnerUp.confidence).toBeLessThanOrEqual(1.0001)
    expect(reading.reasons.length).toBeLessThanOrEqual(5)
    for (const { weight } of reading.reasons) expect(Number.isFinite(weight)).toBe(true)
    expect(classifyText(model, text)).toEqual(reading)
  })

  it('long texts cost no more than their first part', () => {
    const long = `${'污水'.repeat(60_000)}公交车`
    const before = performance.now()
    expect(labelText(model, long).label).toBe('环境保护')
    expect(performance.now() - before).toBeLessThan(3_000)
  })
})

describe('measuring', () => {
  it('figures', () => {
    const figures = figuresFor(['a', 'b', 'c'], [0, 0, 1, 1], [0, 1, 1, 1])
    expect(figures.accuracy).toBe(0.75)
    expect(figures.labels.map(({ f1 }) => f1)).toEqual([2 / 3, 0.8, 0])
    expect(figures.labels[0]).toMatchObject({ rows: 2, precision: 1, recall: 0.5 })
    expect(figures.macroF1).toBeCloseTo((2 / 3 + 0.8) / 3)
  })

  it('rows of a group stand in one fold, labels evenly', () => {
    const groups = Int32Array.from({ length: 60 }, (_, i) => i - (i % 2))
    const labels = Int32Array.from({ length: 60 }, (_, i) => (i < 20 ? 0 : 1))
    const folds = foldsOf(groups, labels, 5, 1)
    folds.forEach((fold, i) => {
      expect(fold).toBe(folds[i - (i % 2)])
    })
    for (let f = 0; f < 5; f++) {
      expect(folds.filter((fold, i) => fold === f && labels[i] === 0)).toHaveLength(4)
      expect(folds.filter((fold, i) => fold === f && labels[i] === 1)).toHaveLength(8)
    }
  })

  it('near copies are one group, others are not', () => {
    const bag = (...at: number[]) => ({ at: Int32Array.from(at), count: new Uint16Array(at.length).fill(1) })
    const groups = groupCopies(
      [
        bag(1, 2, 3, 4, 5, 6, 7),
        bag(9, 7, 6, 5, 4, 3, 2),
        bag(20, 21, 22, 23, 24, 25),
        bag(1, 30, 31, 32, 33, 34, 35),
      ],
      40,
    )
    expect(groups[0]).toBe(groups[1])
    expect(new Set(groups).size).toBe(3)
  })

  it('scores that are often wrong make a warm temperature', () => {
    const scores = Array.from({ length: 40 }, () => Float64Array.from([1, 0]))
    const sure = fitTemperature(scores, new Array(40).fill(0))
    const unsure = fitTemperature(
      scores,
      Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 1 : 0)),
    )
    expect(sure).toBeLessThan(0.1)
    expect(1 / (1 + Math.exp(-1 / unsure))).toBeCloseTo(0.75, 1)
  })

  it('a label that is found too seldom gets an offset', () => {
    const scores = Array.from({ length: 100 }, (_, i) => Float64Array.from([0.5, i < 20 ? 0.42 : 0.2]))
    const truth = Array.from({ length: 100 }, (_, i) => (i < 20 ? 1 : 0))
    const offsets = fitOffsets(scores, truth, ['large', 'small'])
    expect(scores.map((row) => highest(row, offsets))).toEqual(truth)
  })
})
