import { sidesOf } from '../../domain/access.ts'
import type { Command } from '../../domain/ticket/decision.ts'
import type { Joined, Ticket } from '../../domain/ticket/types.ts'
import { gather } from '../../domain/understanding/gather.ts'
import type { Reading } from '../../domain/understanding/types.ts'
import { holdPhoto } from '../asking/ask-photo.ts'
import { askPlace } from '../asking/ask-place.ts'
import { askIfReport } from '../asking/ask-report.ts'
import { superseded } from '../asking/superseded.ts'
import { askSame } from '../joining/ask-same.ts'
import { alsoReports, joinReport } from '../joining/join.ts'
import { add, belong, correct } from './add-to-ticket.ts'
import { mayOpenMore, tooMuchSmallTalk } from './bounds.ts'
import { heldBefore, withHeld } from './held-before.ts'
import { actorOf, execute, type Intake, reply, textsOf } from './intake.ts'
import { openAll } from './open-tickets.ts'
import { sayRefusal } from './refusal.ts'
import { readInput, type Said, threadContext } from './said.ts'
import { secondReading } from './second-reading.ts'
import { answerSmallTalk } from './small-talk.ts'

/** Reads what was said and lets it become a ticket, join one, or pass as small talk. */
export async function report(intake: Intake, said: Said): Promise<void> {
  const { view, conversation } = intake
  const input = readInput(intake, said)
  const context = threadContext(intake, said)
  const own = view.read(input, context)
  if (said.thread.albumTicket) return add(intake, said, said.thread.albumTicket)
  const reading = mayOpen(intake, own) ? await secondReading(intake, input, own) : own
  const gathered = gather(input, reading, context, view.town.policy)
  switch (gathered.kind) {
    case 'open':
      return openNew(intake, said, reading)
    case 'again':
    case 'supplement':
    case 'correct':
    case 'withdraw':
    case 'resolved': {
      const ticket = await intake.app.store.ticket(gathered.ticketId)
      if (!ticket) return
      if (gathered.kind === 'again') return again(intake, said, ticket, reading)
      if (gathered.kind === 'supplement') return supplement(intake, said, ticket, reading)
      if (gathered.kind === 'correct') return correct(intake, said, ticket, reading)
      return end(intake, said, ticket, reading, gathered.kind)
    }
    case 'hold':
      return holdPhoto(intake, said)
    case 'none':
      if (await askIfReport(intake, said, reading, (r) => mayOpen(intake, r))) return
      if (conversation.type === 'dm' && !tooMuchSmallTalk(intake, said.thread))
        answerSmallTalk(intake, said, reading)
  }
}

async function openNew(intake: Intake, said: Said, reading: Reading): Promise<void> {
  if (!mayOpen(intake, reading)) return
  if (await askIfReport(intake, said, reading, (r) => mayOpen(intake, r))) return
  if (!(await mayOpenMore(intake, reading))) return
  const opened = await openAll(intake, said, reading)
  await askPlace(intake, said, opened)
  await askSame(intake, said, opened)
  if (opened[0]) await superseded(intake, said, opened[0].ticket)
}

/** What was said to be settled is there again: the ticket goes back to work, or where that may not be, a new one opens. */
async function again(intake: Intake, said: Said, ticket: Ticket, reading: Reading): Promise<void> {
  const { photos } = heldBefore(intake, said)
  const result = await execute(intake, ticket, { kind: 'dispute', text: said.text, photos })
  if (!result.ok) return openNew(intake, said, reading)
  belong(intake, withHeld(intake, said, ticket.id), ticket)
}

/**
 * A department's group is for work on tickets, not for reports. A group that belongs to nobody yet opens a
 * ticket only where the words or the sender tell the place, so that no report is lost for want of a binding.
 */
function mayOpen({ conversation, event }: Intake, reading: Reading): boolean {
  const mentioned = event.body.kind === 'message' && event.body.mentionsBot === true
  if (conversation.type === 'dm' || mentioned) return true
  if (conversation.department !== null) return false
  const source = reading.incidents[0]?.placeSource
  return conversation.area !== null || source === 'text' || source === 'sender' || source === 'location'
}

/** More about a ticket; where it tells of the matter as one more reporter would, it joins. */
async function supplement(intake: Intake, said: Said, ticket: Ticket, reading: Reading): Promise<void> {
  const held = withHeld(intake, said, ticket.id)
  const incident = alsoReports(intake, held, reading, ticket)
  const joined =
    incident !== null &&
    incident !== undefined &&
    (await joinReport(intake, held, { ticket, incident, photos: held.photos }, 'quietly'))
  if (joined) belong(intake, held, ticket)
  else await add(intake, held, ticket, reading)
  return superseded(intake, said, ticket, ['photo'])
}

/** The speaker takes a report back, or says that it is settled. */
async function end(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  reading: Reading,
  how: 'withdraw' | 'resolved',
): Promise<void> {
  belong(intake, said, ticket)
  const command = endingOf(intake, said, ticket, how)
  const result = await execute(intake, ticket, command)
  // Others see it differently: the words are told to those who work on it.
  const others = !result.ok && ['not_alone', 'parts_open'].includes(result.refusal.code)
  if (others && !said.thread.repliesToBot) return add(intake, said, ticket, reading)
  // Whoever answered the card is told why nothing came of it; words said at large are passed over.
  if (!result.ok && said.thread.repliesToBot)
    reply(
      intake,
      sayRefusal(result.refusal, ticket, command.kind, intake.view.town, textsOf(intake)),
      ticket.id,
    )
}

function endingOf(intake: Intake, said: Said, ticket: Ticket, how: 'withdraw' | 'resolved'): Command {
  if (how === 'resolved')
    return ticket.state === 'resolved'
      ? { kind: 'confirm' }
      : { kind: 'settled_by_reporter', text: said.text }
  const own = ownReport(intake, ticket)
  return own ? { kind: 'leave', source: own.source } : { kind: 'withdraw', reason: said.text }
}

/** The report of the speaker that joined; nobody who speaks for the place, nor the first, takes only that back. */
function ownReport(intake: Intake, ticket: Ticket): Joined | null {
  const sides = sidesOf(ticket, actorOf(intake), intake.view.town)
  if ([...sides].some((side) => side !== 'anyone' && side !== 'joined')) return null
  const { identity } = intake
  return ticket.joined.findLast(({ reporter }) => reporter.identityId === identity.id) ?? null
}
