import type { Command, Refusal } from '../../domain/ticket/decision.ts'
import { levelOf, roundsHeld, roundsLeft } from '../../domain/ticket/mediation/levels.ts'
import { candidates } from '../../domain/ticket/mediation/mediators.ts'
import { nextVisit } from '../../domain/ticket/mediation/visits.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { clockOf } from '../context.ts'
import { execute, type Intake, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import type { Said } from '../intake/said.ts'
import { endWait, wait } from '../intake/work.ts'
import { shortNumber } from '../names.ts'
import type { PartyRow } from '../store-port/mediation.ts'
import type { DialogTopic } from '../store-port/asking.ts'
import { sayTime } from '../texts/time.ts'
import { withoutNames } from './pseudonyms.ts'
import { sayLevel } from './say.ts'
import { readWhen } from './when.ts'
import { type MediationWords, partiesIn, presentIn } from './words.ts'

/** What somebody who may mediate says of a dispute in private: done, and answered in a line. */
export async function mediate(intake: Intake, said: Said, ticket: Ticket, words: MediationWords): Promise<void> {
  quieten(intake, said, ticket)
  switch (words.kind) {
    case 'take':
      return run(intake, ticket, { kind: 'take_mediation' })
    case 'plan':
      return plan(intake, ticket, words.rest)
    case 'hold':
      return hold(intake, said, ticket, words.result, words.rest)
    case 'up':
      return run(intake, ticket, { kind: 'move_up', reason: await hidden(intake, ticket, words.rest) })
    case 'party':
      return party(intake, ticket, words)
    case 'agree':
      return run(intake, ticket, {
        kind: 'agree',
        text: await hidden(intake, ticket, words.rest),
        photos: said.photos,
      })
    case 'end':
      return run(intake, ticket, {
        kind: 'end_mediation',
        outcome: words.outcome,
        reason: await hidden(intake, ticket, words.rest),
      })
    case 'visit':
      if (words.holds === null) return say(intake, ticket, 'mediate-ask-visit')
      return run(intake, ticket, {
        kind: 'visit',
        holds: words.holds,
        text: await hidden(intake, ticket, words.rest),
      })
  }
}

/** The message belongs to the ticket, but its words are kept in the ticket's own way only, without names. */
export function quieten({ draft }: Intake, { row }: Said, ticket: Ticket): void {
  row.ticketId = ticket.id
  row.text = ''
  row.parts = []
  for (const fetch of draft.write.fetches) fetch.ticketId = ticket.id
}

/** Words as the ticket may keep them. */
export async function hidden({ app }: Intake, ticket: Ticket, text: string): Promise<string> {
  if (text.trim() === '') return ''
  return withoutNames(text, ticket.mediation, await app.store.disputeParties(ticket.id))
}

function say(
  intake: Intake,
  ticket: Ticket,
  key: string,
  args: Record<string, string | number> = {},
): void {
  reply(intake, textsOf(intake).text(key, { short: shortNumber(ticket.number), ...args }), ticket.id)
}

export async function plan(intake: Intake, ticket: Ticket, text: string): Promise<void> {
  const at = readWhen(text, intake.now, intake.app.zone)
  if (!at) return ask(intake, ticket, 'mediation_time')
  await run(intake, ticket, { kind: 'plan_round', at: at.toISOString(), mediators: named(intake, ticket, text) })
}

export async function hold(
  intake: Intake,
  { text: whole }: Pick<Said, 'text'>,
  ticket: Ticket,
  result: Extract<MediationWords, { kind: 'hold' }>['result'],
  rest: string,
): Promise<void> {
  const outcome = await hidden(intake, ticket, rest)
  const mediators = named(intake, ticket, whole)
  await run(intake, ticket, { kind: 'hold_round', result, outcome, present: presentIn(whole), mediators })
}

/** Mediators of the level and people of the department whose names are told with a round. */
function named({ view }: Intake, ticket: Ticket, text: string): string[] {
  const { town } = view
  const posts = [...candidates(town, ticket), ...(town.postsByDepartment.get(ticket.department ?? '') ?? [])]
  const people = posts.filter((p) => {
    const name = town.personById.get(p.personId)?.name ?? ''
    return name.length >= 2 && text.includes(name)
  })
  return [...new Set(people.map((p) => p.personId))]
}

async function party(
  intake: Intake,
  ticket: Ticket,
  { side, instead, rest }: Extract<MediationWords, { kind: 'party' }>,
): Promise<void> {
  const found = partiesIn(rest)
  const texts = textsOf(intake)
  if (found.length === 0) return say(intake, ticket, 'mediate-ask-party')
  const known = await intake.app.store.disputeParties(ticket.id)
  const mine = (ticket.mediation?.parties ?? []).filter((p) => p.side === side)
  const rows = found.map(({ name, phone }): PartyRow => {
    const before = instead ? undefined : known.find((r) => r.name === name && mine.some((p) => p.id === r.id))
    return {
      id: before?.id ?? intake.app.newId(),
      ticketId: ticket.id,
      name,
      phone: phone ?? before?.phone ?? null,
    }
  })
  const parties = rows.map(({ id }) => ({ id, side }))
  const command: Command = { kind: 'add_party', parties, ...(instead ? { instead } : {}) }
  const result = await execute(intake, ticket, command)
  if (!result.ok) return refuse(intake, ticket, command, result.refusal)
  for (const row of rows) keep(intake, row)
  if (instead) for (const { id } of mine) keep(intake, { id, ticketId: ticket.id, name: null, phone: null })
  endWait(intake)
  say(intake, ticket, 'mediate-party', { name: texts.text(`party-${side}`) })
}

function keep({ draft }: Intake, row: PartyRow): void {
  draft.write.parties.push(row)
}

/** Does it, and says in a line what came of it and what comes next. */
export async function run(intake: Intake, ticket: Ticket, command: Command): Promise<void> {
  const result = await execute(intake, ticket, command)
  if (!result.ok) return refuse(intake, ticket, command, result.refusal)
  endWait(intake)
  answer(intake, ticket, result.ticket, command)
}

/** What is missing is asked for; all else is said with what is possible. */
function refuse(intake: Intake, ticket: Ticket, command: Command, refusal: Refusal): void {
  const { code } = refusal
  if (command.kind === 'agree' && (code === 'needs_photo' || code === 'needs_text'))
    return ask(intake, ticket, 'mediation_paper', command.text === '' ? {} : { text: command.text })
  if (command.kind === 'end_mediation' && code === 'needs_text')
    return ask(intake, ticket, 'mediation_court', { outcome: command.outcome })
  reply(intake, sayRefusal(refusal, ticket, command.kind, intake.view.town, textsOf(intake)), ticket.id)
}

const QUESTIONS = {
  mediation_time: 'time',
  mediation_round: 'round',
  mediation_paper: 'paper',
  mediation_court: 'reason',
} as const satisfies Partial<Record<DialogTopic, string>>

/** Asks, and takes what this person says next here as the answer. */
export function ask(
  intake: Intake,
  ticket: Ticket,
  topic: keyof typeof QUESTIONS,
  args: Record<string, string> = {},
): void {
  wait(intake, ticket, topic, args)
  const short = shortNumber(ticket.number)
  reply(intake, textsOf(intake).text(`mediate-ask-${QUESTIONS[topic]}`, { short }), ticket.id)
}

function answer(intake: Intake, before: Ticket, ticket: Ticket, command: Command): void {
  const { town } = intake.view
  const texts = textsOf(intake)
  const time = (iso: string | null | undefined): string =>
    iso ? sayTime(iso, texts, clockOf(intake.app, intake.now)) : 'none'
  const level = sayLevel(town, levelOf(town, ticket).level)
  const visit = time(nextVisit(ticket.mediation)?.dueAt)
  switch (command.kind) {
    case 'take_mediation':
      return say(intake, ticket, 'mediate-taken')
    case 'plan_round':
      return say(intake, ticket, 'mediate-planned', { time: time(command.at) })
    case 'hold_round': {
      if (command.result === 'put_off') return say(intake, ticket, 'mediate-put-off')
      if (command.result === 'agreed') {
        wait(intake, ticket, 'mediation_paper')
        return say(intake, ticket, 'mediate-agreed')
      }
      const was = levelOf(town, before).level
      const n = roundsHeld(ticket.mediation?.rounds ?? [], was)
      if (was !== ticket.mediation?.level)
        return say(intake, ticket, 'mediate-used-up', { from: sayLevel(town, was), n, level })
      const left = roundsLeft(town, ticket)
      return left > 0
        ? say(intake, ticket, 'mediate-not-agreed', { level, n, left })
        : say(intake, ticket, 'mediation-court', { level })
    }
    case 'move_up':
      return say(intake, ticket, 'mediate-moved', { level })
    case 'agree':
      return say(intake, ticket, 'mediate-settled', { next: visit })
    case 'end_mediation':
      return say(intake, ticket, 'mediate-ended', { outcome: command.outcome })
    case 'visit':
      return command.holds
        ? say(intake, ticket, 'mediate-visited', { next: visit })
        : say(intake, ticket, 'mediate-reopened', { level })
    default:
      return
  }
}

