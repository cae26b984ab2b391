import { waitingPhotos } from '../../domain/understanding/gather.ts'
import type { Intake } from './intake.ts'
import type { Said } from './said.ts'

/** Photos of the same sender that waited for these words. */
export function heldPhotos(
  { identity, view }: Intake,
  said: Said,
): { photos: string[]; messageIds: string[] } {
  const recent = said.thread.recent.map((m) => ({
    ...m,
    sameSender: m.identityId === identity.id,
    hasPhoto: m.hadPhotos,
  }))
  const held = waitingPhotos(recent, said.at, view.town.policy)
  return {
    photos: [...new Set([...held.flatMap((m) => m.photos), ...said.photos])],
    messageIds: held.map((m) => m.id),
  }
}

/** The photos that waited for these words go to the ticket that the words belong to. */
export function withHeld(intake: Intake, said: Said, ticketId: string): Said {
  const held = heldPhotos(intake, said)
  for (const messageId of held.messageIds) intake.draft.write.adopt.push({ messageId, ticketId })
  return { ...said, photos: held.photos }
}
