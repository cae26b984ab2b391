import { likelyDepartments } from '../../domain/area/likely-departments.ts'
import type { Button } from '../../domain/message.ts'
import { decide } from '../../domain/ticket/decide.ts'
import { openParts } from '../../domain/ticket/parts.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { WHISTLES, type WhistleKind } from '../../domain/ticket/whistle-types.ts'
import { actorOf, type Intake, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import { shortNumber } from '../names.ts'
import type { ButtonToken } from '../store-port/cards.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { blow, usualKind } from './blow.ts'

const OFFERED = 8

/** What is ticked so far; it travels in the buttons, so that nothing has to be kept. */
interface Picked {
  card: string
  kind: WhistleKind
  /** In the order of ticking: the first leads. */
  departments: string[]
}

function pickedOf(args: Record<string, string>): Picked {
  return {
    card: args['card'] ?? '',
    kind: WHISTLES.find((kind) => kind === args['kind']) ?? 'hard',
    departments: (args['picked'] ?? '').split(',').filter(Boolean),
  }
}

/**
 * 吹哨 was pressed, a department or kind ticked, or the whistle blown. Rights are looked at with every press.
 * @returns the line the presser sees, or null.
 */
export async function pressWhistle(
  intake: Intake,
  ticket: Ticket,
  { action, args }: Pick<ButtonToken, 'action' | 'args'>,
): Promise<string | null> {
  const refused = refusedBeforehand(intake, ticket)
  if (refused) return refused
  if (action === 'whistle') {
    offer(intake, ticket)
    return null
  }
  const picked = pickedOf(args)
  if (action === 'whistle_pick') {
    await draw(intake, ticket, picked)
    return null
  }
  if (picked.departments.length === 0) return textsOf(intake).text('whistle-tick')
  const said = await blow(intake, ticket, { kind: picked.kind, departments: picked.departments, task: '' })
  await draw(intake, ticket, picked, said)
  return said
}

function refusedBeforehand(intake: Intake, ticket: Ticket): string | null {
  const { view, now } = intake
  const actor = actorOf(intake)
  const by = { personId: null, identityId: null, name: '', role: 'resident' as const }
  // Nobody is called: all that may be wrong with it is that.
  const probe = { kind: 'whistle' as const, whistle: 'hard' as const, by, chat: '', parts: [] }
  const decision = decide(ticket, probe, { now, town: view.town, actor })
  if (decision.ok || decision.refusal.code === 'unknown_department') return null
  return sayRefusal(decision.refusal, ticket, 'whistle', view.town, textsOf(intake))
}

/** A message of its own with the likely departments to tick. */
export function offer(intake: Intake, ticket: Ticket): void {
  const { app, conversation, draft, event } = intake
  const picked: Picked = { card: app.newId(), kind: usualKind(ticket), departments: [] }
  const card = {
    id: picked.card,
    // Not one of the ticket's own cards: it is there once, for one who whistles.
    ticketId: null,
    conversationId: conversation.id,
    view: 'ask' as const,
    thread: event.conversation.thread ?? null,
    replyTo: null,
    content: content(intake, ticket, picked),
  }
  draft.write.cards.push(card)
  draft.card({ ...card, ticketId: ticket.id })
}

async function draw(intake: Intake, ticket: Ticket, picked: Picked, ended?: string): Promise<void> {
  const { app, conversation, draft } = intake
  const known = await app.store.card(picked.card)
  if (!known) return
  const { id, thread, replyTo } = known
  const shown =
    ended === undefined
      ? content(intake, ticket, picked)
      : { lines: [ended], tone: 'plain' as const, photos: [], buttons: [] }
  const card = {
    ...{ id, ticketId: null, conversationId: conversation.id, view: 'ask' as const, thread, replyTo },
    content: shown,
  }
  draft.write.cards.push(card)
  draft.card({ ...card, ticketId: ticket.id })
}

function content(intake: Intake, ticket: Ticket, picked: Picked) {
  const { app, view, conversation, draft, now } = intake
  const texts = textsOf(intake)
  const make = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
  const argsOf = ({ card, kind, departments }: Picked) => ({ card, kind, picked: departments.join(',') })
  const mark = (on: boolean, label: string): string =>
    texts.text(on ? 'button-on' : 'button-off', { name: label })
  const there = new Set(openParts(ticket).map((part) => part.department))
  const likely = likelyDepartments(view.town, ticket, OFFERED + there.size).filter((code) => !there.has(code))
  const departments = likely.slice(0, OFFERED).map((code) => {
    const on = picked.departments.includes(code)
    const next = on ? picked.departments.filter((c) => c !== code) : [...picked.departments, code]
    const name = view.town.departmentByCode.get(code)?.name ?? code
    return make.action(mark(on, name), 'whistle_pick', argsOf({ ...picked, departments: next }))
  })
  const kinds = WHISTLES.map((kind) => {
    const label = mark(kind === picked.kind, texts.text(`whistle-kind-${kind}`))
    return make.action(label, 'whistle_pick', argsOf({ ...picked, kind }))
  })
  const go = make.action(texts.text('button-whistle-go'), 'whistle_go', argsOf(picked))
  draft.addTokens(make.tokens)
  const buttons: Button[][] = [...pairs(departments), kinds, [go]]
  const lines = [texts.text('whistle-ask', { short: shortNumber(ticket.number) })]
  return { lines, tone: 'plain' as const, photos: [], buttons }
}

function pairs(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = []
  for (let i = 0; i < buttons.length; i += 2) rows.push(buttons.slice(i, i + 2))
  return rows
}
