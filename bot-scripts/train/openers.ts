import type { LabelledThread } from '../eval/sets.ts'
import type { CorpusMessage } from './corpus.ts'

/** Name of the first words of tickets among the writers of the corpus. */
const OPENERS = 'threads'

/** The first words of each ticket of labelled threads, as messages that tell one matter: they teach its leaf. */
export function openersOf({ conversation, messages, tickets }: LabelledThread): CorpusMessage[] {
  return tickets.flatMap((ticket) => {
    const first = messages.find(({ n, text }) => ticket.messages.includes(n) && text !== '')
    if (!first || tickets.some((other) => other !== ticket && other.messages.includes(first.n))) return []
    return [
      {
        hand: OPENERS,
        act: 'report' as const,
        incidents: [{ category: ticket.category, urgency: null }],
        dm: conversation.kind === 'dm',
        hasPhoto: first.hasPhoto,
        text: first.text,
      },
    ]
  })
}
