import { isConfidential, may } from '../../domain/access.ts'
import type { Called } from '../../domain/ticket/decision.ts'
import { isNotForGroups } from '../../domain/ticket/parts.ts'
import { BLANK } from '../../domain/ticket/replay.ts'
import { WHISTLERS } from '../../domain/ticket/transition-table.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { WhistleKind, Whistler } from '../../domain/ticket/whistle-types.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import { maskText } from '../../lib/mask.ts'
import { clockOf } from '../context.ts'
import { belong, isTold, stakesIn } from '../intake/add-to-ticket.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { actorOf, execute, type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import { readInput, type Said, threadContext } from '../intake/said.ts'
import { makeNumber } from '../intake/ticket-number.ts'
import { findSame } from '../joining/find-same.ts'
import { reporterOf, sourceOf } from '../joining/join.ts'
import { shortNumber } from '../names.ts'
import { sayTime } from '../texts/time.ts'
import { keepReading } from '../why/keep.ts'
import { namedDepartments, type WhistleWords, whistleWords } from './words.ts'

/**
 * A whistle in words, for a ticket by its number or for the matter they tell.
 * @returns false when the words are none, or of somebody whose words they cannot be: then they are read as any others.
 */
export async function whistleInWords(intake: Intake, said: Said): Promise<boolean> {
  const words = said.text ? whistleWords(said.text) : null
  if (!words || postsOf(intake).length === 0) return false
  if (words.number !== null) return onTicket(intake, said, words, words.number)
  return onMatter(intake, said, words)
}

async function onTicket(intake: Intake, said: Said, words: WhistleWords, number: string): Promise<boolean> {
  const texts = textsOf(intake)
  const ticket = await findTicket(intake, number)
  if (!ticket) {
    reply(intake, texts.text('ticket-hidden', { short: number }))
    return true
  }
  belong(intake, said, ticket)
  await whistleFor(intake, ticket, words)
  return true
}

/** Calls those whom the words name for a ticket that is there, and says so, or why not. */
export async function whistleFor(intake: Intake, ticket: Ticket, words: WhistleWords): Promise<void> {
  const { town } = intake.view
  const texts = textsOf(intake)
  const { departments, unknown, rest } = namedDepartments(town, words, ticket.area)
  const short = shortNumber(ticket.number)
  const allowed = may('whistle', ticket, actorOf(intake), town)
  if (allowed && unknown !== null)
    return reply(intake, texts.text('whistle-unknown', { text: maskText(unknown).slice(0, 20) }), ticket.id)
  if (allowed && departments.length === 0)
    return reply(intake, texts.text('whistle-how', { short }), ticket.id)
  const codes = departments.map(({ code }) => code)
  const task = words.task || rest
  reply(intake, await blow(intake, ticket, { kind: words.kind, departments: codes, task }), ticket.id)
}

/** @returns what is said of it. */
export async function blow(
  intake: Intake,
  ticket: Ticket,
  order: { kind: WhistleKind | null; departments: readonly string[]; task: string },
): Promise<string> {
  const texts = textsOf(intake)
  const called = calledBy(intake, order.kind ?? usualKind(ticket), order.departments, order.task)
  const result = await execute(intake, ticket, { kind: 'whistle', ...called })
  if (!result.ok) return sayRefusal(result.refusal, ticket, 'whistle', intake.view.town, texts)
  return sayBlown(intake, result.ticket, called)
}

/** 应急 where life is at stake, else a hard problem: what nobody said otherwise. */
export function usualKind({ urgency }: Pick<Ticket, 'urgency'>): WhistleKind {
  return urgency === 'emergency' ? 'emergency' : 'hard'
}

function calledBy(intake: Intake, kind: WhistleKind, departments: readonly string[], task: string): Called {
  return {
    whistle: kind,
    by: whistlerOf(intake),
    chat: intake.conversation.id,
    parts: departments.map((department) => ({ id: intake.app.newId(), department, task })),
  }
}

/** Under the post by which they may. */
function whistlerOf(intake: Intake): Whistler {
  const reporter = reporterOf(intake)
  const post = postsOf(intake).find(({ role }) => WHISTLERS.includes(role))
  return { ...reporter, role: post?.role ?? reporter.role }
}

function sayBlown(intake: Intake, ticket: Ticket, { whistle, parts }: Called): string {
  const { app, view, now } = intake
  const texts = textsOf(intake)
  const ids = new Set(parts.map(({ id }) => id))
  const fresh = (ticket.whistle?.parts ?? []).filter(({ id }) => ids.has(id))
  const names = fresh.map((part) => {
    const department = view.town.departmentByCode.get(part.department ?? '')?.name ?? ''
    return part.lead ? texts.text('part-lead', { department }) : department
  })
  const due = fresh[0]?.arriveDue
  return texts.text('whistle-blown', {
    short: shortNumber(ticket.number),
    kind: texts.text(`whistle-kind-${whistle}`),
    list: names.join(texts.text('list-separator')),
    due: due ? sayTime(due, texts, clockOf(app, now)) : '',
  })
}

/** The matter that the words tell opens, and those named are called for it in the same write. */
async function onMatter(intake: Intake, said: Said, words: WhistleWords): Promise<boolean> {
  const { view, conversation } = intake
  const texts = textsOf(intake)
  if (!postsOf(intake).some(({ role }) => WHISTLERS.includes(role))) return false
  const reading = view.read(readInput(intake, { ...said, text: words.matter }), threadContext(intake, said))
  const incident = reading.incidents[0]
  if (!incident) {
    reply(intake, texts.text('whistle-what'))
    return true
  }
  if (isNotForGroups(view.town, incident.category)) {
    // It is told as any report is; that it may not be whistled for is said, but of a secret nothing in a group.
    const secret = isConfidential(view.town, incident.category)
    if (!secret || conversation.type === 'dm') reply(intake, texts.text('whistle-not-for-groups'))
    return false
  }
  // Somebody told of it already: the departments are called for that ticket.
  const { like } = await findSame(intake, reading, incident, said.photos, said.point)
  if (like?.verdict === 'same') {
    belong(intake, said, like.ticket)
    await whistleFor(intake, like.ticket, words)
    return true
  }
  const { departments, unknown } = namedDepartments(view.town, words, incident.area)
  if (unknown !== null || departments.length === 0) {
    reply(intake, texts.text('whistle-unknown', { text: maskText(unknown ?? words.list).slice(0, 20) }))
    return false
  }
  return openBlown(
    intake,
    said,
    { reading, incident },
    words,
    departments.map(({ code }) => code),
  )
}

async function openBlown(
  intake: Intake,
  said: Said,
  { reading, incident }: { reading: Reading; incident: Incident },
  words: WhistleWords,
  departments: readonly string[],
): Promise<boolean> {
  const { app, view, now } = intake
  const { category, urgency, area, place } = incident
  const called = calledBy(intake, words.kind ?? usualKind(incident), departments, words.task)
  const told = {
    ...{ category, urgency, area, place, placeTold: isTold(incident.placeSource) },
    point: said.point ?? null,
    summary: incident.summary || words.matter,
    ...stakesIn(incident.stakes),
    reporter: reporterOf(intake),
    source: sourceOf(intake, said),
  }
  // Whoever may not whistle there tells it as any report.
  if (!may('whistle', { ...BLANK, ...told }, actorOf(intake), view.town)) return false
  const result = await execute(intake, null, {
    kind: 'open',
    id: app.newId(),
    number: await makeNumber(app, view.town.letters, now),
    ...told,
    photos: said.photos,
    missing: null,
    whistle: called,
  })
  if (!result.ok) return false
  belong(intake, said, result.ticket)
  keepReading(intake, result.ticket, reading, incident)
  return true
}
