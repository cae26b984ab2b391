import { expect, test } from 'vitest'
import { currentDue, isOpen, minutesOverdue, statusOf } from '../../../src/domain/ticket/status.ts'
import { TICKET_STATES } from '../../../src/domain/ticket/types.ts'
import { sampleTown } from '../../support/sample-town.ts'
import { minutesAfter, type OpenCommand, type REACHED, ticketIn } from '../../support/tickets.ts'

const town = sampleTown()

function numbered(n: number, state: (typeof REACHED)[number], change: Partial<OpenCommand> = {}) {
  const number = `DZ-2607-00${n}`
  return { ...ticketIn(state, town, change), id: number, number }
}
const lamp = { category: 'facility.street_light', urgency: 'normal' as const }
const tickets = [
  numbered(10, 'dispatched', lamp),
  numbered(11, 'dispatched', { area: 'DQ3-2' }),
  numbered(12, 'accepted', { ...lamp, urgency: 'urgent' }),
  numbered(13, 'needs_info', { area: 'DQ' }),
  numbered(14, 'resolved', { area: 'DQ1' }),
  numbered(15, 'closed'),
  numbered(16, 'withdrawn'),
  numbered(17, 'dispatched', { ...lamp, area: 'XQ1' }),
]
const times = { now: minutesAfter(90), dayStart: minutesAfter(-8 * 60) }

test('counts an area with all below it, the worst first', () => {
  const status = statusOf(town, 'DQ', tickets, times)
  expect(status).toMatchObject({
    area: 'DQ',
    name: '东沁村',
    open: 4,
    overdue: 1,
    unconfirmed: 1,
    resolvedToday: 2,
  })
  expect(status.worst.map((w) => [w.ticket.number.slice(-2), w.minutesOverdue])).toEqual([
    ['11', 60],
    ['13', 0],
    ['12', 0],
    ['10', 0],
  ])
  expect(status.below).toEqual([{ area: 'DQ3', name: '东沁村3网格', open: 3, overdue: 1 }])
})

test('a grid is told by its units, the town by its villages', () => {
  expect(statusOf(town, 'DQ3', tickets, times).below.map((b) => [b.area, b.open, b.overdue])).toEqual([
    ['DQ3-2', 1, 1],
    ['DQ3-1', 2, 0],
  ])
  expect(statusOf(town, 'DZ', tickets, times).below.map((b) => b.area)).toEqual(['DQ', 'XQ'])
  expect(statusOf(town, 'nowhere', tickets, times)).toMatchObject({ area: 'XY', open: 5 })
})

test('equals are ordered by age, then by number', () => {
  const older = { ...numbered(22, 'dispatched', lamp), openedAt: minutesAfter(-1).toISOString() }
  const same = [numbered(21, 'dispatched', lamp), numbered(20, 'dispatched', lamp), older]
  const { worst } = statusOf(town, 'DQ', same, times)
  expect(worst.map((w) => w.ticket.number.slice(-2))).toEqual(['22', '20', '21'])
})

test('resolved yesterday does not count today; an empty area says so', () => {
  const tomorrow = { now: minutesAfter(20 * 60), dayStart: minutesAfter(16 * 60) }
  expect(statusOf(town, 'DQ', tickets, tomorrow).resolvedToday).toBe(0)
  expect(statusOf(town, 'DQ1', [], times)).toMatchObject({ open: 0, overdue: 0, worst: [], below: [] })
})

test('the deadline that counts: to accept before acceptance, to resolve after, none once resolved', () => {
  expect(currentDue(ticketIn('dispatched', town))).toEqual(minutesAfter(30))
  expect(currentDue(ticketIn('accepted', town))).toEqual(minutesAfter(720))
  expect(currentDue(ticketIn('needs_info', town))).toBeNull()
  expect(currentDue(ticketIn('resolved', town))).toBeNull()
  const ticket = ticketIn('dispatched', town)
  expect([30, 30.5, 31, 95].map((m) => minutesOverdue(ticket, minutesAfter(m)))).toEqual([0, 1, 1, 65])
})

test('open until settled', () => {
  expect(TICKET_STATES.filter((state) => !isOpen({ state }))).toEqual([
    'closed',
    'rejected',
    'withdrawn',
    'merged',
  ])
})
