import { subMinutes } from 'date-fns'
import { isConfidential, sidesOf } from '../../domain/access.ts'
import type { Command } from '../../domain/ticket/decision.ts'
import type { Joined, Ticket } from '../../domain/ticket/types.ts'
import { gather } from '../../domain/understanding/gather.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import { waitingBefore } from '../../domain/understanding/waiting.ts'
import { holdPhoto } from '../asking/ask-photo.ts'
import { askPlace } from '../asking/ask-place.ts'
import { askIfReport } from '../asking/ask-report.ts'
import { superseded } from '../asking/superseded.ts'
import { askSame } from '../joining/ask-same.ts'
import { findSame } from '../joining/find-same.ts'
import { alsoReports, joinReport, type Opened, reporterOf, sourceOf } from '../joining/join.ts'
import { shortNumber } from '../names.ts'
import { keepReading } from '../why/keep.ts'
import { mayOpenMore, tooMuchSmallTalk } from './bounds.ts'
import { actorOf, execute, type Intake, reply, textOf, textsOf } from './intake.ts'
import { sayRefusal } from './refusal.ts'
import { readInput, type Said, threadContext } from './said.ts'
import { secondReading } from './second-reading.ts'
import { makeNumber } from './ticket-number.ts'

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
    case 'open': {
      if (!mayOpen(intake, reading)) return
      if (await askIfReport(intake, said, reading, (r) => mayOpen(intake, r))) return
      if (!(await mayOpenMore(intake, reading))) return
      const opened = await openAll(intake, said, reading)
      await askPlace(intake, said, opened)
      await askSame(intake, said, opened)
      if (opened[0]) await superseded(intake, said, opened[0].ticket)
      return
    }
    case 'supplement':
    case 'correct':
    case 'withdraw':
    case 'resolved': {
      const ticket = await intake.app.store.ticket(gathered.ticketId)
      if (!ticket) return
      if (gathered.kind === 'supplement') {
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
      if (gathered.kind === 'correct') return correct(intake, said, ticket, reading)
      const settled = gathered.kind === 'resolved'
      belong(intake, said, ticket)
      const own = settled ? null : ownReport(intake, ticket)
      const command: Command = !settled
        ? own
          ? { kind: 'leave', source: own.source }
          : { kind: 'withdraw', reason: said.text }
        : ticket.state === 'resolved'
          ? { kind: 'confirm' }
          : { kind: 'settled_by_reporter', text: said.text }
      const result = await execute(intake, ticket, command)
      // Others see it differently: the words are told to those who work on it.
      if (!result.ok && result.refusal.code === 'not_alone' && !said.thread.repliesToBot)
        return add(intake, said, ticket, reading)
      // Whoever answered the card is told why nothing came of it; words said at large are passed over.
      if (!result.ok && said.thread.repliesToBot)
        reply(intake, sayRefusal(result.refusal, ticket, command.kind, view.town, textsOf(intake)), ticket.id)
      return
    }
    case 'hold':
      return holdPhoto(intake, said)
    case 'none':
      if (await askIfReport(intake, said, reading, (r) => mayOpen(intake, r))) return
      if (conversation.type === 'dm' && !tooMuchSmallTalk(intake, said.thread))
        answerSmallTalk(intake, said, reading)
  }
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

/** The report of the speaker that joined; nobody who speaks for the place, nor the first, takes only that back. */
function ownReport(intake: Intake, ticket: Ticket): Joined | null {
  const sides = sidesOf(ticket, actorOf(intake), intake.view.town)
  if ([...sides].some((side) => side !== 'anyone' && side !== 'joined')) return null
  const { identity } = intake
  return ticket.joined.findLast(({ reporter }) => reporter.identityId === identity.id) ?? null
}

/**
 * Each matter joins the open ticket that surely tells of it already, or opens one; the first takes the message and the
 * photos that waited for it.
 */
export async function openAll(intake: Intake, said: Said, reading: Reading): Promise<Opened[]> {
  const held = heldBefore(intake, said)
  const opened: Opened[] = []
  for (const [index, incident] of reading.incidents.entries()) {
    const photos = index === 0 ? held.photos : said.photos
    const like = await findSame(intake, reading, incident, photos, said.point)
    const known = like?.verdict === 'same' ? { ticket: like.ticket, incident, photos } : null
    const joined = known ? await joinReport(intake, said, known, 'aloud') : null
    const ticket = joined ?? (await open(intake, said, incident, reading, photos))
    if (!ticket) continue
    opened.push({ ticket, incident, joined: joined !== null, like: like && !joined ? like.ticket : null })
    if (!joined) keepReading(intake, ticket, reading, incident)
    if (index > 0) continue
    belong(intake, said, ticket)
    for (const messageId of held.messageIds) intake.draft.write.adopt.push({ messageId, ticketId: ticket.id })
    tellConfidential(intake, ticket)
  }
  return opened
}

export async function open(
  intake: Intake,
  said: Said,
  incident: Incident,
  reading: Reading,
  photos: string[],
): Promise<Ticket | null> {
  const { app, view } = intake
  const result = await execute(intake, null, {
    kind: 'open',
    id: app.newId(),
    number: await makeNumber(app, view.town.letters, intake.now),
    category: incident.category,
    urgency: incident.urgency,
    area: incident.area,
    place: incident.place,
    placeTold: isTold(incident.placeSource),
    point: said.point ?? null,
    summary: incident.summary || said.text,
    reporter: reporterOf(intake),
    source: sourceOf(intake, said),
    photos,
    missing: reading.missing,
  })
  return result.ok ? result.ticket : null
}

/** What the same sender said and showed a moment ago, which waited for these words. */
function heldBefore({ identity, view }: Intake, said: Said): { photos: string[]; messageIds: string[] } {
  const recent = said.thread.recent.map((m) => ({
    ...m,
    sameSender: m.identityId === identity.id,
    hasPhoto: m.hadPhotos,
  }))
  const held = waitingBefore(recent, said.at, view.town.policy)
  return {
    photos: [...new Set([...held.flatMap((m) => m.photos), ...said.photos])],
    messageIds: held.map((m) => m.id),
  }
}

/** What waited for these words goes to the ticket that the words belong to. */
function withHeld(intake: Intake, said: Said, ticketId: string): Said {
  const held = heldBefore(intake, said)
  for (const messageId of held.messageIds) intake.draft.write.adopt.push({ messageId, ticketId })
  return { ...said, photos: held.photos }
}

/** A complaint about officials made in a group is never answered there: only its writer hears where it went. */
function tellConfidential(intake: Intake, ticket: Ticket): void {
  if (!isConfidential(intake.view.town, ticket.category) || intake.conversation.type === 'group') return
  const department = intake.view.town.departmentByCode.get(ticket.department ?? '')?.name
  if (!department) return
  reply(
    intake,
    textsOf(intake).text('confidential-private', { department, short: shortNumber(ticket.number) }),
  )
}

/** The message, and photos of it that are still to be fetched, belong to the ticket. */
export function belong(intake: Intake, said: Said, ticket: Ticket): void {
  said.row.ticketId = ticket.id
  for (const fetch of intake.draft.write.fetches) fetch.ticketId = ticket.id
}

/** More words, photos or the missing place for a ticket. */
export async function add(intake: Intake, said: Said, ticket: Ticket, reading?: Reading): Promise<void> {
  belong(intake, said, ticket)
  const missing = ticket.state === 'needs_info' || ticket.placeTold === false
  const place = missing ? toldPlace(intake, said, reading) : null
  await execute(intake, ticket, {
    kind: 'supply',
    text: said.text,
    photos: said.photos,
    ...(said.point ? { point: said.point } : {}),
    ...(place ? { area: place.area } : {}),
    ...(place?.words ? { place: place.words } : {}),
  })
}

/** Not where the group or the sender stands. */
const isTold = (source: Incident['placeSource']): boolean => source === 'text' || source === 'location'

/** The place that the words or the sent location tell; an answer with nothing but the place is no incident. */
function toldPlace(
  intake: Intake,
  said: Said,
  given?: Reading,
): { area: string; words: string | null } | null {
  const reading = given ?? intake.view.read(readInput(intake, said), threadContext(intake, said))
  const incident = reading.incidents[0]
  const place = incident
    ? { area: incident.area, words: incident.place, source: incident.placeSource }
    : reading.place
  return isTold(place.source) ? place : null
}

/** The reading of a report changed: its ticket follows, where the words say something else than before. */
export async function correct(intake: Intake, said: Said, ticket: Ticket, reading: Reading): Promise<void> {
  belong(intake, said, ticket)
  const incident = reading.incidents[0]
  if (!incident) return
  const told = isTold(incident.placeSource)
  const result = await execute(intake, ticket, {
    kind: 'correct',
    category: incident.category,
    urgency: incident.urgency,
    summary: incident.summary || said.text,
    ...(told ? { area: incident.area, place: incident.place } : {}),
  })
  if (result.ok && result.changed) keepReading(intake, result.ticket, reading, incident)
}

/** So long a greeting is answered once only, minutes. */
const GREETED = 60
/** Rules of the act that know talk for what it is: nobody waits for an answer. */
const SMALL_TALK: ReadonlySet<string> = new Set([
  '道谢',
  '致谢送别',
  '玩笑',
  '比方',
  '寒暄',
  '别处的事',
  '邻里买卖',
  '应答',
  '没有文字',
])
/** Somebody knocks: they are told what this is. */
const GREETING = /^(?:你好|您好|在吗|在不在|有人吗|喂|哈喽|hello|hi|hey)[啊呀吗呢。.!\uFF01?\uFF1F~\s]*$/i

/** In a private chat silence would be rude: small talk in words gets one hint how to go on, a photo alone none. */
function answerSmallTalk(intake: Intake, said: Said, reading: Reading): void {
  const texts = textsOf(intake)
  const { body } = intake.event
  const spoken = body.kind === 'message' && body.parts.some((p) => p.kind === 'voice' && !p.transcript)
  const words = body.kind === 'message' ? textOf(body.parts) : ''
  if (spoken) reply(intake, texts.text('voice-not-heard'))
  else if (GREETING.test(words)) {
    const since = subMinutes(said.at, GREETED)
    const greeted = said.thread.recent.some((m) => m.at >= since && GREETING.test(m.text))
    if (!greeted) reply(intake, texts.text('start-resident', { town: intake.view.town.name }))
  } else if (reading.act === 'query') reply(intake, texts.text('query-reply'))
  else if (reading.act === 'update' || reading.act === 'notice') return
  else if (!reading.reasons.some(({ rule }) => SMALL_TALK.has(rule)))
    reply(intake, texts.text('not-understood-dm'))
}
