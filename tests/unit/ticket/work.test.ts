import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/domain/ticket/decide.ts'
import type { Command } from '../../../src/domain/ticket/decision.ts'
import { actorOf, residentOf, SAMPLE_TOWN, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { done, fire, minutesAfter, refused, SAMPLE_COMMANDS, ticketIn } from '../../support/tickets.ts'

const town = sampleTown()
const zhang = actorOf(town, 'zhang')
const chen = actorOf(town, 'chen')
const he = actorOf(town, 'he')
const at = (minutes: number) => minutesAfter(minutes).toISOString()
const number = 'DZ-2607-0031'

describe('accept', () => {
  test('whoever of the department says so first has it; the next is told who', () => {
    const cai = actorOf(town, 'cai')
    const { ticket, timers, notices } = done(
      ticketIn('dispatched', town),
      { kind: 'accept' },
      cai,
      town,
      minutesAfter(7),
    )
    expect(ticket).toMatchObject({ state: 'accepted', handler: 'cai', acceptedAt: at(7), acceptDue: at(30) })
    expect(timers).toEqual([
      { op: 'cancel', timer: 'accept_warn' },
      { op: 'cancel', timer: 'accept_due' },
    ])
    expect(notices).toEqual([])
    const second = decide(ticket, { kind: 'accept' }, { now: minutesAfter(8), town, actor: zhang })
    expect(second).toMatchObject({ ok: false, refusal: { code: 'already_done', by: '蔡师傅' } })
  })

  test('a clock that lags behind the last change does not turn time back', () => {
    const ticket = ticketIn('accepted', town)
    const { ticket: after } = done(ticket, SAMPLE_COMMANDS.resolve, zhang, town, minutesAfter(2))
    expect(after.resolvedAt).toBe(at(10))
  })
})

describe('return', () => {
  test('goes to the dispatcher with its reason and a new accept clock; the promise stays', () => {
    const { ticket, notices, events } = done(
      ticketIn('accepted', town),
      SAMPLE_COMMANDS.return,
      zhang,
      town,
      minutesAfter(60),
    )
    expect(ticket).toMatchObject({
      state: 'new',
      department: null,
      handler: null,
      acceptedAt: null,
      acceptDue: at(90),
      resolveDue: at(720),
    })
    expect(Object.keys(ticket.timers).sort()).toEqual([
      'accept_due',
      'accept_warn',
      'resolve_due',
      'resolve_warn',
    ])
    expect(notices).toEqual([
      {
        to: { kind: 'dispatcher' },
        template: 'returned',
        args: { number, reason: '不是我们的线', department: '供电所' },
      },
    ])
    expect(events[0]?.note).toBe('不是我们的线')
    const again = done(ticket, { kind: 'dispatch', department: 'urban' }, he, town, minutesAfter(70)).ticket
    expect(again).toMatchObject({ handler: 'zheng', acceptDue: at(100), resolveDue: at(720) })
  })

  test('needs a reason', () => {
    const blank: Command = { kind: 'return', reason: '  ' }
    expect(refused(ticketIn('accepted', town), blank, zhang, town, minutesAfter(60))).toBe('needs_text')
  })
})

describe('dispatch and transfer', () => {
  const ticket = ticketIn('dispatched', town)
  const now = minutesAfter(20)

  test.each<[string, Command, string | null]>([
    ['unknown department', { kind: 'dispatch', department: 'gone' }, 'unknown_department'],
    [
      'handler of another department',
      { kind: 'dispatch', department: 'power', handler: 'zheng' },
      'unknown_department',
    ],
    ['the same department', { kind: 'dispatch', department: 'power' }, 'already_done'],
    ['the same handler', { kind: 'dispatch', department: 'power', handler: 'zhang' }, 'already_done'],
    ['another handler', { kind: 'dispatch', department: 'power', handler: 'cai' }, null],
    ['unknown department', { kind: 'transfer', department: '__proto__', reason: '' }, 'unknown_department'],
    ['the same department', { kind: 'transfer', department: 'power', reason: '' }, 'already_done'],
    ['another department', { kind: 'transfer', department: 'water', reason: '' }, null],
  ])('%s: %j', (_what, command, code) => {
    expect(refused(ticket, command, he, town, now)).toBe(code)
  })

  test('a transfer starts the accept clock, while the promise to the reporter runs on', () => {
    const accepted = ticketIn('accepted', town)
    const command: Command = { kind: 'transfer', department: 'urban', reason: '是路灯线' }
    const { ticket: after, events } = done(accepted, command, zhang, town, now)
    expect(after).toMatchObject({
      state: 'dispatched',
      department: 'urban',
      handler: 'zheng',
      acceptedAt: null,
      acceptDue: at(50),
      resolveDue: at(720),
    })
    expect(after.timers.resolve_due).toEqual(accepted.timers.resolve_due)
    expect(events.map((e) => e.note)).toEqual(['是路灯线'])
  })

  test('the dispatcher may send on what still lacks its place', () => {
    const command: Command = { kind: 'dispatch', department: 'water', handler: 'weng' }
    const { ticket: after } = done(ticketIn('needs_info', town), command, he, town, now)
    expect(after).toMatchObject({ state: 'dispatched', handler: 'weng', acceptDue: at(50) })
  })
})

describe('resolve', () => {
  test('shows the result to the group and the reporter, and waits for a word', () => {
    const { ticket, timers, notices } = done(
      ticketIn('accepted', town),
      SAMPLE_COMMANDS.resolve,
      zhang,
      town,
      minutesAfter(95),
    )
    expect(ticket).toMatchObject({ state: 'resolved', resolvedAt: at(95), result: '换了新线' })
    expect(timers).toEqual([
      { op: 'cancel', timer: 'resolve_warn' },
      { op: 'cancel', timer: 'resolve_due' },
      { op: 'arm', timer: 'auto_close', dueAt: at(95 + 72 * 60), generation: 3 },
    ])
    const args = { number, result: '换了新线', by: '张工' }
    const photos = ['before-1', 'after-1']
    expect(notices).toEqual([
      { to: { kind: 'source' }, template: 'result', args, photos },
      { to: { kind: 'reporter' }, template: 'result', args, photos },
    ])
  })

  test('says it once where the source is the reporter in private, or the reporter has no account', () => {
    const source = { conversationId: 'c-2', kind: 'dm' as const, messageId: '9', thread: null }
    const own = ticketIn('accepted', town, { source })
    const ownTo = done(own, SAMPLE_COMMANDS.resolve, zhang, town, minutesAfter(95)).notices.map((n) => n.to)
    expect(ownTo).toEqual([{ kind: 'source' }])
    const reporter = { personId: null, identityId: null, name: '', role: 'resident' as const }
    const nameless = ticketIn('accepted', town, { reporter })
    const to = done(nameless, SAMPLE_COMMANDS.resolve, zhang, town, minutesAfter(95)).notices.map((n) => n.to)
    expect(to).toEqual([{ kind: 'source' }])
  })

  test('of what nobody accepted, accepts it in the same moment', () => {
    const { ticket, events } = done(
      ticketIn('dispatched', town),
      SAMPLE_COMMANDS.resolve,
      actorOf(town, 'cai'),
      town,
      minutesAfter(25),
    )
    expect(ticket).toMatchObject({ handler: 'cai', acceptedAt: at(25), resolvedAt: at(25), version: 2 })
    expect(events.map((e) => [e.command, e.from, e.to])).toEqual([
      ['accept', 'dispatched', 'accepted'],
      ['resolve', 'accepted', 'resolved'],
    ])
  })

  test('by the dispatcher leaves the handler who did it', () => {
    const ticket = ticketIn('accepted', town)
    expect(done(ticket, SAMPLE_COMMANDS.resolve, he, town, minutesAfter(25)).ticket.handler).toBe('zhang')
  })

  test.each([
    ['safety.power_line', '换了新线', [], 'needs_photo'],
    ['facility.drain', '通了', [], 'needs_photo'],
    ['safety.power_line', ' ', ['p'], 'needs_text'],
    ['noise', '', [], 'needs_text'],
    ['noise', '劝停了', [], null],
  ])('%s with %j and photos %j: %s', (category, result, photos, code) => {
    const ticket = ticketIn('accepted', town, { category })
    expect(refused(ticket, { kind: 'resolve', result, photos }, SYSTEM, town, minutesAfter(25))).toBe(code)
  })
})

describe('the reporter', () => {
  const resolved = ticketIn('resolved', town)

  test('confirms, and it is closed', () => {
    const { ticket, timers } = done(resolved, { kind: 'confirm' }, chen, town, minutesAfter(60))
    expect(ticket).toMatchObject({ state: 'closed', closedAt: at(60), timers: {} })
    expect(timers).toMatchObject([
      { op: 'cancel', timer: 'auto_close' },
      { op: 'arm', timer: 'recheck_due' },
    ])
  })

  test('says nothing, and it closes by itself', () => {
    const { ticket, events } = fire(resolved, 'auto_close', town)
    expect(ticket).toMatchObject({ state: 'closed', closedAt: at(10 + 72 * 60) })
    expect(events).toMatchObject([{ command: 'timer', note: 'auto_close', by: { system: true } }])
  })

  test('says 没修好: the same handler has it again, the grid chief is informed', () => {
    const { ticket, notices, timers } = done(resolved, SAMPLE_COMMANDS.dispute, chen, town, minutesAfter(60))
    expect(ticket).toMatchObject({
      state: 'dispatched',
      department: 'power',
      handler: 'zhang',
      disputes: 1,
      escalation: 1,
      acceptedAt: null,
      resolvedAt: null,
      result: null,
      photosAfter: [],
      acceptDue: at(90),
      resolveDue: at(60 + 720),
      supplements: [{ at: at(60), by: '陈淑华', text: '还是响', photos: [] }],
    })
    expect(timers.map((t) => [t.op, t.timer])).toEqual([
      ['arm', 'accept_warn'],
      ['arm', 'accept_due'],
      ['arm', 'resolve_warn'],
      ['arm', 'resolve_due'],
      ['cancel', 'auto_close'],
    ])
    expect(notices.map((n) => [n.template, n.to])).toEqual([
      ['not_fixed', { kind: 'source' }],
      ['not_fixed', { kind: 'reporter' }],
      ['not_fixed_handler', { kind: 'department', department: 'power' }],
      [
        'not_fixed_informed',
        { kind: 'person', personId: 'lin', role: 'grid_chief', area: 'DQ3', department: null },
      ],
    ])
    expect(notices[0]?.args).toMatchObject({
      number,
      department: '供电所',
      handler: '张工',
      role: 'grid_chief',
      personName: '林志强',
    })
  })

  test('each further 没修好 goes one level higher, and stays at the top', () => {
    const told: string[] = []
    let ticket = resolved
    for (let i = 0; i < 6; i += 1) {
      const again = done(ticket, { kind: 'dispute', text: '' }, chen, town, minutesAfter(60))
      for (const n of again.notices) if (n.to.kind === 'person') told.push(n.to.personId)
      ticket = done(again.ticket, SAMPLE_COMMANDS.resolve, zhang, town, minutesAfter(60)).ticket
    }
    expect(told).toEqual(['lin', 'xu', 'fang', 'guo', 'guo', 'guo'])
    expect(ticket.supplements).toEqual([])
  })

  test('a level that knew of it already is passed by', () => {
    const accepted = ticketIn('accepted', town)
    const late = fire(fire(accepted, 'resolve_due', town).ticket, 'resolve_due', town).ticket
    const given = done(late, SAMPLE_COMMANDS.resolve, zhang, town, minutesAfter(2000)).ticket
    const { notices } = done(given, SAMPLE_COMMANDS.dispute, chen, town, minutesAfter(2001))
    expect(notices.at(-1)?.to).toMatchObject({ personId: 'fang' })
  })

  test('where the handler left, the department chooses another; where it is gone, the rule does', () => {
    const posts = SAMPLE_TOWN.posts.filter((p) => p.personId !== 'zhang')
    const without = sampleTown({ posts })
    const again = done(resolved, SAMPLE_COMMANDS.dispute, chen, without, minutesAfter(60)).ticket
    expect(again).toMatchObject({ state: 'dispatched', handler: 'cai' })
    const departments = SAMPLE_TOWN.departments.filter((d) => d.code !== 'power')
    const dissolved = sampleTown({ departments })
    const lost = done(resolved, SAMPLE_COMMANDS.dispute, chen, dissolved, minutesAfter(60))
    expect(lost.ticket).toMatchObject({ state: 'new', department: null, handler: null, disputes: 1 })
    expect(lost.notices.map((n) => n.template)).toContain('undispatched')
  })

  test('says that it is settled already: closed with those words, and nobody need come', () => {
    const { ticket, notices } = done(
      ticketIn('accepted', town),
      SAMPLE_COMMANDS.settled_by_reporter,
      chen,
      town,
      minutesAfter(15),
    )
    expect(ticket).toMatchObject({ state: 'closed', result: '自己好了', closedAt: at(15), timers: {} })
    expect(notices).toMatchObject([
      { to: { kind: 'department', department: 'power' }, template: 'called_off', args: { state: 'closed' } },
    ])
    const after = done(resolved, SAMPLE_COMMANDS.settled_by_reporter, chen, town, minutesAfter(15))
    expect(after.ticket.result).toBe('换了新线')
    expect(after.notices.map((n) => n.template)).toEqual(['ask_rating'])
    const never = done(
      ticketIn('needs_info', town),
      SAMPLE_COMMANDS.settled_by_reporter,
      chen,
      town,
      minutesAfter(5),
    )
    expect(never.notices).toEqual([])
  })
})

describe('withdraw, reject, urge', () => {
  test('a withdrawn ticket calls off those who are on it', () => {
    const { ticket, notices, timers } = done(
      ticketIn('dispatched', town),
      { kind: 'withdraw', reason: '看错了' },
      chen,
      town,
      minutesAfter(5),
    )
    expect(ticket).toMatchObject({ state: 'withdrawn', timers: {} })
    expect(timers.every((t) => t.op === 'cancel')).toBe(true)
    expect(notices).toMatchObject([
      { template: 'called_off', args: { state: 'withdrawn', reason: '看错了' } },
    ])
  })

  test('a rejection needs a reason and tells it', () => {
    const ticket = ticketIn('new', town)
    const blank: Command = { kind: 'reject', reason: '' }
    expect(refused(ticket, blank, he, town, minutesAfter(20))).toBe('needs_text')
    const { notices } = done(ticket, SAMPLE_COMMANDS.reject, he, town, minutesAfter(20))
    expect(notices.map((n) => [n.template, n.to.kind, n.args['reason']])).toEqual([
      ['rejected', 'source', '属于业主自家线路'],
      ['rejected', 'reporter', '属于业主自家线路'],
    ])
  })

  test('three urgings within 24 hours; then again', () => {
    let ticket = ticketIn('dispatched', town)
    for (const minutes of [1, 2, 3]) {
      const urged = done(ticket, { kind: 'urge' }, chen, town, minutesAfter(minutes))
      expect(urged.ticket.state).toBe('dispatched')
      expect(urged.notices).toEqual([
        {
          to: { kind: 'department', department: 'power' },
          template: 'urged',
          args: { number, by: '陈淑华', count: minutes },
        },
      ])
      ticket = urged.ticket
    }
    expect(refused(ticket, { kind: 'urge' }, chen, town, minutesAfter(1440))).toBe('too_often')
    expect(done(ticket, { kind: 'urge' }, chen, town, minutesAfter(1441)).ticket.urges).toHaveLength(3)
  })

  test('while nobody has it, the dispatcher is urged', () => {
    const { notices } = done(ticketIn('new', town), { kind: 'urge' }, chen, town, minutesAfter(20))
    expect(notices.map((n) => n.to)).toEqual([{ kind: 'dispatcher' }])
  })
})

test('what a confidential matter says goes to persons, never to a group', () => {
  const reporter = { personId: null, identityId: 'identity-mei', name: 'mei', role: 'resident' as const }
  const ticket = ticketIn('dispatched', town, { category: 'governance.conduct', reporter })
  const mei = residentOf('mei')
  const qiu = { kind: 'person', personId: 'qiu' }
  const urged = done(ticket, { kind: 'urge' }, mei, town, minutesAfter(5))
  expect(urged.notices).toMatchObject([{ to: qiu, template: 'urged' }])
  const told = done(ticket, SAMPLE_COMMANDS.resolve, actorOf(town, 'qiu'), town, minutesAfter(5))
  expect(told.notices.map((n) => n.to)).toEqual([{ kind: 'reporter' }])
  const again = done(told.ticket, SAMPLE_COMMANDS.dispute, mei, town, minutesAfter(6))
  expect(again.notices.map((n) => [n.template, n.to.kind])).toEqual([
    ['not_fixed', 'reporter'],
    ['not_fixed_handler', 'person'],
    ['not_fixed_informed', 'person'],
  ])
  const alone = { ...ticket, handler: null }
  expect(done(alone, { kind: 'urge' }, mei, town, minutesAfter(5)).notices).toMatchObject([
    { to: { kind: 'dispatcher' } },
  ])
})
