import { waitingBefore } from '../../domain/understanding/waiting.ts'
import type { Intake } from './intake.ts'
import type { Said } from './said.ts'

/** What the same sender said and showed a moment ago, which waited for these words. */
export function heldBefore(
  { identity, view }: Intake,
  said: Said,
): { photos: string[]; messageIds: string[] } {
  const recent = said.thread.recent.map((m) => ({
    ...m,
    sameSender: m.identityId === identity.id,
    hasPhoto: m.hadPhotos,
  }))
  const held = waitingBefore(recent, said.at, view.town.policy)
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
