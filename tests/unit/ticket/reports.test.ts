import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maySee } from '../../../src/domain/access.ts'
import { areasAround } from '../../../src/domain/area/around.ts'
import { MOST_JOINED, reporterCount } from '../../../src/domain/ticket/reports.ts'
import { stakesOf } from '../../../src/domain/ticket/stakes.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { URGENCIES } from '../../../src/domain/ticket/urgency.ts'
import { actorOf, residentOf, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import {
  anotherReport,
  done,
  minutesAfter,
  refused,
  SAMPLE_COMMANDS,
  ticketIn,
} from '../../support/tickets.ts'

const town = sampleTown()
const mei = residentOf('mei')
const join = (ticket: Ticket, change: Parameters<typeof anotherReport>[0] = {}, minutes = 20) =>
  done(ticket, { kind: 'join', report: anotherReport(change) }, mei, town, minutesAfter(minutes))
/** A report of somebody else, by another message. */
const reportOf = (who: string, n = 1): Parameters<typeof anotherReport>[0] => ({
  reporter: { personId: null, identityId: `identity-${who}`, name: who, role: 'resident' },
  source: { conversationId: `chat-${who}`, kind: 'group', messageId: String(n), thread: null },
  photos: [],
})

describe('what is at stake', () => {
  const hurt = (count: number | null) => ({ kind: 'hurt' as const, count })

  it('is the most that anyone told; a report that leaves takes its own with it', () => {
    const opened = { ...ticketIn('dispatched', town), stakes: [hurt(1)] }
    const { ticket } = join(opened, {
      ...reportOf('wang'),
      stakes: [hurt(3), { kind: 'children', count: null }],
    })
    expect(stakesOf(ticket)).toEqual([hurt(3), { kind: 'children', count: null }])
    const source = { conversationId: 'chat-wang', messageId: '1' }
    const left = done(ticket, { kind: 'leave', source }, SYSTEM, town, minutesAfter(30))
    expect(stakesOf(left.ticket)).toEqual([hurt(1)])
  })

  it('grows with what is added, and a number counts for more than none', () => {
    const opened = { ...ticketIn('dispatched', town), stakes: [hurt(null)] }
    const supply = (stakes: (typeof opened)['stakes']) =>
      done(opened, { kind: 'supply', text: '又说了些', photos: [], stakes }, mei, town, minutesAfter(5))
        .ticket
    expect(supply([hurt(2)]).stakes).toEqual([hurt(2)])
    expect(supply([hurt(null)]).stakes).toEqual([hurt(null)])
  })
})

describe('a report that joins', () => {
  it('adds its reporter, words and photos; the department hears of it, and is not called again', () => {
    const before = ticketIn('accepted', town)
    const { ticket, notices, events } = join(before)
    expect(ticket.joined).toMatchObject([{ reporter: { name: '林小梅' }, added: ['before-2'] }])
    expect(ticket.supplements).toMatchObject([{ by: '林小梅', text: '陈阿婆家门口电线掉下来了' }])
    expect(ticket.photosBefore).toEqual(['before-1', 'before-2'])
    expect(ticket.state).toBe('accepted')
    expect(notices).toMatchObject([
      {
        to: { kind: 'department', department: 'power' },
        template: 'joined',
        args: { count: 2 },
        photos: ['before-2'],
      },
    ])
    expect(events.map((e) => e.command)).toEqual(['join'])
    expect(maySee(ticket, mei, town)).toBe(true)
  })

  it('joins once by its message; the same person by another message is no second reporter', () => {
    const once = join(ticketIn('dispatched', town)).ticket
    const again = join(once)
    expect(again.events).toEqual([])
    const more = join(once, {
      source: { ...anotherReport().source, messageId: '10' },
      summary: '还在响',
    }).ticket
    expect(more.joined).toHaveLength(2)
    expect(reporterCount(more)).toBe(2)
  })

  it('raises the urgency with its clocks, never lowers it', () => {
    const calm = ticketIn('dispatched', town, { urgency: 'normal' })
    const raised = join(calm, { urgency: 'emergency' }).ticket
    expect(raised.urgency).toBe('emergency')
    expect((raised.acceptDue ?? '') <= (calm.acceptDue ?? '')).toBe(true)
    expect(join(raised, { ...reportOf('ping'), urgency: 'low' }).ticket.urgency).toBe('emergency')
  })

  it('is told the end, and may say that it is not fixed, but not that it is', () => {
    const { ticket } = join(ticketIn('accepted', town))
    const resolved = done(ticket, SAMPLE_COMMANDS.resolve, SYSTEM, town, minutesAfter(30))
    expect(resolved.notices.map((n) => [n.template, n.to.kind])).toContainEqual(['result_joined', 'joined'])
    expect(refused(resolved.ticket, { kind: 'confirm' }, mei, town, minutesAfter(40))).toBe('not_allowed')
    expect(
      done(resolved.ticket, { kind: 'dispute', text: '' }, mei, town, minutesAfter(40)).ticket.state,
    ).toBe('dispatched')
  })

  it.each(['withdraw', 'settled_by_reporter'] as const)('%s by one of several is refused', (kind) => {
    const first = ticketIn('dispatched', town, {
      reporter: { personId: null, identityId: 'identity-ping', name: 'ping', role: 'resident' },
    })
    const { ticket } = join(first)
    expect(refused(ticket, SAMPLE_COMMANDS[kind], residentOf('ping'), town, minutesAfter(30))).toBe(
      'not_alone',
    )
    expect(refused(first, SAMPLE_COMMANDS[kind], residentOf('ping'), town, minutesAfter(30))).toBeNull()
    const dispatcher = done(ticket, SAMPLE_COMMANDS[kind], actorOf(town, 'he'), town, minutesAfter(30))
    expect(dispatcher.notices.map((n) => [n.template, n.to.kind])).toContainEqual(['ended', 'joined'])
  })

  it('there is an end to what one ticket takes', () => {
    let ticket = ticketIn('dispatched', town)
    for (let n = 0; n < MOST_JOINED; n++) ticket = join(ticket, reportOf(`p${n}`)).ticket
    expect(refused(ticket, { kind: 'join', report: anotherReport() }, mei, town, minutesAfter(30))).toBe(
      'wrong_state',
    )
    expect(reporterCount(ticket)).toBe(MOST_JOINED + 1)
  })
})

describe('不是同一件', () => {
  const leave = SAMPLE_COMMANDS.leave

  it('takes out all that the report brought', () => {
    const before = ticketIn('dispatched', town, { urgency: 'normal' })
    const joined = join(before, { urgency: 'emergency' }).ticket
    const { ticket } = done(joined, leave, mei, town, minutesAfter(30))
    const {
      version: _v,
      history: _h,
      updatedAt: _u,
      timers: _t,
      acceptDue: _a,
      resolveDue: _r,
      ...rest
    } = ticket
    expect(before).toMatchObject(rest)
    expect(ticket.urgency).toBe('normal')
    expect(refused(ticket, leave, SYSTEM, town, minutesAfter(31))).toBe('already_done')
  })

  it('leaves the urgency that another report asks for too', () => {
    const before = ticketIn('dispatched', town, { urgency: 'normal' })
    const one = join(before, { urgency: 'emergency' }).ticket
    const two = join(one, { ...reportOf('ping'), urgency: 'urgent' }).ticket
    expect(done(two, leave, mei, town, minutesAfter(30)).ticket.urgency).toBe('emergency')
  })

  it('is for its reporter, the chiefs of the place and the dispatcher', () => {
    const joined = join(join(ticketIn('dispatched', town)).ticket, reportOf('ping')).ticket
    const code = (who: Parameters<typeof refused>[2]) => refused(joined, leave, who, town, minutesAfter(30))
    expect(code(residentOf('ping'))).toBe('not_allowed')
    expect(code(residentOf('nobody'))).toBe('not_allowed')
    expect(code(actorOf(town, 'wu'))).toBe('not_allowed')
    for (const who of ['chen', 'lin', 'he']) expect(code(actorOf(town, who))).toBeNull()
    expect(code(mei)).toBeNull()
  })
})

describe('two tickets that are one', () => {
  it('the one ends with its timers, the other has all reporters', () => {
    const older = join(ticketIn('accepted', town)).ticket
    const newer = join(
      ticketIn('dispatched', town, {
        id: 'newer',
        number: 'DZ-2607-0032',
        photos: ['p9'],
        reporter: { personId: null, identityId: 'identity-ping', name: 'ping', role: 'resident' },
        source: { conversationId: 'chat-ping', kind: 'dm', messageId: '1', thread: null },
      }),
      reportOf('ling'),
    ).ticket
    const by = actorOf(town, 'he')
    const into = { id: older.id, number: older.number }
    const merged = done(newer, { kind: 'merge', into }, by, town, minutesAfter(30)).ticket
    const took = done(older, { kind: 'absorb', ticket: newer }, by, town, minutesAfter(30))
    expect(merged).toMatchObject({ state: 'merged', mergedInto: into, timers: {} })
    expect(took.ticket.joined.map((r) => r.reporter.name)).toEqual(['林小梅', 'ping', 'ling'])
    expect(took.ticket.photosBefore).toEqual(['before-1', 'before-2', 'p9'])
    expect(took.events).toMatchObject([{ command: 'absorb', note: 'DZ-2607-0032' }])
    expect(done(took.ticket, { kind: 'absorb', ticket: newer }, by, town, minutesAfter(40)).events).toEqual(
      [],
    )
    expect(refused(older, { kind: 'absorb', ticket: older }, by, town, minutesAfter(30))).toBe('wrong_state')
    expect(refused(newer, { kind: 'merge', into: newer }, by, town, minutesAfter(30))).toBe('wrong_state')
  })
})

it('whatever joins and leaves, the count is that of the people, and nothing of who left remains', () => {
  const steps = fc.array(
    fc.record({
      who: fc.constantFrom('a', 'b', 'c', 'd'),
      leaves: fc.boolean(),
      urgency: fc.constantFrom(...URGENCIES),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(steps, (list) => {
      const first = ticketIn('dispatched', town, { urgency: 'normal' })
      let ticket = first
      const there = new Set<string>()
      for (const { who, leaves, urgency } of list) {
        const report = anotherReport({ ...reportOf(who), urgency, photos: [`photo-${who}`] })
        if (!leaves) {
          ticket = done(ticket, { kind: 'join', report }, SYSTEM, town, minutesAfter(20)).ticket
          there.add(who)
        } else if (there.delete(who)) {
          ticket = done(
            ticket,
            { kind: 'leave', source: report.source },
            SYSTEM,
            town,
            minutesAfter(20),
          ).ticket
        }
      }
      expect(reporterCount(ticket)).toBe(there.size + 1)
      expect(ticket.photosBefore).toEqual([
        'before-1',
        ...ticket.joined.map((r) => `photo-${r.reporter.name}`),
      ])
      expect(ticket.supplements.map((s) => s.by)).toEqual(ticket.joined.map((r) => r.reporter.name))
      const most = [first.urgency, ...ticket.joined.map((r) => r.urgency)].map((u) => URGENCIES.indexOf(u))
      expect(URGENCIES.indexOf(ticket.urgency)).toBeGreaterThanOrEqual(Math.max(...most))
    }),
    { numRuns: 300 },
  )
})

it('areas around: itself, up to the village, down, and beside', () => {
  expect(areasAround(town, 'DQ3-1').sort()).toEqual(['DQ', 'DQ3', 'DQ3-1', 'DQ3-2'])
  expect(areasAround(town, 'DQ3').sort()).toEqual(['DQ', 'DQ1', 'DQ3', 'DQ3-1', 'DQ3-2'])
  expect(areasAround(town, 'DQ').sort()).toEqual(['DQ', 'DQ1', 'DQ3', 'DQ3-1', 'DQ3-2'])
  expect(areasAround(town, 'DZ')).toEqual(['DZ'])
  expect(areasAround(town, 'nowhere')).toEqual([])
})
