import type { Town } from '../area/town.ts'
import { addTime, type Deadline, type Deadlines, deadlines, parseDuration } from './clocks.ts'
import type { Ticket } from './types.ts'
import type { WhistleKind } from './whistle-types.ts'

/** By when the departments called have to be there (`accept`) and to be done (`resolve`). */
export function whistleDues(town: Town, kind: WhistleKind, from: Date): Deadlines {
  const { arrive, resolve } = town.policy.whistle[kind]
  const due = (text: string): Deadline => {
    const duration = parseDuration(text) ?? { amount: 1, unit: 'wd' }
    const working = duration.unit === 'wh' || duration.unit === 'wd'
    return { due: addTime(town.calendar, from, duration), working }
  }
  return { accept: due(arrive), resolve: due(resolve), stages: [] }
}

/** The clocks of a ticket that start now: those of its whistle for a part, else those of its category. */
export function duesOf(ticket: Ticket, town: Town, from: Date): Deadlines {
  return ticket.part ? whistleDues(town, ticket.part.kind, from) : deadlines(town, ticket, from)
}
