import { sidesOf } from '../../domain/access.ts'
import { mediates, waitsForPaper } from '../../domain/ticket/mediation/levels.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { actorOf, type Intake, reply, textsOf } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { endWait } from '../intake/wait.ts'
import { shortNumber } from '../names.ts'
import type { DialogRow } from '../store-port/asking.ts'
import { agree, ask, end, hold, mediate, plan } from './act.ts'
import { findMediation, ownMediations } from './own.ts'
import { quieten } from './private.ts'
import { type MediationWords, mediationWords } from './words.ts'

type Side = 'none' | 'outside' | 'inside'

/** Whether the one who speaks has anything to do with the mediation of a ticket. */
function sideOf(intake: Intake, ticket: Ticket): Side {
  const { town } = intake.view
  if (!mediates(town, ticket.category)) return 'none'
  const sides = sidesOf(ticket, actorOf(intake), town)
  if (sides.has('mediating') || sides.has('mediator') || sides.has('dispatcher')) return 'inside'
  return 'outside'
}

/**
 * Words on a mediation: 31号没谈拢, or the same below its card, or without a number where somebody has only one in
 * charge. In a group nothing is noted but who takes it.
 * @returns false when they are none, or of somebody who has no part in it.
 */
export async function mediationMessage(intake: Intake, said: Said): Promise<boolean> {
  const words = said.text ? mediationWords(said.text) : null
  const inGroup = intake.conversation.type === 'group'
  const below = said.thread.repliesToBot ? said.thread.repliedTicket : null
  if (!words) return !inGroup && (await signedPaper(intake, said, below))
  const ticket = words.number
    ? await numbered(intake, words.kind, words.number)
    : (below ?? (await only(intake, words)))
  if (ticket === 'several') {
    reply(intake, textsOf(intake).text('mediate-which'))
    return true
  }
  if (!ticket || sideOf(intake, ticket) !== 'inside') return false
  if (words.kind === 'take' && words.plain && worksOnIt(intake, ticket)) return false
  if (inGroup && words.kind !== 'take') {
    quieten(intake, said, ticket)
    reply(
      intake,
      textsOf(intake).text('mediate-in-private', { short: shortNumber(ticket.number) }),
      ticket.id,
    )
    return true
  }
  await mediate(intake, said, ticket, words)
  return true
}

/** What is taken on is not one's own yet. */
function numbered(intake: Intake, kind: MediationWords['kind'], number: string): Promise<Ticket | null> {
  return kind === 'take' ? findTicket(intake, number) : findMediation(intake, number)
}

/** 接单 of the department's own people means that the department has it. */
function worksOnIt(intake: Intake, ticket: Ticket): boolean {
  const sides = sidesOf(ticket, actorOf(intake), intake.view.town)
  return sides.has('handler') || sides.has('department_lead')
}

/** The one dispute somebody has in charge, in private; words that mean something of other matters too need a number. */
async function only(intake: Intake, words: MediationWords): Promise<Ticket | null | 'several'> {
  const plain = (words.kind === 'take' || words.kind === 'agree') && words.plain
  if (intake.conversation.type === 'group' || plain || words.kind === 'take') return null
  const { own } = await ownMediations(intake)
  return own.length > 1 ? 'several' : (own[0] ?? null)
}

/** A photo below the card while the signed paper is still to come. */
async function signedPaper(intake: Intake, said: Said, ticket: Ticket | null): Promise<boolean> {
  if (!ticket?.mediation || said.photos.length === 0 || !waitsForPaper(ticket.mediation)) return false
  if (sideOf(intake, ticket) !== 'inside') return false
  quieten(intake, said, ticket)
  await agree(intake, said, ticket, said.text)
  return true
}

/** The answer to what the bot asked a mediator. @returns false when it is none. */
export async function answerMediation(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  { waitsFor, args }: DialogRow,
): Promise<boolean> {
  const words = said.text ? mediationWords(said.text) : null
  // What is said of itself needs no question; it is heard in its own way.
  if (words?.number) return false
  switch (waitsFor) {
    case 'mediation_time':
      if (said.text === '') return false
      quieten(intake, said, ticket)
      endWait(intake)
      await plan(intake, ticket, said.text)
      return true
    case 'mediation_round':
      if (words?.kind !== 'hold') return unclear(intake, said, ticket, words, args['again'] === 'yes')
      quieten(intake, said, ticket)
      await hold(intake, said, ticket, words.result, words.rest)
      return true
    case 'mediation_paper': {
      if (said.photos.length === 0 && !said.thread.repliesToBot) return false
      quieten(intake, said, ticket)
      await agree(
        intake,
        said,
        ticket,
        words?.kind === 'agree' ? words.rest : said.text,
        args['words'] ?? null,
      )
      return true
    }
    case 'mediation_court': {
      if (said.text === '' || words) return false
      const outcome = args['outcome'] === 'withdrawn' ? 'withdrawn' : 'to_court'
      quieten(intake, said, ticket)
      await end(intake, ticket, outcome, said.text)
      return true
    }
    default:
      return false
  }
}

/** It is asked once more, below the question as often as it takes; then it goes its own way: it may be a report. */
function unclear(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  words: MediationWords | null,
  again: boolean,
): boolean {
  if (words || said.text === '' || (again && !said.thread.repliesToBot)) return false
  quieten(intake, said, ticket)
  ask(intake, ticket, 'mediation_round', { again: 'yes' })
  return true
}

/**
 * Words of a mediation are not kept as a message, so an edit cannot be compared with them, and must not be read as more
 * words for the ticket: they may name a party. @returns false when the message was none of a mediation.
 */
export function mediationEdited(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  known: { text: string },
): boolean {
  const own = known.text === '' && said.text !== '' && intake.conversation.type === 'dm'
  if (!own || sideOf(intake, ticket) !== 'inside') return false
  quieten(intake, said, ticket)
  reply(intake, textsOf(intake).text('mediate-edited', { short: shortNumber(ticket.number) }), ticket.id)
  return true
}
