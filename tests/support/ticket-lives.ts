import fc from 'fast-check'
import type { Town } from '../../src/domain/area/town.ts'
import { decide } from '../../src/domain/ticket/decide.ts'
import type { Actor, Command, TicketEvent } from '../../src/domain/ticket/decision.ts'
import type { Ticket } from '../../src/domain/ticket/types.ts'
import { actorOf, SYSTEM } from './sample-town.ts'
import { concrete, happeningArb, openArb } from './ticket-arbitraries.ts'
import { type OpenCommand, report, START } from './tickets.ts'

/** Writes a ticket's life line by line: `at('07-03 09:00', 'zhang', { kind: 'accept' })`; times are the town's of 2026. */
export class Life {
  readonly events: TicketEvent[] = []
  ticket: Ticket | null = null
  readonly #town: Town

  constructor(town: Town, n: number, when: string, change: Partial<OpenCommand> = {}) {
    this.#town = town
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
    const number = `DZ-2607-${String(n).padStart(4, '0')}`
    this.at(when, 'chen', report({ id, number, ...change }))
  }

  get id(): string {
    return this.ticket?.id ?? ''
  }

  at(when: string, who: string, command: Command): this {
    const actor: Actor = who === 'system' ? SYSTEM : actorOf(this.#town, who)
    const decision = decide(this.ticket, command, { now: townTime(when), town: this.#town, actor })
    if (!decision.ok) throw new Error(`${command.kind} at ${when}: ${decision.refusal.code}`)
    this.ticket = decision.ticket
    this.events.push(...decision.events)
    return this
  }
}

/** `07-03 09:00` of 2026, by the clock of the town. */
export function townTime(when: string): Date {
  return new Date(`2026-${when.replace(' ', 'T')}:00+08:00`)
}

export interface Lived {
  ticket: Ticket
  events: TicketEvent[]
  /** Nothing happened after it. */
  until: Date
}

/** A ticket of the town that lived for some days from `START` on. */
export function livedArb(town: Town): fc.Arbitrary<Lived> {
  const life = {
    open: openArb(town),
    happenings: fc.array(happeningArb(town), { minLength: 5, maxLength: 40 }),
  }
  return fc.record(life).map(({ open, happenings }) => {
    const actor = actorOf(town, 'chen')
    const first = decide(null, open, { now: START, town, actor })
    if (!first.ok) throw new Error('open is never refused')
    let { ticket } = first
    let until = START
    const events = [...first.events]
    for (const happening of happenings) {
      const { command, actor: by, now } = concrete(happening, ticket, until, town)
      const decision = decide(ticket, command, { now, town, actor: by })
      if (now > until) until = now
      if (!decision.ok) continue
      ticket = decision.ticket
      events.push(...decision.events)
    }
    return { ticket, events, until }
  })
}
