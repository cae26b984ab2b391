import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { decide } from '../../../src/domain/ticket/decide.ts'
import { replay } from '../../../src/domain/ticket/replay.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { sampleTown } from '../../support/sample-town.ts'
import { actorArb, concrete, happeningArb, openArb } from '../../support/ticket-arbitraries.ts'
import { amiss, frozen } from '../../support/ticket-invariants.ts'
import { START } from '../../support/tickets.ts'

const town = sampleTown({
  policy: Policy.parse({
    deadlines: [
      { when: { category: 'safety' }, update: '2h', stages: [{ name: '停止', within: '1h' }] },
      { when: { category: 'facility', urgency: 'urgent' }, update: '4wh' },
      {
        when: { category: 'facility', area: 'DQ3' },
        resolve: '7wd',
        stages: [
          { name: '停止', within: '4wh' },
          { name: '处罚', within: '7wd' },
          { name: '拆除', within: '20wd' },
        ],
      },
      { when: { department: 'police' }, accept: '1wh', update: '1wd' },
    ],
  }),
})

/** What must hold of clocks whatever happened. */
function clocksAmiss(ticket: Ticket): string[] {
  const { timers, state } = ticket
  const inHand = state === 'dispatched' || state === 'accepted'
  const ahead = (ticket.stages ?? []).filter((stage) => stage.toldAt === undefined)
  const faults: string[] = []
  if (timers.update_due && state !== 'accepted') faults.push('updates asked of a ticket that nobody accepted')
  if (state === 'accepted' && (ticket.updateDue ? !timers.update_due : timers.update_due))
    faults.push('an update clock without its timer, or a timer without its clock')
  if (inHand && ahead.length > 0 !== (timers.stage_due !== undefined))
    faults.push('the next stage is not armed, or one is armed that is none')
  if (timers.stage_due && ahead[0] && timers.stage_due.dueAt < ahead[0].due) faults.push('a stage too early')
  const warned = [
    ['accept', timers.accept_warn, timers.accept_due],
    ['update', timers.update_warn, timers.update_due],
    ['resolve', timers.resolve_warn, timers.resolve_due],
  ] as const
  for (const [name, warn, due] of warned)
    if (warn && (!due || warn.dueAt > due.dueAt)) faults.push(`${name} is warned of after its end`)
  return faults
}

test('whatever happens, updates and stages are armed where they should be, and the history tells the same', {
  timeout: 60_000,
}, () => {
  const lives = fc.record({
    open: openArb(town),
    by: actorArb(town),
    happenings: fc.array(happeningArb(town), { minLength: 10, maxLength: 50, size: 'max' }),
  })
  const seen = new Set<string>()
  fc.assert(
    fc.property(lives, ({ open, by, happenings }) => {
      const first = decide(null, open, { now: START, town, actor: by })
      if (!first.ok) throw new Error('open is never refused')
      let ticket: Ticket = frozen(first.ticket)
      const history = [...first.events]
      let clock = START
      for (const happening of happenings) {
        const { command, actor, now } = concrete(happening, ticket, clock, town)
        const decision = decide(ticket, command, { now, town, actor })
        const faults = amiss(ticket, decision, actor, town)
        if (decision.ok) {
          ticket = frozen(decision.ticket)
          history.push(...decision.events)
          for (const notice of decision.notices) seen.add(notice.template)
          faults.push(...clocksAmiss(ticket))
        }
        if (faults.length > 0) throw new Error(`${command.kind} → ${ticket.state}: ${faults.join('; ')}`)
        clock = now
      }
      expect(replay(JSON.parse(JSON.stringify(history)))).toEqual(JSON.parse(JSON.stringify(ticket)))
    }),
    { numRuns: 400 },
  )
  for (const template of ['warn_update', 'escalated_update', 'stage_due']) expect(seen).toContain(template)
})
