import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../../../src/domain/ticket/decide.ts'
import type { CommandKind, TicketEvent } from '../../../src/domain/ticket/decision.ts'
import { replay } from '../../../src/domain/ticket/replay.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { sampleTown } from '../../support/sample-town.ts'
import { actorArb, concrete, happeningArb, openArb } from '../../support/ticket-arbitraries.ts'
import { amiss, frozen } from '../../support/ticket-invariants.ts'
import { START } from '../../support/tickets.ts'

const town = sampleTown()
const lives = fc.record({
  open: openArb(town),
  by: actorArb(town),
  happenings: fc.array(happeningArb(town), { minLength: 10, maxLength: 60, size: 'max' }),
})

test('whatever is asked of a ticket, its rules hold and its history tells the same ticket', () => {
  let commands = 0
  const reached = new Set<string>()
  const given = new Set<CommandKind | 'escalated' | 'warned'>()
  fc.assert(
    fc.property(lives, ({ open, by, happenings }) => {
      const first = decide(null, open, { now: START, town, actor: by })
      expect(amiss(null, first, by, town)).toEqual([])
      if (!first.ok) throw new Error('open is never refused')
      let ticket: Ticket = frozen(first.ticket)
      const history: TicketEvent[] = [...first.events]
      let clock = START
      for (const happening of happenings) {
        const { command, actor, now } = concrete(happening, ticket, clock, town)
        const decision = decide(ticket, command, { now, town, actor })
        commands += 1
        const faults = amiss(ticket, decision, actor, town)
        if (faults.length > 0) throw new Error(`${command.kind} in ${ticket.state}: ${faults.join('; ')}`)
        if (decision.ok) {
          ticket = frozen(decision.ticket)
          history.push(...decision.events)
          for (const event of decision.events) given.add(event.command)
        }
        reached.add(ticket.state)
        clock = now
      }
      const stored: TicketEvent[] = JSON.parse(JSON.stringify(history))
      expect(replay(stored)).toEqual(JSON.parse(JSON.stringify(ticket)))
    }),
    { numRuns: 1500 },
  )
  expect(commands).toBeGreaterThan(10_000)
  expect([...reached].sort()).toEqual(
    ['accepted', 'closed', 'dispatched', 'needs_info', 'new', 'rejected', 'resolved', 'withdrawn'].sort(),
  )
  expect(given.size).toBe(16)
})

test('a history with a gap, or without its beginning, is a fault', () => {
  const first = decide(null, fc.sample(openArb(town), 1)[0] ?? openless(), {
    now: START,
    town,
    actor: { kind: 'system' },
  })
  if (!first.ok) throw new Error('open is never refused')
  expect(() => replay([])).toThrow('begins with open')
  expect(() => replay(first.events.map((e) => ({ ...e, seq: e.seq + 1 })))).toThrow('event 2 after 0')
})

function openless(): never {
  throw new Error('no sample')
}
