import type { Command, Refusal } from '../../domain/ticket/decision.ts'
import { levelOf, roundsHeld, roundsLeft } from '../../domain/ticket/mediation/levels.ts'
import { candidates } from '../../domain/ticket/mediation/mediators.ts'
import { nextVisit } from '../../domain/ticket/mediation/visits.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { clockOf } from '../context.ts'
import { execute, type Intake, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import type { Said } from '../intake/said.ts'
import { endWait, wait } from '../intake/wait.ts'
import { shortNumber } from '../names.ts'
import type { DialogTopic } from '../store-port/asking.ts'
import { sayTime } from '../texts/time.ts'
import { quieten, wordsOf } from './private.ts'
import { sayLevel } from './say.ts'
import { readWhen } from './when.ts'
import { type MediationWords, presentIn } from './words.ts'

/** What somebody who may mediate says of a dispute in private: done, and answered in a line. */
export async function mediate(
  intake: Intake,
  said: Said,
  ticket: Ticket,
  words: MediationWords,
): Promise<void> {
  quieten(intake, said, ticket)
  switch (words.kind) {
    case 'take':
      return run(intake, ticket, () => ({ kind: 'take_mediation' }))
    case 'plan':
      return plan(intake, ticket, words.rest)
    case 'hold':
      return hold(intake, said, ticket, words.result, words.rest)
    case 'up':
      return run(intake, ticket, (id) => ({ kind: 'move_up', words: id }), words.rest)
    case 'party':
      return party(intake, ticket, words)
    case 'agree':
      return agree(intake, said, ticket, words.rest)
    case 'end':
      return end(intake, ticket, words.outcome, words.rest)
    case 'visit':
      return visit(intake, ticket, words.holds, words.rest)
  }
}

function say(intake: Intake, ticket: Ticket, key: string, args: Record<string, string | number> = {}): void {
  reply(intake, textsOf(intake).text(key, { short: shortNumber(ticket.number), ...args }), ticket.id)
}

export async function plan(intake: Intake, ticket: Ticket, text: string): Promise<void> {
  const at = readWhen(text, intake.now, intake.app.zone)
  if (!at) return ask(intake, ticket, 'mediation_time')
  const mediators = named(intake, ticket, text)
  await run(intake, ticket, () => ({ kind: 'plan_round', at: at.toISOString(), mediators }))
}

export async function hold(
  intake: Intake,
  { text: whole }: Pick<Said, 'text'>,
  ticket: Ticket,
  result: Extract<MediationWords, { kind: 'hold' }>['result'],
  rest: string,
): Promise<void> {
  const mediators = named(intake, ticket, whole)
  const present = presentIn(whole)
  await run(intake, ticket, (words) => ({ kind: 'hold_round', result, words, present, mediators }), rest)
}

/** `kept`: id of words that came before the signed paper did. */
export function agree(
  intake: Intake,
  { photos }: Pick<Said, 'photos'>,
  ticket: Ticket,
  text: string,
  kept: string | null = null,
): Promise<void> {
  return run(intake, ticket, (id) => ({ kind: 'agree', words: id ?? kept, photos }), text)
}

export function end(
  intake: Intake,
  ticket: Ticket,
  outcome: 'withdrawn' | 'to_court',
  text: string,
): Promise<void> {
  return run(intake, ticket, (words) => ({ kind: 'end_mediation', outcome, words }), text)
}

async function visit(intake: Intake, ticket: Ticket, holds: boolean | null, text: string): Promise<void> {
  if (holds === null) return say(intake, ticket, 'mediate-ask-visit')
  await run(intake, ticket, (words) => ({ kind: 'visit', holds, words }), text)
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

/** One side, or several in one message: 甲方是…，乙方是…. */
async function party(
  intake: Intake,
  ticket: Ticket,
  { parties: told, instead }: Extract<MediationWords, { kind: 'party' }>,
): Promise<void> {
  const { app, draft } = intake
  const texts = textsOf(intake)
  if (told.length === 0) return say(intake, ticket, 'mediate-ask-party')
  const known = await app.store.disputePrivate(ticket.id)
  const noted = ticket.mediation?.parties ?? []
  const rows = told.map(({ side, name, phone }) => {
    const same = known.find((r) => r.text === name && noted.some((p) => p.id === r.id && p.side === side))
    const id = same && !instead ? same.id : app.newId()
    return { side, row: { id, ticketId: ticket.id, text: name, phone: phone ?? same?.phone ?? null } }
  })
  const sides = [...new Set(told.map(({ side }) => side))]
  const struck = instead ? noted.filter((p) => sides.includes(p.side)) : []
  const parties = rows.map(({ side, row }) => ({ id: row.id, side }))
  const command: Command = { kind: 'add_party', parties, ...(instead ? { instead } : {}) }
  const result = await execute(intake, ticket, command)
  if (!result.ok) return refuse(intake, ticket, command, result.refusal)
  draft.write.privates.push(...rows.map(({ row }) => row))
  for (const { id } of struck) draft.write.privates.push({ id, ticketId: ticket.id, text: null, phone: null })
  endWait(intake)
  const names = sides.map((side) => texts.text(`party-${side}`)).join(texts.text('list-separator'))
  say(intake, ticket, 'mediate-party', { name: names })
}

/** Does it, and says in a line what came of it and what comes next. Its words are kept apart, under the id it is given. */
export async function run(
  intake: Intake,
  ticket: Ticket,
  make: (words: string | null) => Command,
  text = '',
): Promise<void> {
  const row = wordsOf(intake, ticket, text)
  const { privates } = intake.draft.write
  if (row) privates.push(row)
  const command = make(row?.id ?? null)
  const result = await execute(intake, ticket, command)
  if (!result.ok) {
    // Words that only wait for their paper stay.
    const waits = command.kind === 'agree' && result.refusal.code === 'needs_photo'
    if (row && !waits) privates.splice(privates.indexOf(row), 1)
    return refuse(intake, ticket, command, result.refusal)
  }
  endWait(intake)
  answer(intake, ticket, result.ticket, command)
}

/** What is missing is asked for; all else is said with what is possible. */
function refuse(intake: Intake, ticket: Ticket, command: Command, refusal: Refusal): void {
  const { code } = refusal
  if (command.kind === 'agree' && (code === 'needs_photo' || code === 'needs_text'))
    return ask(intake, ticket, 'mediation_paper', command.words === null ? {} : { words: command.words })
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
    case 'take_mediation': {
      const key = intake.conversation.type === 'group' ? 'mediate-taken-group' : 'mediate-taken'
      return say(intake, ticket, key)
    }
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
