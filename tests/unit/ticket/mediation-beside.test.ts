import { addHours, parseISO } from 'date-fns'
import { describe, expect, test } from 'vitest'
import { NO_DUTY } from '../../../src/domain/area/town.ts'
import { reckon } from '../../../src/domain/scores/reckon.ts'
import type { Command, TicketEvent } from '../../../src/domain/ticket/decision.ts'
import type { Ticket, TimerKind } from '../../../src/domain/ticket/types.ts'
import { AGREED, mediationTown, NOT_AGREED, onward, quarrel } from '../../support/mediation.ts'
import { actorOf, SYSTEM } from '../../support/sample-town.ts'
import { done, fire, minutesAfter, SAMPLE_COMMANDS } from '../../support/tickets.ts'

const take: Command = { kind: 'take_mediation' }
const agree: Command = { kind: 'agree', words: 'w2', photos: ['paper-1'] }
const day = (n: number) => minutesAfter(n * 24 * 60)
const person = ({ to }: { to: object }) => ('personId' in to ? to.personId : 'none')

describe('mediation beside ladders', () => {
  const IDLE = {
    name: '接单没动静',
    clock: 'idle',
    after: '2h',
    steps: [{ notify: ['handler'] }, { notify: ['grid_chief'] }],
  }

  test('a round is a word that begins the idle clock anew, another person is not', () => {
    const town = mediationTown({}, { ladders: [IDLE] })
    const taken = onward(quarrel(town), town, ['lao', take])
    expect(taken.timers.idle_due?.dueAt).toBe(minutesAfter(180).toISOString())
    const lao = done(taken, NOT_AGREED, actorOf(town, 'lao'), town, minutesAfter(100)).ticket
    expect(lao.timers.idle_due?.dueAt).toBe(minutesAfter(220).toISOString())
    const word: Command = { kind: 'supply', text: '又吵了', photos: [] }
    const chen = done(taken, word, actorOf(town, 'chen'), town, minutesAfter(100)).ticket
    expect(chen.timers.idle_due).toEqual(taken.timers.idle_due)
  })

  test('at night a reminder of a round or a visit waits for the morning', () => {
    const town = mediationTown()
    const night = minutesAfter(15 * 60)
    // Rounds come due at the end of a working day: looked at in the night after it.
    const atNight = (ticket: Ticket, timer: TimerKind) => {
      const { generation = 0, dueAt = '' } = ticket.timers[timer] ?? {}
      const late = addHours(parseISO(dueAt), 5)
      return done(ticket, { kind: 'timer', timer, generation }, SYSTEM, town, late)
    }
    const late = done(quarrel(town), take, actorOf(town, 'lao'), town, night).ticket
    const slept = atNight(late, 'round_due')
    expect(slept.notices).toEqual([])
    expect(slept.ticket.mediation?.reminded).toBe(0)
    expect(slept.ticket.timers.round_due?.dueAt).toMatch(/T23:00:00/)
    expect(fire(slept.ticket, 'round_due', town).notices.map((n) => n.template)).toEqual(['round_due'])
    const signed = done(late, agree, actorOf(town, 'lao'), town, night).ticket
    const closed = done(signed, { kind: 'confirm' }, actorOf(town, 'chen'), town, night).ticket
    const visit = atNight(closed, 'visit_due')
    expect([visit.notices, visit.ticket.state]).toEqual([[], 'closed'])
    expect(fire(visit.ticket, 'visit_due', town).notices.map((n) => n.template)).toEqual(['visit_due'])
  })

  test('levels above are told of by who stands in; who is away is not asked to take it on', () => {
    const away = (personId: string, deputy: string | null) => ({
      id: `a-${personId}`,
      personId,
      from: '2026-07-01T00:00',
      to: '2026-08-01T00:00',
      deputy,
    })
    const absences = [away('lin', 'zhou'), away('mo', null)]
    const town = mediationTown({}, {}, { duty: { ...NO_DUTY, absences } })
    const asked = fire(onward(quarrel(town), town, ['xia', { kind: 'accept' }]), 'round_due', town)
    expect(asked.notices.map(person)).toEqual(['lao'])
    const above = fire(asked.ticket, 'round_due', town).notices[0]
    expect([above && person(above), above?.args['standsFor']]).toEqual(['zhou', '林志强'])
  })
})

describe('mediation beside feedback', () => {
  const town = mediationTown()
  const period = { from: day(0), to: day(31), asOf: day(40) }

  test('an agreement that breaks takes its ratings, and counts no longer as solved', () => {
    const events: TicketEvent[] = []
    let ticket = quarrel(town)
    const first = { at: ticket.openedAt, command: 'open' as const, to: ticket.state, data: ticket }
    const go = (who: string, command: Command, n: number) => {
      const next = done(ticket, command, actorOf(town, who), town, day(n))
      events.push(...next.events)
      ticket = next.ticket
    }
    go('lao', take, 1)
    go('lao', AGREED, 2)
    go('lao', agree, 3)
    go('chen', SAMPLE_COMMANDS.rate, 3)
    expect([ticket.state, ticket.ratings?.length]).toEqual(['closed', 1])
    expect(ticket.timers.visit_due?.dueAt).toBe(day(10).toISOString())
    const solved = () =>
      reckon([first, ...events], period).marks.flatMap((m) => (m.kind === 'term' ? [m.solved] : []))
    expect(solved()).toEqual([true])
    go('lao', { kind: 'visit', holds: true, words: null }, 10)
    expect(solved()).toEqual([true])
    go('lao', { kind: 'visit', holds: false, words: 'w4' }, 33)
    expect([ticket.state, ticket.ratings]).toEqual(['accepted', []])
    expect(solved()[0]).toBe(false)
  })

  test('who took it to court is not asked how the result was', () => {
    const taken = onward(quarrel(town), town, ['lao', take])
    const ended = done(taken, SAMPLE_COMMANDS.end_mediation, actorOf(town, 'lao'), town, day(2))
    expect(ended.notices.map((n) => n.template)).not.toContain('ask_rating')
    const signed = done(taken, agree, actorOf(town, 'lao'), town, day(2)).ticket
    const closed = done(signed, { kind: 'confirm' }, actorOf(town, 'chen'), town, day(2))
    expect(closed.notices.map((n) => n.template)).toEqual(['ask_rating'])
  })
})
