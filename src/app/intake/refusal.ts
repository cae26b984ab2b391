import type { Town } from '../../domain/area/town.ts'
import type { CommandKind, Refusal } from '../../domain/ticket/decision.ts'
import { TRANSITIONS, type Who } from '../../domain/ticket/transition-table.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { sayOwner, shortNumber } from '../names.ts'
import type { Texts } from '../texts/index.ts'

/** What can be done from a chat by hand; the rest is for timers and the machine. */
const OFFERED: readonly CommandKind[] = [
  'accept',
  'return',
  'transfer',
  'resolve',
  'confirm',
  'dispute',
  'withdraw',
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

/** Says what cannot be done, why, and what can. */
export function sayRefusal(
  refusal: Refusal,
  ticket: Ticket | null,
  what: CommandKind,
  town: Town,
  texts: Texts,
): string {
  if (!ticket || refusal.code === 'not_found') return texts.text('refuse-not_found')
  const can = refusal.possible.filter((k) => OFFERED.includes(k)).map((k) => texts.text(`what-${k}`))
  return texts
    .text(`refuse-${refusal.code}`, {
      short: shortNumber(ticket.number),
      what: texts.text(`what-${what}`),
      state: texts.text(`state-${ticket.state}`),
      owner: sayWho(refusal, what, town, texts),
      by: refusal.by ? refusal.by : 'none',
      can:
        can.length > 0
          ? texts.text('can-list', { list: can.join(texts.text('list-separator')) })
          : texts.text('can-nothing'),
    })
    .trim()
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
