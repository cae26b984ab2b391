import { isConfidential } from '../../domain/access.ts'
import { isInHand, minutesOverdue, worstFirst } from '../../domain/ticket/status.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayCategory, shortNumber } from '../names.ts'
import { workLine } from './lines.ts'
import { type List, type Place, placeOf, tellPage } from './pages.ts'

/**
 * `/mine`: what somebody of a department has in hand; else, and with `reports` (我报的), what the asker has reported.
 * In a group only what the group has seen.
 */
export async function mine(intake: Intake, args: string): Promise<void> {
  const work = args === 'reports' ? null : await workList(intake)
  const reports = work && work.lines.length > 0 ? null : await reportList(intake)
  const list = reports && (work === null || reports.lines.length > 0) ? reports : (work ?? reports)
  if (!list) return
  if (list.lines.length === 0) return reply(intake, list.title)
  tellPage(intake, list, { cardId: null, page: 0 })
}

/**
 * A page of that list, for whoever asked for it.
 * @returns what somebody else is told
 */
export async function turnMine(intake: Intake, args: Record<string, string>): Promise<string | null> {
  if (args['of'] !== intake.identity.id) return textsOf(intake).text('refuse-not-your-list')
  const place: Place = placeOf(args)
  const list = args['what'] === 'work' ? await workList(intake) : await reportList(intake)
  if (list) tellPage(intake, list, place)
  return null
}

/** null: the asker works for no department. */
async function workList(intake: Intake): Promise<List | null> {
  const { app, view, identity, conversation, now } = intake
  const texts = textsOf(intake)
  const { personId } = identity
  if (personId === null || !postsOf(intake).some((p) => p.department !== null && p.role !== 'dispatcher'))
    return null
  const held = await app.store.tickets({ kind: 'handler', personId }, view.town)
  const tickets = held.filter((t) => isInHand(t) && isShown(intake, t)).sort(worstFirst(now))
  const overdue = tickets.filter((t) => minutesOverdue(t, now) > 0).length
  return {
    title: texts.text(tickets.length === 0 ? 'work-none' : 'work-head', { n: tickets.length, overdue }),
    lines: tickets.map((ticket) =>
      workLine({ app, view, now, texts }, ticket, conversation.type === 'group'),
    ),
    action: 'list_mine',
    args: { of: identity.id, what: 'work' },
  }
}

async function reportList(intake: Intake): Promise<List> {
  const { app, view, identity } = intake
  const texts = textsOf(intake)
  const tickets = await app.store.tickets(
    { kind: 'reporter', identityId: identity.id, personId: identity.personId },
    view.town,
  )
  // Who called departments asks for the matter, not for its parts.
  const shown = tickets.filter((t) => !t.part && isShown(intake, t))
  return {
    title: texts.text(shown.length === 0 ? 'mine-none' : 'mine-head', { n: shown.length }),
    lines: shown.map((t) =>
      texts.text('mine-line', {
        short: shortNumber(t.number),
        category: sayCategory(view.town, t.category, texts),
        state: texts.text(`state-${t.state}`),
      }),
    ),
    action: 'list_mine',
    args: { of: identity.id, what: 'reports' },
  }
}

/** In a group: said there, or work of the department it is for, and nothing confidential. */
function isShown({ conversation, view }: Intake, ticket: Ticket): boolean {
  if (conversation.type === 'dm') return true
  if (isConfidential(view.town, ticket.category)) return false
  if (conversation.department !== null && conversation.department === ticket.department) return true
  return [ticket, ...ticket.joined].some(({ source }) => source.conversationId === conversation.id)
}
