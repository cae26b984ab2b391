import { parseISO } from 'date-fns'
import { leads, worksFor } from '../../domain/area/posts.ts'
import { tooFar } from '../../domain/ticket/part-work.ts'
import { isOpenPart } from '../../domain/ticket/parts.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { clockOf } from '../context.ts'
import { belong } from '../intake/add-to-ticket.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { isHidden } from '../intake/hidden.ts'
import { execute, type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import type { Said } from '../intake/said.ts'
import { saysDone } from '../intake/work-words.ts'
import { shortNumber } from '../names.ts'
import { sayTime } from '../texts/time.ts'
import { arrivalWords } from './words.ts'

/**
 * 报到 by words, by a location or by a photo: below the part's card or with its number, else of the only part that waits for
 * a department of the sender.
 * @returns false when the message is none of that.
 */
export async function arriveBySaying(intake: Intake, said: Said): Promise<boolean> {
  const told = said.text ? arrivalWords(said.text) : null
  if (told?.number) return byNumber(intake, said, told.number)
  const replied = said.thread.repliedTicket
  const part = replied ? await ownPart(intake, replied) : null
  if (part) return below(intake, said, part, told !== null)
  if (replied || !(told || said.locationOnly)) return false
  if (intake.conversation.type === 'group' && intake.conversation.department === null) return false
  return alone(intake, said)
}

async function byNumber(intake: Intake, said: Said, number: string): Promise<boolean> {
  const ticket = await findTicket(intake, number)
  if (!ticket) return false
  const part = ticket.part ? ticket : await ownPart(intake, ticket)
  if (!part) return false
  await come(intake, said, part)
  return true
}

/** Below its card a photo tells it too, unless the words are of a result. */
async function below(intake: Intake, said: Said, part: Ticket, told: boolean): Promise<boolean> {
  if (!ours(intake, part.department)) return false
  const shown = said.locationOnly || (said.photos.length > 0 && !saysDone(said.text))
  if (!told && !(shown && part.state === 'dispatched')) return false
  await come(intake, said, part)
  return true
}

/** The only part that waits for the sender's departments; of several the one that is near the point sent. */
async function alone(intake: Intake, said: Said): Promise<boolean> {
  const waiting = await waitingParts(intake)
  const { point } = said
  const near = point ? waiting.filter((t) => tooFar(t, point, intake.view.town) === null) : waiting
  const [part] = near.length > 0 ? near : waiting
  if (!part) return false
  if (near.length > 1) {
    const list = near.map((t) => `${shortNumber(t.number)}`)
    const texts = textsOf(intake)
    reply(intake, texts.text('arrive-which', { list: list.join(texts.text('list-separator')) }))
    return true
  }
  // A point somewhere else, of somebody whom more than one place waits for, tells nothing.
  if (near.length === 0 && waiting.length > 1) return false
  await come(intake, said, part)
  return true
}

/** Parts of the sender's departments that nobody has come to yet. */
export async function waitingParts(intake: Intake): Promise<Ticket[]> {
  const { app, view } = intake
  const own = new Set(postsOf(intake).flatMap((post) => post.department ?? []))
  const waiting: Ticket[] = []
  for (const department of own) {
    if (!ours(intake, department)) continue
    const tickets = await app.store.tickets({ kind: 'department', department }, view.town)
    waiting.push(...tickets.filter((t) => t.part && t.state === 'dispatched' && !isHidden(intake, t)))
  }
  return waiting
}

function ours(intake: Intake, department: string | null): boolean {
  return (
    department !== null &&
    postsOf(intake).some((post) => worksFor(post, department) || leads(post, department))
  )
}

/** The part itself, or that of the sender's department where the parent is meant. */
async function ownPart(intake: Intake, ticket: Ticket): Promise<Ticket | null> {
  if (ticket.part) return ticket
  const own = ticket.whistle?.parts.find((part) => isOpenPart(part) && ours(intake, part.department))
  return own ? intake.app.store.ticket(own.id) : null
}

async function come(intake: Intake, said: Said, part: Ticket): Promise<void> {
  belong(intake, said, part)
  const how = said.point ? 'location' : said.photos.length > 0 ? 'photo' : 'words'
  const text = await arriveAt(intake, part, {
    how,
    ...(said.point ? { point: said.point } : {}),
    photos: said.photos,
  })
  if (text) reply(intake, text, part.id)
}

/** @returns what is said: a refusal, or to somebody in private that it is noted (in the group the card says so). */
export async function arriveAt(
  intake: Intake,
  part: Ticket,
  arrival: {
    how: 'button' | 'words' | 'location' | 'photo'
    point?: { lng: number; lat: number }
    photos: string[]
  },
): Promise<string | null> {
  const texts = textsOf(intake)
  const result = await execute(intake, part, { kind: 'arrive', ...arrival })
  if (!result.ok) return sayRefusal(result.refusal, part, 'arrive', intake.view.town, texts)
  return intake.conversation.type === 'dm' || arrival.how === 'button'
    ? sayArrived(intake, result.ticket)
    : null
}

export function sayArrived(intake: Intake, ticket: Ticket): string {
  const texts = textsOf(intake)
  const { resolveDue } = ticket
  const resolve = resolveDue ? sayTime(parseISO(resolveDue), texts, clockOf(intake.app, intake.now)) : ''
  return texts.text('done-arrive', { short: shortNumber(ticket.number), resolve })
}
