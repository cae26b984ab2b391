import { describe, expect, it } from 'vitest'
import { type ContextLesson, fitInContexts, scoresIn } from '../../../src/lib/linear/contexts.ts'
import { scoresOf } from '../../../src/lib/linear/model.ts'
import { ngrams } from '../../../src/lib/linear/ngrams.ts'
import { packModel, packNames, unpackModel, unpackNames } from '../../../src/lib/linear/pack.ts'

const LABELS = ['calm', 'grave']
const features = (text: string) => ({ runs: ngrams(text, 2), signs: new Map([['is always', 0.3]]) })
const lesson = (label: string, context: string, text: string): ContextLesson => ({
  label,
  contexts: [context],
  features: features(text),
})

/** 没声 is grave of a person, calm of a machine; 冒火 is grave of both. */
const LESSONS = [
  ['grave', 'person', '阿婆没声了'],
  ['grave', 'person', '老伯屋里没声'],
  ['grave', 'person', '他在房里没声'],
  ['calm', 'person', '阿婆在唱歌'],
  ['calm', 'person', '老伯在下棋'],
  ['calm', 'machine', '水泵没声了'],
  ['calm', 'machine', '风机今天没声'],
  ['calm', 'machine', '空调没声好睡'],
  ['grave', 'machine', '水泵冒火'],
  ['grave', 'machine', '风机冒火了'],
  ['grave', 'person', '灶头冒火'],
].map(([label = '', context = '', text = '']) => lesson(label, context, text))

const model = fitInContexts(
  LESSONS,
  { c: 4, epochs: 60, seed: 1, atLeast: 1, prune: 0, temperature: 0.5 },
  LABELS,
)
const read = (text: string, contexts: string[], of = model) => {
  const scores = scoresIn(of, scoresOf(of, features(text)), contexts, LABELS)
  return LABELS[scores.indexOf(Math.max(...scores))]
}

describe('words in contexts', () => {
  it.each([
    ['隔壁没声', 'person', 'grave'],
    ['电梯没声', 'machine', 'calm'],
    ['电梯冒火', 'machine', 'grave'],
    ['门口冒火', 'never met', 'grave'],
  ])('%s of a %s is %s', (text, context, label) => {
    expect(read(text, [context])).toBe(label)
  })

  it('read the same once packed, with their own names or those of several models', () => {
    const names = unpackNames(packNames({ ...model.vocabulary, names: ['别的', ...model.vocabulary.names] }))
    const shared = unpackModel(packModel(model, names), names)
    const own = unpackModel(packModel(model))
    for (const text of ['隔壁没声', '电梯冒火', '什么也不是']) {
      const rounded = [...scoresOf(model, features(text))].map((score) => score.toFixed(1))
      const like = (other: typeof model) =>
        expect([...scoresOf(other, features(text))].map((score) => score.toFixed(1))).toEqual(rounded)
      like(shared)
      like(own)
    }
    expect(read('隔壁没声', ['person'], shared)).toBe('grave')
  })
})
