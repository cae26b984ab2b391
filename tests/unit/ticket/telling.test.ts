import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/domain/ticket/decide.ts'
import type { Command } from '../../../src/domain/ticket/decision.ts'
import { local } from '../../support/calendars.ts'
import { actorOf, residentOf, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { done, fire, minutesAfter, report, START, ticketIn } from '../../support/tickets.ts'

const town = sampleTown()
const chen = actorOf(town, 'chen')
const at = (minutes: number) => minutesAfter(minutes).toISOString()
/** By the town's clock. */
const utc = (time: string) => local(time).toISOString()
const dm = { conversationId: 'c-2', kind: 'dm' as const, messageId: '9', thread: null }

describe('open', () => {
  test('dispatches at once to the department and handler that answer for the place', () => {
    const { ticket, events, timers, notices } = done(null, report(), chen, town, START)
    expect(ticket).toMatchObject({
      state: 'dispatched',
      department: 'power',
      handler: 'zhang',
      dispatchedAt: at(0),
      acceptDue: at(30),
      resolveDue: at(720),
      version: 1,
      history: 2,
    })
    expect(events.map((e) => [e.seq, e.command, e.from, e.to, e.by.system, e.note])).toEqual([
      [1, 'open', null, 'new', false, null],
      [2, 'dispatch', 'new', 'dispatched', true, 'list:safety.power_line@XY'],
    ])
    expect(timers).toEqual([
      { op: 'arm', timer: 'accept_warn', dueAt: at(24), generation: 1 },
      { op: 'arm', timer: 'accept_due', dueAt: at(30), generation: 1 },
      { op: 'arm', timer: 'resolve_warn', dueAt: at(576), generation: 1 },
      { op: 'arm', timer: 'resolve_due', dueAt: at(720), generation: 1 },
    ])
    expect(notices).toEqual([])
  })

  test('asks for a missing place: in private where it came in private, else under the post', () => {
    const asked = done(null, report({ missing: 'place' }), chen, town, START)
    expect(asked.ticket).toMatchObject({ state: 'needs_info', department: null, acceptDue: null })
    expect(asked.notices).toEqual([
      { to: { kind: 'source' }, template: 'ask_place', args: { number: 'DZ-2607-0031' } },
    ])
    const inPrivate = done(null, report({ missing: 'place', source: dm }), chen, town, START)
    expect(inPrivate.notices.map((n) => n.to)).toEqual([{ kind: 'reporter' }])
    const secret = report({ missing: 'place', category: 'governance.conduct' })
    expect(done(null, secret, chen, town, START).notices.map((n) => n.to)).toEqual([{ kind: 'reporter' }])
  })

  test('the dispatcher is reminded of a place nobody tells, after the accept time and daily', () => {
    const asked = done(null, report({ missing: 'place' }), chen, town, START).ticket
    expect(asked.timers).toEqual({ accept_due: { dueAt: at(30), generation: 1 } })
    const { ticket, notices, events } = fire(asked, 'accept_due', town)
    expect(events.map((e) => e.command)).toEqual(['warned'])
    expect(ticket).toMatchObject({ state: 'needs_info', escalation: 0 })
    expect(ticket.timers).toEqual({ accept_due: { dueAt: at(30 + 24 * 60), generation: 2 } })
    expect(notices).toMatchObject([
      { to: { kind: 'dispatcher' }, template: 'undispatched', args: { why: 'place' } },
    ])
  })

  test('with nobody responsible it waits as new, the dispatcher is told, and the clock runs', () => {
    const homeless = report({ category: 'service.other', urgency: 'low' })
    const { ticket, notices } = done(null, homeless, chen, town, START)
    expect(ticket).toMatchObject({ state: 'new', department: null, handler: null, resolveDue: null })
    expect(Object.keys(ticket.timers)).toEqual(['accept_warn', 'accept_due'])
    expect(notices).toMatchObject([
      { to: { kind: 'dispatcher' }, template: 'undispatched', args: { why: 'nobody' } },
    ])
  })

  test('a department without people has the ticket, but no handler', () => {
    const quarrel = report({ category: 'dispute.neighbour', urgency: 'normal' })
    expect(done(null, quarrel, chen, town, START).ticket).toMatchObject({
      state: 'dispatched',
      department: 'justice',
      handler: null,
    })
  })

  test('keeps 200 characters of the words, photos once, and falls back to the top for an unknown area', () => {
    const long = '💧'.repeat(300)
    const odd = report({ summary: ` ${long} `, photos: ['a', 'a', 'b'], area: 'nowhere' })
    const { ticket } = done(null, odd, chen, town, START)
    expect(ticket.summary).toBe('💧'.repeat(200))
    expect(ticket).toMatchObject({ photosBefore: ['a', 'b'], area: 'XY' })
  })
})

describe('supply', () => {
  const waiting = ticketIn('needs_info', town, { area: 'DZ' })
  const tell = (more: Partial<Extract<Command, { kind: 'supply' }>>): Command => ({
    kind: 'supply',
    text: '',
    photos: [],
    ...more,
  })

  test('a place sends it on, with its accept clock from now', () => {
    const { ticket, events, timers } = done(
      waiting,
      tell({ text: '3网格1单元', area: 'DQ3-1', place: '3网格1单元' }),
      chen,
      town,
      minutesAfter(50),
    )
    expect(ticket).toMatchObject({
      state: 'dispatched',
      area: 'DQ3-1',
      place: '3网格1单元',
      acceptDue: at(80),
      handler: 'zhang',
    })
    expect(events.map((e) => [e.command, e.from, e.to])).toEqual([
      ['supply', 'needs_info', 'new'],
      ['dispatch', 'new', 'dispatched'],
    ])
    expect(timers.map((t) => t.op)).toEqual(['arm', 'arm', 'arm', 'arm'])
  })

  test('a location alone sends it on too', () => {
    const point = { lng: 119.1, lat: 25.3 }
    const { ticket } = done(waiting, tell({ point }), chen, town, minutesAfter(5))
    expect(ticket).toMatchObject({ state: 'dispatched', area: 'DZ', point })
  })

  test('words, photos or an unknown area alone do not', () => {
    const { ticket } = done(waiting, tell({ text: '很急', photos: ['p'], area: 'x' }), chen, town, START)
    expect(ticket).toMatchObject({ state: 'needs_info', area: 'DZ', photosBefore: ['before-1', 'p'] })
    expect(ticket.supplements).toEqual([{ at: at(0), by: '陈淑华', text: '很急', photos: ['p'] }])
    expect(ticket.timers).toEqual(waiting.timers)
  })

  test('the department hears of it, unless it says so itself; a known photo is not new', () => {
    const ticket = ticketIn('accepted', town)
    const more = tell({ text: '冒火花了', photos: ['before-1', 'p2'] })
    const { notices, ticket: after } = done(ticket, more, chen, town, minutesAfter(30))
    expect(notices).toEqual([
      {
        to: { kind: 'department', department: 'power' },
        template: 'supplied',
        args: { number: 'DZ-2607-0031', by: '陈淑华', text: '冒火花了', raised: '' },
        photos: ['p2'],
      },
    ])
    expect(after.photosBefore).toEqual(['before-1', 'p2'])
    expect(done(ticket, more, actorOf(town, 'zhang'), town, minutesAfter(30)).notices).toEqual([])
  })

  test('what is more pressing raises it, with new clocks, and what is less does not', () => {
    const calm = ticketIn('dispatched', town, { category: 'facility.street_light', urgency: 'normal' })
    const worse = done(calm, tell({ text: '碰到人了', urgency: 'emergency' }), chen, town, minutesAfter(5))
    expect(worse.ticket.urgency).toBe('emergency')
    expect(Date.parse(worse.ticket.resolveDue ?? '')).toBeLessThan(Date.parse(calm.resolveDue ?? ''))
    expect(worse.notices[0]?.args).toMatchObject({ raised: 'emergency' })
    const less = done(calm, tell({ text: '不急', urgency: 'low' }), chen, town, minutesAfter(5))
    expect(less.ticket).toMatchObject({ urgency: 'normal', acceptDue: calm.acceptDue })
    const late = done(
      ticketIn('resolved', town),
      tell({ text: '又冒烟', urgency: 'emergency' }),
      chen,
      town,
      START,
    )
    expect(late.ticket.urgency).toBe(ticketIn('resolved', town).urgency)
  })

  test('after the result, photos belong to the words only', () => {
    const { ticket } = done(
      ticketIn('resolved', town),
      tell({ photos: ['p2'] }),
      chen,
      town,
      minutesAfter(30),
    )
    expect(ticket).toMatchObject({ state: 'resolved', photosBefore: ['before-1'] })
    expect(ticket.supplements[0]?.photos).toEqual(['p2'])
  })

  describe('where nobody told the place yet', () => {
    const guessed = done(
      null,
      report({ area: 'DQ3', place: null, placeTold: false }),
      chen,
      town,
      START,
    ).ticket
    const told = tell({ text: '在3网格1单元门口', area: 'DQ3-1', place: '3网格1单元门口' })

    test('the reporter tells it, and the department hears the words', () => {
      const { ticket, notices } = done(guessed, told, chen, town, minutesAfter(5))
      expect(ticket).toMatchObject({
        area: 'DQ3-1',
        place: '3网格1单元门口',
        placeTold: true,
        state: 'dispatched',
        department: 'power',
      })
      expect(notices.map((n) => n.template)).toEqual(['supplied'])
    })

    test('an area that others answer for takes it there', () => {
      const far = tell({ text: '在学前村', area: 'XQ1' })
      const elsewhere = done(
        null,
        report({ category: 'safety.gas', area: 'DQ3', placeTold: false }),
        chen,
        town,
        START,
      )
      const { ticket } = done(elsewhere.ticket, far, chen, town, minutesAfter(5))
      expect(ticket).toMatchObject({ area: 'XQ1', placeTold: true, state: elsewhere.ticket.state })
    })

    test('others do not, and only once', () => {
      const other = done(guessed, told, residentOf('identity-x'), town, minutesAfter(5)).ticket
      expect(other).toMatchObject({ area: 'DQ3', placeTold: false })
      const once = done(guessed, told, chen, town, minutesAfter(5)).ticket
      const again = done(once, tell({ text: '不，是2单元', area: 'DQ3-2' }), chen, town, minutesAfter(6))
      expect(again.ticket).toMatchObject({ area: 'DQ3-1' })
    })

    test('a correction tells it too', () => {
      const { ticket } = done(guessed, { kind: 'correct', area: 'DQ3-2' }, chen, town, minutesAfter(5))
      expect(ticket).toMatchObject({ area: 'DQ3-2', placeTold: true })
    })
  })

  test.each([
    ['nothing', {}],
    ['blanks', { text: ' \n' }],
    ['a photo it has', { photos: ['before-1'] }],
    ['a place where one is known', { place: '别处' }],
    ['an area, which is for correct', { area: 'XQ1' }],
  ])('%s changes nothing', (_what, more) => {
    const ticket = ticketIn('dispatched', town)
    const decision = done(ticket, tell(more), chen, town, minutesAfter(5))
    expect(decision).toEqual({ ok: true, ticket, events: [], timers: [], notices: [], also: [] })
  })

  test('the same location again, as the store gives it back, changes nothing', () => {
    const ticket = ticketIn('dispatched', town, { point: { lat: 25.3, lng: 119.1 } })
    expect(
      done(ticket, tell({ point: { lng: 119.1, lat: 25.3 } }), chen, town, minutesAfter(5)).events,
    ).toEqual([])
  })
})

describe('correct', () => {
  const change = (more: Omit<Extract<Command, { kind: 'correct' }>, 'kind'>): Command => ({
    kind: 'correct',
    ...more,
  })

  test('the same again changes nothing', () => {
    const ticket = ticketIn('dispatched', town)
    const same = change({
      category: ticket.category,
      urgency: ticket.urgency,
      area: 'DQ3-1',
      place: ticket.place,
      summary: ` ${ticket.summary}`,
    })
    expect(done(ticket, same, chen, town, minutesAfter(5)).events).toEqual([])
  })

  test('only what changed is written', () => {
    const { events } = done(
      ticketIn('dispatched', town),
      change({ place: '井边', area: 'nowhere' }),
      chen,
      town,
      minutesAfter(5),
    )
    expect(events.map((e) => e.data)).toEqual([{ place: '井边', version: 2, updatedAt: at(5) }])
  })

  test('another category brings another department before acceptance, with new clocks', () => {
    const ticket = ticketIn('dispatched', town)
    const { ticket: after, events } = done(
      ticket,
      change({ category: 'facility.drain', urgency: 'urgent' }),
      chen,
      town,
      minutesAfter(10),
    )
    expect(after).toMatchObject({ department: 'urban', handler: 'zheng', acceptDue: utc('2026-07-01 15:00') })
    expect(after.resolveDue).toBe(utc('2026-07-03 18:00'))
    expect(events.map((e) => [e.command, e.from, e.to])).toEqual([
      ['correct', 'dispatched', 'dispatched'],
      ['dispatch', 'dispatched', 'dispatched'],
    ])
  })

  test('after acceptance it stays where it is', () => {
    const { ticket } = done(
      ticketIn('accepted', town),
      change({ category: 'facility.drain', urgency: 'urgent' }),
      chen,
      town,
      minutesAfter(20),
    )
    expect(ticket).toMatchObject({
      state: 'accepted',
      department: 'power',
      resolveDue: utc('2026-07-03 18:00'),
    })
  })

  describe('by hand', () => {
    const lin = actorOf(town, 'lin')
    const byHand = (more: Omit<Extract<Command, { kind: 'correct' }>, 'kind'>): Command =>
      change({ ...more, byHand: true })

    test('moves an accepted ticket too, with new clocks; who was at work on it hears so', () => {
      const before = ticketIn('accepted', town)
      const { ticket, events, notices } = done(
        before,
        byHand({ category: 'facility.drain', urgency: 'urgent' }),
        lin,
        town,
        minutesAfter(20),
      )
      expect(ticket).toMatchObject({ state: 'dispatched', department: 'urban', acceptedAt: null })
      expect(ticket).toMatchObject({
        acceptDue: utc('2026-07-01 15:00'),
        resolveDue: utc('2026-07-03 18:00'),
      })
      expect(events.map((e) => [e.command, e.from, e.to])).toEqual([
        ['correct', 'accepted', 'accepted'],
        ['transfer', 'accepted', 'dispatched'],
      ])
      expect(notices).toMatchObject([
        { to: { kind: 'department', department: 'power' }, template: 'called_off', args: { state: 'moved' } },
      ])
    })

    test('the history keeps what was read and what is right', () => {
      const command = byHand({ category: 'facility.drain', urgency: 'urgent', area: 'DQ3-2' })
      const { events } = done(ticketIn('dispatched', town), command, lin, town, minutesAfter(5))
      expect(events[0]?.note).toBe(
        'category safety.power_line → facility.drain, urgency emergency → urgent, area DQ3-1 → DQ3-2',
      )
    })

    test.each(['chen', 'zhang', 'su', 'zhou', 'huang'])('%s may not', (who) => {
      const decision = decide(ticketIn('dispatched', town), byHand({ urgency: 'low' }), {
        now: minutesAfter(5),
        town,
        actor: actorOf(town, who),
      })
      expect(decision).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } })
    })

    test.each(['lin', 'xu', 'fang', 'guo', 'he'])('%s may', (who) => {
      const actor = actorOf(town, who)
      const { ticket } = done(
        ticketIn('dispatched', town),
        byHand({ urgency: 'low' }),
        actor,
        town,
        minutesAfter(5),
      )
      expect(ticket.urgency).toBe('low')
    })
  })

  test('a department chosen by hand is kept while the rule would choose the same', () => {
    const moved = done(
      ticketIn('dispatched', town),
      { kind: 'transfer', department: 'urban', reason: '' },
      SYSTEM,
      town,
      minutesAfter(5),
    ).ticket
    const { ticket } = done(moved, change({ area: 'DQ3-2' }), chen, town, minutesAfter(6))
    expect(ticket).toMatchObject({ department: 'urban', area: 'DQ3-2' })
  })

  test('higher urgency shortens the clocks from their start on, never before now', () => {
    const lamp = ticketIn('dispatched', town, { category: 'facility.street_light', urgency: 'normal' })
    const soon = done(lamp, change({ urgency: 'emergency' }), chen, town, minutesAfter(20)).ticket
    expect(soon).toMatchObject({ acceptDue: at(30), resolveDue: at(1440) })
    expect(soon.timers.accept_due).toEqual({ dueAt: at(30), generation: 2 })
    const late = done(lamp, change({ urgency: 'emergency' }), chen, town, minutesAfter(100)).ticket
    expect(late.timers.accept_due?.dueAt).toBe(at(100))
    expect(late.timers.accept_warn).toBeUndefined()
  })

  test('a ladder that climbs goes on as it is', () => {
    const late = fire(ticketIn('dispatched', town), 'accept_due', town).ticket
    const { ticket } = done(late, change({ urgency: 'normal' }), chen, town, minutesAfter(40))
    expect(ticket.timers).toEqual(late.timers)
  })

  test('while nobody has it, a more pressing matter brings the reminder sooner, a lesser one not later', () => {
    const homeless = { category: 'service.other', urgency: 'low' as const }
    const open = done(null, report(homeless), chen, town, START).ticket
    const pressing = done(open, change({ urgency: 'emergency' }), chen, town, minutesAfter(5)).ticket
    expect(pressing).toMatchObject({ state: 'new', acceptDue: at(35) })
    expect(pressing.timers.accept_due?.dueAt).toBe(at(35))
    const calm = done(pressing, change({ urgency: 'low' }), chen, town, minutesAfter(6)).ticket
    expect(calm.timers).toEqual(pressing.timers)
    const asked = done(null, report({ ...homeless, missing: 'place' }), chen, town, START).ticket
    const hurried = done(asked, change({ urgency: 'emergency' }), chen, town, minutesAfter(5)).ticket
    expect(hurried.timers).toEqual({ accept_due: { dueAt: at(35), generation: 2 } })
  })

  test('another area ends the wait for a place; a category that somebody answers for ends the wait for one', () => {
    const waiting = ticketIn('needs_info', town, { area: 'DZ' })
    expect(done(waiting, change({ area: 'DQ3-1' }), chen, town, minutesAfter(5)).ticket.state).toBe(
      'dispatched',
    )
    const nobody = done(null, report({ category: 'service.other' }), residentOf('mei'), town, START).ticket
    const found = done(nobody, change({ category: 'noise' }), SYSTEM, town, minutesAfter(5)).ticket
    expect(found).toMatchObject({ state: 'dispatched', department: 'police', handler: 'ye' })
  })

  test('a department that returned it does not get it again for a correction that leads to it too', () => {
    const returned = ticketIn('new', town)
    const nearby = done(returned, change({ area: 'DQ3-2' }), SYSTEM, town, minutesAfter(20)).ticket
    expect(nearby).toMatchObject({ state: 'new', area: 'DQ3-2' })
    const other = done(
      nearby,
      change({ category: 'noise', urgency: 'normal' }),
      SYSTEM,
      town,
      minutesAfter(21),
    ).ticket
    expect(other).toMatchObject({ state: 'dispatched', department: 'police' })
    expect(other.resolveDue).toBe(utc('2026-07-06 18:00'))
  })
})

test('a flood of words does not grow the ticket without end', () => {
  let ticket = ticketIn('dispatched', town)
  for (let i = 0; i < 120; i += 1) {
    const more: Command = { kind: 'supply', text: `第${i}句`, photos: [] }
    ticket = done(ticket, more, chen, town, minutesAfter(1)).ticket
  }
  expect(ticket.supplements).toHaveLength(50)
  expect(ticket.supplements.at(-1)?.text).toBe('第119句')
})
