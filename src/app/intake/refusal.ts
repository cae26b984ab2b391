import type { Town } from '../../domain/area/town.ts'
import type { CommandKind, Refusal } from '../../domain/ticket/decision.ts'
import { TRANSITIONS, type Who } from '../../domain/ticket/transition-table.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { sayOwner, shortNumber } from '../names.ts'
import type { Texts } from '../texts/index.ts'
import { type Intake, textsOf } from './intake.ts'

/** What can be done from a chat by hand; the rest is for timers and the machine. */
const OFFERED: readonly CommandKind[] = [
  'accept',
  'arrive',
  'return',
  'transfer',
  'resolve',
  'confirm',
  'dispute',
  'withdraw',
  'start',
  'ask_extension',
  'grant_extension',
  'deny_extension',
  'suspend',
  'resume',
  'assign',
  'reopen',
  'urge',
  'supply',
  'rate',
  'take_mediation',
  'plan_round',
  'hold_round',
  'agree',
  'move_up',
  'visit',
]
/** Named in a refusal; more would not be read. */
const MOST_OFFERED = 6

/** Says what cannot be done, why, and what can. */
export function sayRefusal(
  refusal: Refusal,
  ticket: Ticket | null,
  what: CommandKind,
  town: Town,
  texts: Texts,
): string {
  if (!ticket || refusal.code === 'not_found') return texts.text('refuse-not_found')
  const can = OFFERED.filter((k) => refusal.possible.includes(k))
    .slice(0, MOST_OFFERED)
    .map((k) => texts.text(`what-${k}`))
  return texts
    .text(`refuse-${refusal.code}`, {
      short: shortNumber(ticket.number),
      what: texts.text(`what-${what}`),
      state: texts.text(`state-${ticket.state}`),
      owner: sayWho(refusal, what, town, texts),
      by: refusal.by ? refusal.by : 'none',
      limit: refusal.limit ?? 0,
      parent: shortNumber(ticket.part?.parentNumber ?? ticket.number),
      far: sayDistance(refusal.metres ?? 0, texts),
      can:
        can.length > 0
          ? texts.text('can-list', { list: can.join(texts.text('list-separator')) })
          : texts.text('can-nothing'),
    })
    .trim()
}

/** What cannot be done, with who did it before where somebody did: the history knows, whatever was done. */
export async function refusalLine(
  intake: Intake,
  refusal: Refusal,
  ticket: Ticket,
  what: CommandKind,
): Promise<string> {
  const { app, view } = intake
  const texts = textsOf(intake)
  if (refusal.code !== 'already_done' || !refusal.owner)
    return sayRefusal(refusal, ticket, what, view.town, texts)
  const last = (await app.store.history(ticket.id)).findLast(({ command }) => command === what)
  const by = last && view.town.personById.get(last.by.personId ?? '')?.name
  return sayRefusal(by ? { ...refusal, by } : refusal, ticket, what, view.town, texts)
}

/** 800 米, 3.2 公里 */
function sayDistance(metres: number, texts: Texts): string {
  if (metres < 1000) return texts.text('distance-metres', { n: Math.max(10, Math.round(metres / 10) * 10) })
  return texts.text('distance-km', { n: Math.round(metres / 100) / 10 })
}

/** Who may do it instead: the department that has it, whoever reported it or looks after the place, or the latter only. */
function sayWho({ owner }: Refusal, what: CommandKind, town: Town, texts: Texts): string {
  const who: readonly Who[] = TRANSITIONS[what].who
  if (who.includes('handler'))
    return owner?.department
      ? sayOwner(town, { department: owner.department, handler: null }, texts)
      : texts.text('role-dispatcher')
  if (who.includes('town_lead') && !who.includes('grid_chief')) return texts.text('owner-town')
  if (who.every((w) => w === 'reporter' || w === 'joined')) return texts.text('owner-reporters')
  if (who.includes('mediator')) return texts.text('owner-mediators')
  return texts.text(who.includes('reporter') || who.includes('joined') ? 'owner-callers' : 'owner-chiefs')
}
