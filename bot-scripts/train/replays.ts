import type { Policy } from '../../src/domain/area/policy.ts'
import { belongingSigns, openingSigns } from '../../src/domain/understanding/links.ts'
import type { MessageModel } from '../../src/domain/understanding/model/message-model.ts'
import { normalise } from '../../src/domain/understanding/normalise.ts'
import type { Reader } from '../../src/domain/understanding/read.ts'
import { type Before, replayThread } from '../../src/domain/understanding/replay.ts'
import type { TreeLesson } from '../../src/lib/trees/lessons.ts'
import type { LabelledThread } from '../eval/sets.ts'

export interface ReplayLessons {
  belongs: TreeLesson[]
  amid: TreeLesson[]
}

/**
 * What threads teach where they are played as the service plays them: with tickets that were opened, missed, joined and
 * ended by a reader who has not seen them, mistakes included. So the trees learn to do right among such mistakes.
 */
export function replayLessons(
  threads: readonly LabelledThread[],
  reader: Reader,
  model: Pick<MessageModel, 'link'>,
  policy: Policy,
): ReplayLessons {
  const lessons: ReplayLessons = { belongs: [], amid: [] }
  for (const { conversation, messages, tickets } of threads) {
    replayThread(conversation, messages, reader, policy, ({ n, text }, input, thread, reading) => {
      const meant = tickets.filter((ticket) => ticket.messages.includes(n))
      let known = false
      for (const [id, signs] of belongingSigns(input, reading, thread, model, reader.gazetteer)) {
        const of = ticketOf(id, thread, tickets)
        const yes = of !== null && meant.includes(of)
        known ||= yes
        lessons.belongs.push({ yes, signs })
      }
      const plain = normalise(text).text
      if (known || plain === '' || thread.recent.length === 0) return
      const said = { text: plain, judged: reading.judged, place: reading.place }
      const signs = openingSigns(said, input, thread, reader.gazetteer)
      lessons.amid.push({ yes: meant.length > 0, signs })
    })
  }
  return lessons
}

type Ticket = LabelledThread['tickets'][number]

/** The labelled ticket that most messages of a replayed one belong to; null where most belong to none. */
function ticketOf(id: string, { recent }: Before, tickets: readonly Ticket[]): Ticket | null {
  const counts = new Map<Ticket | null, number>()
  const count = (n: number) => {
    const of = tickets.find((ticket) => ticket.messages.includes(n)) ?? null
    counts.set(of, (counts.get(of) ?? 0) + 1)
  }
  for (const message of recent) if (message.ticketId === id) count(message.n)
  if (counts.size === 0) count(Number.parseInt(id, 10))
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
