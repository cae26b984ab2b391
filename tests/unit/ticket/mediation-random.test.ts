import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../../../src/domain/ticket/decide.ts'
import type { TicketEvent } from '../../../src/domain/ticket/decision.ts'
import {
  levelAbove,
  levelOf,
  mediates,
  rankOf,
  roundsHeld,
} from '../../../src/domain/ticket/mediation/levels.ts'
import { replay } from '../../../src/domain/ticket/replay.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { mediationTown, quarrel } from '../../support/mediation.ts'
import { commandArb, concrete, happeningArb, mediationArb } from '../../support/ticket-arbitraries.ts'
import { amiss, frozen } from '../../support/ticket-invariants.ts'
import { START } from '../../support/tickets.ts'

const towns = [mediationTown(), mediationTown({ rounds: { village: 1, district: 2 }, visitDays: [3] })]

/** What is wrong with a mediation beside the rules of every ticket. */
function mediationAmiss(before: Ticket, ticket: Ticket, town: (typeof towns)[number]): string[] {
  const { mediation, state } = ticket
  const found: string[] = []
  if (!mediation) return before.mediation ? ['a mediation is gone'] : []
  for (const [level, most] of Object.entries(town.policy.mediation.rounds))
    if (roundsHeld(mediation.rounds, level) > most) found.push(`${level}: more than ${most} rounds`)
  const was = before.mediation?.level
  if (was !== undefined && rankOf(town, mediation.level) > rankOf(town, was)) found.push('the level fell')
  const inHand = ['new', 'dispatched', 'accepted'].includes(state)
  const open = inHand && mediates(town, ticket.category)
  if (open && !ticket.timers.round_due) found.push('an open mediation without a next timer')
  if (inHand && mediation.outcome !== null) found.push('ended, and in hand')
  if (mediation.outcome === 'settled') {
    const pending = mediation.visits.some((v) => v.doneAt === null)
    const kept = state === 'resolved' || state === 'closed'
    if (pending && kept && !ticket.timers.visit_due) found.push('a visit without a timer')
    if (!mediation.agreement || mediation.agreement.photos.length === 0) found.push('settled without paper')
  }
  if (mediation.rounds.slice(0, -1).some((r) => r.result === null)) found.push('a plan amid the rounds')
  const left = levelOf(town, ticket).rounds - roundsHeld(mediation.rounds, mediation.level)
  const stuck = open && left <= 0 && levelAbove(town, ticket) !== null
  const agreed = mediation.rounds.at(-1)?.result === 'agreed'
  if (stuck && !agreed && mediation.broken === 0 && ticket.area === before.area && was === mediation.level)
    if (
      roundsHeld(before.mediation?.rounds ?? [], mediation.level) <
      roundsHeld(mediation.rounds, mediation.level)
    )
      found.push('used up, and not moved up')
  return found
}

test('whatever is done to a dispute, its mediation keeps its rules and its history tells the same', {
  timeout: 90_000,
}, () => {
  let commands = 0
  const reached = new Set<string>()
  fc.assert(
    fc.property(
      fc.constantFrom(...towns).chain((town) =>
        fc.record({
          town: fc.constant(town),
          happenings: fc.array(
            happeningArb(
              town,
              fc.oneof(
                { weight: 4, arbitrary: mediationArb(town) },
                { weight: 1, arbitrary: commandArb(town) },
              ),
            ),
            { minLength: 20, maxLength: 60, size: 'max' },
          ),
        }),
      ),
      ({ town, happenings }) => {
        let ticket = frozen(quarrel(town))
        const history: TicketEvent[] = []
        let clock = START
        for (const happening of happenings) {
          const { command, actor, now } = concrete(happening, ticket, clock, town)
          const decision = decide(ticket, command, { now, town, actor })
          commands += 1
          const faults = amiss(ticket, decision, actor, town)
          if (decision.ok) {
            faults.push(...mediationAmiss(ticket, decision.ticket, town))
            history.push(...decision.events)
            ticket = frozen(decision.ticket)
          }
          if (faults.length > 0) throw new Error(`${command.kind} in ${ticket.state}: ${faults.join('; ')}`)
          const { mediation } = ticket
          if (mediation) reached.add(`${mediation.level} ${mediation.outcome} ${mediation.broken > 0}`)
          clock = now
        }
        const stored: TicketEvent[] = JSON.parse(JSON.stringify(history))
        const first = decide(
          null,
          { kind: 'open', ...opened(town) },
          { now: START, town, actor: { kind: 'system' } },
        )
        if (!first.ok) throw new Error('open is never refused')
        expect(replay([...first.events, ...stored])).toEqual(JSON.parse(JSON.stringify(ticket)))
      },
    ),
    { numRuns: 400 },
  )
  expect(commands).toBeGreaterThan(10_000)
  const levels = ['village', 'town', 'district']
  const wanted = levels.flatMap((level) => [
    `${level} null false`,
    `${level} settled false`,
    `${level} to_court false`,
  ])
  expect(wanted.filter((w) => !reached.has(w))).toEqual([])
  expect([...reached].some((r) => r.endsWith('true'))).toBe(true)
})

/** What the quarrel was opened with, to tell its whole history again. */
function opened(town: (typeof towns)[number]) {
  const { id, number, category, urgency, area, place, point, summary, reporter, source } = quarrel(town)
  return {
    id,
    number,
    category,
    urgency,
    area,
    place,
    point,
    summary,
    reporter,
    source,
    photos: [],
    missing: null,
  }
}
