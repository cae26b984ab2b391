import type { Incident } from '../../domain/understanding/types.ts'
import { toldBefore, waitingBefore } from '../../domain/understanding/waiting.ts'
import type { Intake } from './intake.ts'
import { readInput, type Said } from './said.ts'

/** What the same sender said and showed a moment ago, which waited for these words, or told of the same incident. */
export function heldBefore(
  intake: Intake,
  said: Said,
  incident?: Incident,
): { photos: string[]; messageIds: string[] } {
  const { identity, view } = intake
  const recent = said.thread.recent.map((m) => ({
    ...m,
    sameSender: m.identityId === identity.id,
    hasPhoto: m.hadPhotos,
  }))
  const judge = ({ text, hasPhoto, at }: (typeof recent)[number]) =>
    view.read({ ...readInput(intake, said), text, hasPhoto, at }, { recent: [], open: [] }).judged
  const told = incident ? toldBefore(recent, said.at, incident.category, judge, view.town.policy) : []
  const held = [...new Set([...waitingBefore(recent, said.at, view.town.policy), ...told])]
  return {
    photos: [...new Set([...held.flatMap((m) => m.photos), ...said.photos])],
    messageIds: held.map((m) => m.id),
  }
}

/** What waited for these words goes to the ticket that the words belong to. */
export function withHeld(intake: Intake, said: Said, ticketId: string): Said {
  const held = heldBefore(intake, said)
  for (const messageId of held.messageIds) intake.draft.write.adopt.push({ messageId, ticketId })
  return { ...said, photos: held.photos }
}
