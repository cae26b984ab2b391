import { expect } from 'vitest'
import type { Town } from '../../src/domain/area/town.ts'
import { decide } from '../../src/domain/ticket/decide.ts'
import type {
  Actor,
  Called,
  Command,
  FollowUp,
  Notice,
  RefusalCode,
  TicketEvent,
} from '../../src/domain/ticket/decision.ts'
import { isPart, partView } from '../../src/domain/ticket/parts.ts'
import type { Ticket } from '../../src/domain/ticket/types.ts'
import { SYSTEM } from './sample-town.ts'
import { amiss } from './ticket-invariants.ts'
import { LIN } from './tickets.ts'

/** A whistle for these departments; the first leads, part ids are `<prefix><n>`. */
export function called(departments: readonly string[], change: Partial<Called> = {}, prefix = 'p'): Called {
  return {
    whistle: 'emergency',
    by: LIN,
    chat: 'chat-lin',
    parts: departments.map((department, i) => ({ id: `${prefix}${i + 1}`, department, task: '' })),
    ...change,
  }
}

/**
 * A ticket with its parts, as the service keeps them: what follows from a decision is done at once, and all of it counts or
 * nothing. Every decision is looked at for what may never be.
 */
export class Board {
  readonly tickets = new Map<string, Ticket>()
  readonly histories = new Map<string, TicketEvent[]>()
  readonly town: Town

  constructor(town: Town) {
    this.town = town
  }

  get(id: string): Ticket {
    const ticket = this.tickets.get(id)
    if (!ticket) throw new Error(`no ticket ${id}`)
    return ticket
  }

  /** @returns the code of the refusal, or all that was said */
  give(id: string | null, command: Command, actor: Actor, now: Date): RefusalCode | Notice[] {
    const said: Notice[] = []
    const changed = new Set<string>()
    const refused = this.#decide({ ticketId: id, command }, actor, now, said, changed)
    if (refused === null) this.#check()
    return refused ?? said
  }

  #decide(
    { ticketId, command }: FollowUp,
    actor: Actor,
    now: Date,
    said: Notice[],
    changed: Set<string>,
  ): RefusalCode | null {
    const before = ticketId === null ? null : this.get(ticketId)
    const decision = decide(before, command, { now, town: this.town, actor })
    const faults = amiss(before, decision, actor, this.town)
    if (faults.length > 0) throw new Error(`${command.kind} in ${before?.state}: ${faults.join('; ')}`)
    if (!decision.ok) return decision.refusal.code
    const { ticket, events, notices, also } = decision
    if (events.length === 0) return null
    // The store writes a ticket once per event.
    if (changed.has(ticket.id)) throw new Error(`${command.kind} changes ${ticket.number} once more`)
    changed.add(ticket.id)
    this.tickets.set(ticket.id, ticket)
    this.histories.set(ticket.id, [...(this.histories.get(ticket.id) ?? []), ...events])
    said.push(...notices)
    for (const follow of also) {
      const code = this.#decide(follow, SYSTEM, new Date(ticket.updatedAt), said, changed)
      expect([null, 'already_done']).toContain(code)
    }
    return null
  }

  /** Parents know their parts as they are, and end only when these have. */
  #check(): void {
    for (const parent of this.tickets.values()) {
      const parts = parent.whistle?.parts ?? []
      for (const part of parts) {
        const own = this.get(part.id)
        if (!isPart(own)) throw new Error(`${own.number} is no part`)
        expect({ ...part, arriveDue: null }).toEqual({ ...partView(own, part.late), arriveDue: null })
      }
      const open = parts.filter(({ state }) => state !== 'done' && state !== 'recalled')
      const over = !['dispatched', 'accepted'].includes(parent.state)
      if (open.length > 0 && over) throw new Error(`${parent.number} is ${parent.state} while parts are open`)
      if (open.length > 0) expect(parent.timers.resolve_due).toBeDefined()
    }
  }
}
