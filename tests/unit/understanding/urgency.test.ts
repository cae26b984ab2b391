import { describe, expect, test } from 'vitest'
import { runsOf } from '../../../src/domain/understanding/model/features.ts'
import { shippedModel } from '../../../src/domain/understanding/model/shipped.ts'
import { judgeUrgency } from '../../../src/domain/understanding/urgency.ts'
import { fitModel, type Lesson } from '../../../src/lib/linear/fit.ts'

const RECIPE = { c: 10, epochs: 40, seed: 1, atLeast: 1, prune: 0, temperature: 0.2 }

/** A view of danger that has learned one word. */
function afraidOf(word: string) {
  const lesson = (text: string, label: string): Lesson => ({
    label,
    features: { runs: runsOf(text), signs: new Map([['is always', 0.3]]) },
  })
  return fitModel(
    [lesson(word, 'yes'), ...['平平安安', '没事', '好了', '不急'].map((quiet) => lesson(quiet, 'no'))],
    RECIPE,
    ['no', 'yes'],
  )
}

const judged = (text: string, danger = shippedModel().danger, share = 0.9) =>
  judgeUrgency(
    { urgency: shippedModel().urgency, danger },
    [{ category: 'facility.street_light', usual: 'normal', share }],
    { text, runs: runsOf(text), evidence: [] },
  ).urgency

describe('an emergency', () => {
  test('is seen by the words alone, where the likely leaf is harmless', () => {
    expect(judged('巷口路灯不亮', afraidOf('巷口路灯不亮'))).toBe('emergency')
    expect(judged('巷口路灯不亮', afraidOf('噼里啪啦'))).not.toBe('emergency')
  })

  test('is none where words and leaf agree that it is not', () => {
    expect(judged('路灯一盏不亮,不急')).not.toBe('emergency')
  })

  test('is seen by both for a live wire in the wet', () => {
    const text = '电线掉在水里,冒火花,小孩在旁边'
    const wire = [{ category: 'safety.power_line', usual: 'emergency', share: 0.95 } as const] as const
    expect(judgeUrgency(shippedModel(), wire, { text, runs: runsOf(text), evidence: [] }).urgency).toBe(
      'emergency',
    )
  })
})
