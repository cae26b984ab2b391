import { isConfidential, sidesOf } from '../../domain/access.ts'
import type { Reporter, Source, Ticket } from '../../domain/ticket/types.ts'
import { stakesTold } from '../../domain/understanding/stakes/read.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import { clockOf } from '../context.ts'
import { actorOf, execute, type Intake, nameOf, postsOf, reply, textsOf } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { shortNumber } from '../names.ts'
import { sayPast } from '../texts/time.ts'
import { ButtonMaker } from '../tickets/buttons.ts'

/** What became of one matter of a message. */
export interface Opened {
  ticket: Ticket
  incident: Incident
  /** It was there already. */
  joined: boolean
  /** An older one that perhaps tells of the same. */
  like: Ticket | null
}

export function reporterOf(intake: Intake): Reporter {
  const { event, identity } = intake
  const hidden = event.sender.anonymous === true
  return {
    personId: hidden ? null : identity.personId,
    identityId: hidden ? null : identity.id,
    name: nameOf(intake),
    role: postsOf(intake)[0]?.role ?? 'resident',
  }
}

export function sourceOf({ conversation, event }: Intake, said: Pick<Said, 'messageId'>): Source {
  return {
    conversationId: conversation.id,
    kind: conversation.type,
    messageId: said.messageId,
    thread: event.conversation.thread ?? null,
  }
}

/**
 * The report joins a ticket that is there. In a group one line says so, with a button that takes it out again; in
 * private the card does. `quietly`: the conversation around it makes clear what is meant.
 * @returns null when the ticket takes no more reports.
 */
export async function joinReport(
  intake: Intake,
  said: Said,
  { ticket, incident, photos }: { ticket: Ticket; incident: Incident; photos: readonly string[] },
  how: 'aloud' | 'quietly',
): Promise<Ticket | null> {
  const { category, urgency, area, place } = incident
  const result = await execute(intake, ticket, {
    kind: 'join',
    report: {
      reporter: reporterOf(intake),
      source: sourceOf(intake, said),
      category,
      urgency,
      area,
      place,
      point: said.point ?? null,
      summary: how === 'quietly' ? said.text : incident.summary || said.text,
      ...(incident.stakes.length > 0 ? { stakes: incident.stakes } : {}),
      photos: [...photos],
    },
  })
  if (!result.ok) return null
  if (how === 'aloud' && intake.conversation.type === 'group') sayJoined(intake, said, ticket)
  return result.ticket
}

function sayJoined(intake: Intake, said: Said, ticket: Ticket): void {
  const { app, conversation, draft, now } = intake
  const texts = textsOf(intake)
  const make = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
  const line = texts.text('joined-line', {
    who: sayFirst(intake, ticket),
    time: sayPast(ticket.openedAt, texts, clockOf(app, now)),
    short: shortNumber(ticket.number),
  })
  const button = make.action(texts.text('button-apart'), 'apart', {
    conversation: conversation.id,
    message: said.messageId,
  })
  draft.addTokens(make.tokens)
  reply(intake, { lines: [line], buttons: [[button]] }, ticket.id)
}

/** Who said it first: by name where everybody heard it; elsewhere only people of the town (rule 8). */
function sayFirst({ conversation, identity, view }: Intake, { reporter, source }: Ticket): string {
  if (reporter.identityId === identity.id) return 'own'
  const heard = source.conversationId === conversation.id
  const known = reporter.personId !== null && view.town.personById.has(reporter.personId)
  return (heard || (known && reporter.role !== 'resident')) && reporter.name ? reporter.name : 'none'
}

/** The same is so with the speaker: 我家也是, +1. */
const ME_TOO =
  /^(?:[+\uFF0B]1|同上|俺?我?也(?:是|停|没|漏|堵)|一样)|我们?(?:家|这|楼|单元|这边|这里|栋).{0,8}(?:也|同样|一样)|俺家.{0,6}也/

/**
 * What somebody else reports who goes on about a ticket of this chat; null for a mere remark, and for those who
 * work on it.
 */
export function alsoReports(intake: Intake, said: Said, reading: Reading, ticket: Ticket): Incident | null {
  const { view } = intake
  const sides = sidesOf(ticket, actorOf(intake), view.town)
  if (sides.has('reporter') || sides.has('joined') || sides.has('handler') || sides.has('department_lead'))
    return null
  if (isConfidential(view.town, ticket.category) || ticket.category.startsWith('dispute')) return null
  // A place that is still missing is an answer.
  if (ticket.state === 'needs_info') return null
  const [incident] = reading.incidents
  const reports = incident !== undefined && (reading.act === 'report' || reading.act === 'request')
  if (!reports && !ME_TOO.test(said.text.trim())) return null
  // Of the same matter, whatever its few words alone read as; they tell how pressing it is, not where it lies.
  return {
    category: ticket.category,
    runnerUp: null,
    urgency: reports ? incident.urgency : ticket.urgency,
    area: reports ? incident.area : ticket.area,
    place: reports ? incident.place : ticket.place,
    placeSource: 'group',
    confidence: 0.5,
    summary: said.text,
    stakes: reports ? incident.stakes : stakesTold(said.text),
  }
}
