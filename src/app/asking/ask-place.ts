import { lacksSpot, likelyPlaces } from '../../domain/asking/places.ts'
import type { Choice } from '../../domain/asking/question.ts'
import { isHidden } from '../intake/hidden.ts'
import { type Intake, postsOf } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import type { Opened } from '../joining/join.ts'
import { sayArea } from '../names.ts'
import type { Texts } from '../texts/index.ts'
import { askNow, placeLabel, quietUntil, wasAsked } from './ask.ts'

/**
 * In a group a report without a spot goes to whoever answers for the village; beside its card the group is asked where
 * exactly, and the answer corrects the place. Not at night, unless it is pressing.
 */
export async function askPlace(intake: Intake, said: Said, opened: readonly Opened[]): Promise<void> {
  const { view, conversation, draft, now, event, identity } = intake
  const first = opened.find(
    ({ ticket, incident, joined }) =>
      !joined && ticket.state !== 'needs_info' && !isHidden(intake, ticket) && lacksSpot(view.town, incident),
  )
  if (!first || conversation.type !== 'group') return
  const { ticket } = first
  const pressing = ticket.urgency === 'urgent' || ticket.urgency === 'emergency'
  if (!pressing && quietUntil(intake, conversation)) return
  const about = { conversationId: conversation.id, messageId: said.messageId }
  if (await wasAsked(intake, about)) return
  const areas = likelyPlaces(view.town, ticket.area, {
    own: postsOf(intake).flatMap((post) => post.area ?? []),
    text: said.text,
    lately: said.thread.open.map((t) => t.area).reverse(),
  })
  const author = event.sender.anonymous ? null : identity.id
  const choices: Choice[] = areas.map((area) => ({ does: 'place', area }))
  if (choices.length > 0) choices.push({ does: 'other_place' })
  askNow(
    intake,
    { kind: 'place', about, author, ticketId: ticket.id, conversationId: conversation.id, choices },
    conversation,
    {
      lines: (texts) => [words(intake, areas, texts)],
      buttons: (texts, choice) => label(intake, areas, choice, texts),
      replyTo: said.messageId,
      thread: event.conversation.thread ?? null,
    },
  )
  if (author)
    draft.wait({ conversationId: conversation.id, identityId: author, ticketId: ticket.id }, 'place', now)
}

function words({ view }: Intake, areas: readonly string[], texts: Texts): string {
  const [only, ...others] = areas
  if (only === undefined) return texts.text('ask-place-spot')
  if (others.length > 0) return texts.text('ask-place-which')
  return texts.text('ask-place', { area: sayArea(view.town, only) })
}

function label({ view }: Intake, areas: readonly string[], choice: Choice, texts: Texts): string {
  if (choice.does !== 'place') return texts.text('button-other-place')
  return areas.length === 1 ? texts.text('button-yes') : placeLabel(view, choice.area, areas)
}
