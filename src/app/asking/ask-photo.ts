import { addMinutes, subMinutes } from 'date-fns'
import { looksAfter } from '../../domain/asking/question.ts'
import { actorOf, type Intake } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { askLater, type Wording, wasAsked } from './ask.ts'

/**
 * A photo alone waits for its words. When none come its sender is asked once: in private anybody, in a work group those
 * who look after the place. More photos of the same sender meanwhile belong to the same question.
 */
export async function holdPhoto(intake: Intake, said: Said): Promise<void> {
  const { view, conversation, identity, event, draft, now } = intake
  if (said.text !== '' || (said.photos.length === 0 && draft.write.fetches.length === 0)) return
  const { gather } = view.town.policy
  const inGroup = conversation.type === 'group'
  if (inGroup) {
    const { area, department } = conversation
    if (area === null || department !== null || !looksAfter(actorOf(intake), area, view.town)) return
  }
  if (event.sender.anonymous || isAsked(intake, said)) return
  const about = { conversationId: conversation.id, messageId: said.messageId }
  if (await wasAsked(intake, about)) return
  askLater(
    intake,
    {
      kind: 'photo',
      about,
      author: identity.id,
      ticketId: null,
      conversationId: conversation.id,
      choices: [{ does: 'open', hidden: false }, { does: 'drop' }],
    },
    addMinutes(now, inGroup ? gather.photoMinutes : gather.privatePhotoMinutes),
  )
}

/** A question about a photo of the same sender waits, or was asked a moment ago. */
function isAsked({ view, now }: Intake, { thread }: Said): boolean {
  const since = subMinutes(now, view.town.policy.gather.photoMinutes)
  return thread.questions.some((q) => q.kind === 'photo' && (q.askedAt ?? now) >= since)
}

export function photoWording(messageId: string, thread: string | null): Wording {
  return {
    lines: (texts) => [texts.text('ask-photo')],
    buttons: (texts, choice) => texts.text(choice.does === 'open' ? 'button-photo-yes' : 'button-photo-no'),
    replyTo: messageId,
    thread,
  }
}
