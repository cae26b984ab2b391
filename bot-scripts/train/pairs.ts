import { addMinutes } from 'date-fns'
import type { Town } from '../../src/domain/area/town.ts'
import { sameThing } from '../../src/domain/understanding/same-thing.ts'
import type { LabelledThread } from '../eval/sets.ts'
import type { CorpusMessage } from './corpus.ts'

/** So many pairs teach that a second report of another matter is none of the first, whoever tells it. */
const PAIRS = 500
const MINUTES = [1, 2, 3, 5, 8, 15, 30]
const START = new Date('2026-07-12T09:00:00+08:00')
/** What is also said as a consequence of another matter is told apart by real threads only. */
const CONSEQUENCE =
  /^(?:emergency\.(?:medical|accident|crowd|missing)|service\.|governance\.|other$|.*\.other$)/

/**
 * Conversations of two messages of the corpus, one person's, that report two matters with nothing in common: real threads
 * hold few of them, since most of what one person says within minutes is of one matter.
 */
export function pairThreads(messages: readonly CorpusMessage[], town: Town): LabelledThread[] {
  const reports = messages.filter(
    ({ hand, act, dm, hasPhoto, incidents: [only, another], text }) =>
      hand.startsWith('hand') &&
      act === 'report' &&
      !dm &&
      !hasPhoto &&
      only &&
      !another &&
      text.length >= 6 &&
      text.length <= 60,
  )
  const step = Math.floor(reports.length / (2 * PAIRS))
  return Array.from({ length: PAIRS }, (_, i) => i).flatMap((i) => {
    const [first, second] = [reports[i * step], reports[reports.length - 1 - i * step]]
    const [a, b] = [first?.incidents[0]?.category, second?.incidents[0]?.category]
    if (!first || !second || !a || !b || a === b || sameThing(a, b) || CONSEQUENCE.test(b)) return []
    const said = {
      sender: '甲',
      role: 'unit_chief' as const,
      area: null,
      hasPhoto: false,
      album: null,
      replyTo: null,
    }
    const later = addMinutes(START, MINUTES[i % MINUTES.length] ?? 1)
    return [
      {
        id: `pair${i}`,
        conversation: { kind: 'group' as const, area: town.top },
        messages: [
          { ...said, n: 1, text: first.text, at: START },
          { ...said, n: 2, text: second.text, at: later },
        ],
        tickets: [
          { messages: [1], category: a, area: town.top, state: 'open' as const },
          { messages: [2], category: b, area: town.top, state: 'open' as const },
        ],
      },
    ]
  })
}
