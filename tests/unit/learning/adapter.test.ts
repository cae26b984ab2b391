import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adaptModel, ownRuns, packAdapter } from '../../../src/domain/understanding/model/adapter.ts'
import { createExaminer, foldOf, learnAdapter } from '../../../src/domain/understanding/model/learn.ts'
import {
  chooseExamples,
  createListener,
  type Example,
} from '../../../src/domain/understanding/model/lessons.ts'
import { shippedModel } from '../../../src/domain/understanding/model/shipped.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { fitModel as fitted } from '../../../src/lib/linear/fit.ts'
import type { LinearModel } from '../../../src/lib/linear/model.ts'
import { ngrams } from '../../../src/lib/linear/ngrams.ts'
import { example, JARGON, PLAIN } from '../../support/examples.ts'
import { coast, inGroup, NOBODY } from '../understanding/support.ts'

const shipped = shippedModel()
const reads = createExaminer(shipped, coast)
const listen = createListener(shipped, coast)
const learn = (examples: readonly Example[]) =>
  learnAdapter(
    examples.flatMap((e) => listen(e) ?? []),
    shipped,
    coast,
  )
const corrections = JARGON.map((text) => example(text))
const confirmed = PLAIN.map(([text, leaf]) => example(text, { read: leaf, right: leaf }))
const all = [...corrections, ...confirmed]
const right = (examples: readonly Example[], adapter: ReturnType<typeof learn> | null) =>
  examples.filter((e) => reads(e, adapter)).length

describe('what a town says', () => {
  test('is learned: reports held out are read by what the others taught', () => {
    let before = 0
    let after = 0
    for (let fold = 0; fold < 5; fold++) {
      const rest = all.filter((_, i) => foldOf(i) !== fold)
      const held = all.filter((_, i) => foldOf(i) === fold)
      const adapter = learn(rest)
      before += right(held, null)
      after += right(held, adapter)
    }
    expect(after - before).toBeGreaterThanOrEqual(12)
  })

  test('changes nothing that was right', () => {
    const adapter = learn(all)
    expect(right(confirmed, null)).toBe(confirmed.length)
    expect(right(confirmed, adapter)).toBe(confirmed.length)
  })

  test('is learned the same each time, and kept as it was learned', () => {
    expect(packAdapter(learn(all))).toEqual(packAdapter(learn(all)))
  })

  test('does not touch words that have nothing of it', () => {
    const adapter = learn(corrections)
    const reader = createReader(coast, { model: adaptModel(shipped, () => adapter, coast) })
    const plain = createReader(coast)
    for (const text of ['电梯困人了快来', '有人打架动刀了', '想办残疾证']) {
      const input = inGroup(text, 'dq')
      expect(reader.read(input, NOBODY).incidents).toEqual(plain.read(input, NOBODY).incidents)
    }
  })

  test('is not used beside another shipped model', () => {
    const adapter = { ...learn(all), base: 'another' }
    expect(right(corrections, adapter)).toBe(right(corrections, null))
  })
})

describe('no report', () => {
  const talk = ['摩托车要保养的找我', '天黑路滑,慢慢走', '收旧家电的又来了', '晚上八点球场集合'].flatMap(
    (t) => ['大家', '各位', '邻居们', '乡亲们', '朋友们'].map((who) => `${who}${t}`),
  )

  test('is learned from 不是隐患, but never of what may be an emergency', () => {
    const fires = Array.from({ length: 4 }, (_, i) =>
      example(`${WHO[i]}那边着火了,烟好大快来人`, { read: 'emergency.fire', right: null }),
    )
    const adapter = learn([...talk.map((t) => example(t, { right: null })), ...fires, ...confirmed])
    const reader = createReader(coast, { model: adaptModel(shipped, () => adapter, coast) })
    expect(reader.read(inGroup('祠堂那边着火了,烟好大快来人', 'dq'), NOBODY).incidents).toMatchObject([
      { category: 'emergency.fire' },
    ])
  })
})
const WHO = ['东头', '西头', '南头', '北头', '桥头', '山边', '田边', '海边']

describe('an emergency or a confidential matter', () => {
  const fire = (n: number, to: string | null) =>
    Array.from({ length: n }, (_, i) =>
      example(`${WHO[i]}在烧稻草,着火了烟好大`, { read: 'emergency.fire', right: to }),
    )

  test.each([null, 'environment.burning'])('is not turned away (%s) by four tickets', (to) => {
    const adapter = learn([...fire(4, to), ...confirmed])
    expect([...adapter.released]).toEqual([])
    const reader = createReader(coast, { model: adaptModel(shipped, () => adapter, coast) })
    const plain = createReader(coast)
    const input = inGroup('村口在烧稻草,着火了烟好大', 'dq')
    expect(reader.read(input, NOBODY).incidents.map((i) => i.category)).toEqual(
      plain.read(input, NOBODY).incidents.map((i) => i.category),
    )
  })

  test('is not even learned from fewer, lest it spill over', () => {
    for (const to of [null, 'environment.burning'])
      expect(learn(fire(4, to))).toMatchObject({ leaf: null, opens: null })
    expect(learn(fire(5, 'environment.burning')).leaf).not.toBeNull()
  })

  test('is kept from whatever words an adapter holds, but where it is released', () => {
    const text = '有烟味快来看'
    const runs = ngrams(text, 3)
    const options = { c: 50, epochs: 50, seed: 1, atLeast: 1, prune: 0, temperature: 1 }
    const lesson = (label: string) => [{ label, features: { runs: ownRuns(runs), signs: new Map() } }]
    const heavy = (model: LinearModel) => ({ ...model, weight: model.weight.map((w) => w * 100) })
    const hostile = {
      base: shipped.version,
      weight: 1,
      leaf: heavy(fitted(lesson('facility.tree'), options, ['emergency.fire', 'facility.tree'])),
      opens: heavy(fitted(lesson('no'), options, ['no', 'yes'])),
    }
    const as = (released: string[]) => {
      const adapter = { ...hostile, released: new Set(released) }
      const reader = createReader(coast, { model: adaptModel(shipped, () => adapter, coast) })
      const { judged, incidents } = reader.read(inGroup(text, 'dq'), NOBODY)
      return { incidents: incidents.map((i) => i.category), opens: judged.acts.report + judged.acts.request }
    }
    const plain = createReader(coast).read(inGroup(text, 'dq'), NOBODY).judged.acts
    expect(as([])).toEqual({ incidents: ['emergency.fire'], opens: plain.report + plain.request })
    expect(as(['emergency.fire>facility.tree']).incidents).toEqual(['facility.tree'])
    expect(as(['emergency.fire>']).opens).toBeLessThan(plain.report + plain.request)
  })

  test('five different tickets may; five words on one ticket may not', () => {
    expect([...learn(fire(5, 'environment.burning')).released]).toEqual([
      'emergency.fire>environment.burning',
    ])
    const one = chooseExamples(fire(5, 'environment.burning').map((e) => ({ ...e, ticketId: 'one' })))
    expect(one).toHaveLength(1)
    expect([...learn(one).released]).toEqual([])
  })

  test('stays what it was, whatever a town is taught', () => {
    const emergencies = ['着火了快来人', '煤气漏了味道很大', '电线掉下来了冒火花']
    const plain = createReader(coast)
    const words = fc.constantFrom(
      '着火',
      '煤气',
      '掉河里',
      '电线',
      '快来',
      '冒火花',
      '垃圾',
      '路灯',
      '人',
      '了',
      ' ',
    )
    const texts = fc.array(words, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
    const rights = fc.constantFrom(null, 'environment.garbage', 'facility.street_light', 'noise.living')
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, rights), { minLength: 1, maxLength: 30 }), (taught) => {
        const adapter = learn(chooseExamples(taught.map(([text, to]) => example(text, { right: to }))))
        const reader = createReader(coast, { model: adaptModel(shipped, () => adapter, coast) })
        for (const text of emergencies) {
          const input = inGroup(text, 'dq')
          expect(reader.read(input, NOBODY).incidents.map((i) => i.category)).toEqual(
            plain.read(input, NOBODY).incidents.map((i) => i.category),
          )
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('poisoned lessons', () => {
  test('of one account count twenty a day, of blank and contradictory words none', () => {
    const flood = Array.from({ length: 300 }, (_, i) =>
      example(`${i}号地块垃圾`, { by: 'one', at: new Date('2026-07-01T08:00:00Z') }),
    )
    expect(chooseExamples(flood)).toHaveLength(20)
    const torn = [
      example('桥头那个坏了', { right: 'facility.road' }),
      example('桥头那个坏了'),
      example('   '),
    ]
    expect(chooseExamples(torn)).toEqual([])
  })

  test('of any text: the weights stay bounded and reading goes on', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean()), { maxLength: 20 }),
        (taught) => {
          const made = taught.map(([text, yes]) => example(text, yes ? {} : { right: null }))
          const adapter = learn(chooseExamples(made))
          for (const model of [adapter.leaf, adapter.opens])
            for (const w of model?.weight ?? []) expect(Math.abs(w)).toBeLessThanOrEqual(1)
          for (const e of made) reads(e, adapter)
        },
      ),
      { numRuns: 30 },
    )
  })
})
