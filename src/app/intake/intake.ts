import type { Post } from '../../domain/area/town.ts'
import type { IncomingEvent, OutgoingMessage, Part, Point } from '../../domain/message.ts'
import { decide } from '../../domain/ticket/decide.ts'
import type { Actor, Command, Refusal } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { plainName } from '../../lib/plain-name.ts'
import type { App, TownView } from '../context.ts'
import { teach } from '../learning/teach.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { InboxRow } from '../store-port/inbox.ts'
import type { IdentityRow } from '../store-port/people.ts'
import { localeOf, type Texts } from '../texts/index.ts'
import type { Draft } from '../tickets/draft.ts'
import { addEffects } from '../tickets/effects.ts'

/** One event on its way through: who said what where, and the draft of what it causes. */
export interface Intake {
  app: App
  view: TownView
  row: InboxRow
  event: IncomingEvent
  conversation: ConversationRow
  identity: IdentityRow
  draft: Draft
  now: Date
}

/** Posts of whoever speaks; none for a hidden sender (rule 7). */
export function postsOf({ view, identity, event }: Intake): readonly Post[] {
  if (event.sender.anonymous || identity.personId === null) return []
  return view.town.postsByPerson.get(identity.personId) ?? []
}

export function actorOf(intake: Intake): Actor {
  const { event, identity } = intake
  const personId = event.sender.anonymous ? null : identity.personId
  return { kind: 'account', identityId: identity.id, personId, name: nameOf(intake), posts: postsOf(intake) }
}

/** The town's name for a person it knows, else what the platform shows. */
export function nameOf({ view, identity, event }: Intake): string {
  const known = event.sender.anonymous ? undefined : view.town.personById.get(identity.personId ?? '')?.name
  return known ?? plainName(identity.name ?? event.sender.name ?? '')
}

export function textsOf({ view, conversation }: Intake): Texts {
  return view.texts[conversation.type === 'group' ? 'zh-CN' : localeOf(conversation.language)]
}

export function textOf(parts: readonly Part[]): string {
  return parts
    .flatMap((p) => (p.kind === 'text' ? [p.text] : p.kind === 'voice' && p.transcript ? [p.transcript] : []))
    .join('\n')
    .trim()
}

export function pointOf(parts: readonly Part[]): Point | undefined {
  return parts.flatMap((p) => (p.kind === 'location' ? [p.point] : []))[0]
}

/** A short plain answer below the message. */
export function reply(
  intake: Intake,
  message: string | Partial<OutgoingMessage>,
  ticketId: string | null = null,
): void {
  const { draft, conversation, event } = intake
  const partial = typeof message === 'string' ? { lines: [message] } : message
  draft.say(
    conversation,
    { lines: [], tone: 'plain', photos: [], buttons: [], ...partial },
    {
      photosWithText: 10,
      ticketId,
      replyTo: 'messageId' in event.body ? (event.body.messageId ?? null) : null,
      thread: event.conversation.thread ?? null,
    },
  )
}

/** Decides a command on a ticket and adds what follows from it. */
export async function execute(
  intake: Intake,
  ticket: Ticket | null,
  command: Command,
): Promise<
  { ok: true; ticket: Ticket; changed: boolean } | { ok: false; refusal: Refusal; ticket: Ticket | null }
> {
  const { app, view, draft, now } = intake
  const actor = actorOf(intake)
  const decision = decide(ticket, command, { now, town: view.town, actor })
  if (!decision.ok) return { ok: false, refusal: decision.refusal, ticket }
  await addEffects(ticket, decision, { app, view, draft, now })
  if (ticket && decision.events.length > 0)
    await teach({ app, view, draft, now, actor }, ticket, command, decision.ticket)
  return { ok: true, ticket: decision.ticket, changed: decision.events.length > 0 }
}
