import { may, sidesOf } from '../../domain/access.ts'
import type { Command } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { ratingWords } from '../feedback/rating-words.ts'
import { sayOwner, shortNumber } from '../names.ts'
import { findDepartment } from '../tickets/find-department.ts'
import { add, belong } from './add-to-ticket.ts'
import { findTicket } from './find-ticket.ts'
import { actorOf, execute, type Intake, postsOf, reply, textsOf } from './intake.ts'
import { isOrder } from './more-words.ts'
import { giveOrder } from './orders.ts'
import { refusalLine } from './refusal.ts'
import type { Said } from './said.ts'
import { endWait, wait } from './wait.ts'
import { saysComing, saysDone, type WorkWords, workWords } from './work-words.ts'

/**
 * Words on a ticket that exists: an answer below its card or its first message, or a command with its number.
 * @returns false when the message is none of that and should be read as a report.
 */
export async function work(intake: Intake, said: Said): Promise<boolean> {
  const words = said.text ? workWords(said.text) : null
  if (words?.number) {
    const ticket = await findTicket(intake, words.number)
    const spoken = intake.conversation.type === 'dm' || said.thread.repliesToBot
    if (!ticket && !spoken) return false
    // A number and a word that many use (31号开工了): of who holds no post it is talk where the right is missing.
    if (ticket && !spoken && isOrder(words.command) && postsOf(intake).length === 0) {
      if (!may(words.command, ticket, actorOf(intake), intake.view.town)) return false
    }
    await command(intake, said, ticket, words)
    return true
  }
  const replied = said.thread.repliedTicket ?? said.thread.albumTicket
  if (!replied) return false
  const below = words?.command === 'accept' || words?.command === 'rate'
  if (words && (said.thread.repliesToBot || !below)) {
    await command(intake, said, replied, words)
    return true
  }
  const sides = sidesOf(replied, actorOf(intake), intake.view.town)
  if (sides.has('handler') || sides.has('department_lead')) return fromHandler(intake, said, replied)
  if (!said.thread.repliesToBot) return false
  return fromOthers(intake, said, replied)
}

/** A department's person answers the card: the result, a word on the way, or a note. */
async function fromHandler(intake: Intake, said: Said, ticket: Ticket): Promise<boolean> {
  const working = ticket.state === 'dispatched' || ticket.state === 'accepted'
  if (working && (said.photos.length > 0 || saysDone(said.text))) {
    await attempt(intake, said, ticket, { kind: 'resolve', result: said.text, photos: said.photos })
    return true
  }
  if (ticket.state === 'dispatched' && !ticket.part && saysComing(said.text)) {
    await attempt(intake, said, ticket, { kind: 'accept' })
    return true
  }
  await add(intake, said, ticket)
  return true
}

const FIXED = /^(?:好了|修好了|已经?(?:好|修好|解决)了|解决了|可以了|没问题了|弄好了|来电了|来水了)/
const NOT_FIXED =
  /没(?:有)?(?:修|弄|解决|处理)?好|还(?:是|在)?(?:漏|响|坏|亮不|不亮|没|堵|臭|滋)|又(?:坏|漏|堵|响)/

/** The reporter, or others of the group, answer the card. */
async function fromOthers(intake: Intake, said: Said, ticket: Ticket): Promise<boolean> {
  const waits = ticket.state === 'resolved' || ticket.state === 'closed'
  if (waits && NOT_FIXED.test(said.text)) {
    await attempt(intake, said, ticket, { kind: 'dispute', text: said.text })
    return true
  }
  if (ticket.state === 'resolved' && FIXED.test(said.text)) {
    await attempt(intake, said, ticket, { kind: 'confirm' })
    return true
  }
  if (said.text === '' && said.photos.length === 0 && !said.point && !said.hadPhotos) return true
  // What it does to the ticket (more words, a correction, taken back) is for the reading to say.
  return false
}

/** Words that give a command on a ticket, also behind a slash. */
export async function command(
  intake: Intake,
  said: Said,
  ticket: Ticket | null,
  words: WorkWords,
): Promise<void> {
  const texts = textsOf(intake)
  if (!ticket) return reply(intake, texts.text('refuse-not_found'))
  // Of a part only being there counts: that somebody is on the way is a note.
  if (ticket.part && words.command === 'accept') return add(intake, said, ticket)
  if (isOrder(words.command)) {
    belong(intake, said, ticket)
    const { line, shown } = await giveOrder(intake, ticket, words.command, words.rest, said.photos)
    return shown ? undefined : reply(intake, line, ticket.id)
  }
  const made = toCommand(intake, said, ticket, words)
  if (!made) {
    const key = words.command === 'rate' ? 'rate-how' : 'refuse-unknown_department'
    return reply(intake, texts.text(key), ticket.id)
  }
  await attempt(intake, said, ticket, made)
}

/** A command by its name alone tells neither what was done nor why; 不归我们管 does. */
const BARE = /^(?:[A-Z\d-]*\s*号?单?[\s,\uFF0C]*)?(?:已?办结|退回|退单|不予受理|不受理)了?[\s\d号单。.]*$/

function ownWords(text: string): string {
  return BARE.test(text.trim()) ? '' : text
}

function toCommand(intake: Intake, said: Said, ticket: Ticket, { command, rest }: WorkWords): Command | null {
  switch (command) {
    case 'resolve':
      return { kind: 'resolve', result: rest || ownWords(said.text), photos: said.photos }
    case 'return':
      return { kind: 'return', reason: rest || ownWords(said.text) }
    case 'transfer': {
      const found = findDepartment(intake.view.town, rest, ticket.area)
      return found ? { kind: 'transfer', department: found.code, reason: rest } : null
    }
    case 'withdraw':
      return { kind: command, reason: rest || said.text }
    case 'reject':
      return { kind: command, reason: rest || ownWords(said.text) }
    case 'dispute':
      return { kind: 'dispute', text: said.text }
    case 'rate': {
      const rating = ratingWords(rest)
      return rating && { kind: 'rate', ...rating }
    }
    case 'ask_excuse':
      return { kind: 'ask_excuse', reason: rest }
    case 'accept':
    case 'confirm':
    case 'urge':
      return { kind: command }
    default:
      return null
  }
}

/** Gives the command; a refusal is said below the message, and what is missing is asked for. */
export async function attempt(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  command: Command,
): Promise<boolean> {
  const texts = textsOf(intake)
  belong(intake, said, ticket)
  const result = await execute(intake, ticket, command)
  if (result.ok) {
    endWait(intake)
    // Other commands show on the card here; an urging only shows where it arrives.
    if (command.kind === 'urge') {
      const owner = sayOwner(intake.view.town, ticket, texts)
      reply(intake, texts.text('done-urge', { short: shortNumber(ticket.number), owner }), ticket.id)
    }
    if (command.kind === 'ask_excuse')
      reply(intake, texts.text('done-ask_excuse', { short: shortNumber(ticket.number) }), ticket.id)
    return true
  }
  const { code } = result.refusal
  const short = shortNumber(ticket.number)
  if (command.kind === 'resolve' && code === 'needs_photo') {
    wait(intake, ticket, 'result_photo', { result: command.result })
    reply(intake, texts.text('done-resolve-photo', { short }), ticket.id)
  } else if (command.kind === 'resolve' && code === 'needs_text') {
    wait(intake, ticket, 'result_text', { photos: command.photos.join(',') })
    reply(intake, texts.text('done-resolve-text', { short }), ticket.id)
  } else if (code === 'needs_text' && (command.kind === 'return' || command.kind === 'reject')) {
    const returns = command.kind === 'return'
    wait(intake, ticket, returns ? 'return_reason' : 'reject_reason')
    reply(intake, texts.text(returns ? 'done-return-ask' : 'done-reject-ask', { short }), ticket.id)
  } else {
    reply(intake, await refusalLine(intake, result.refusal, ticket, command.kind), ticket.id)
  }
  return false
}
