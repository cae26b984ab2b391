import { fc, test as property } from '@fast-check/vitest'
import { addHours, addMinutes, parseISO } from 'date-fns'
import { describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { decide } from '../../../src/domain/ticket/decide.ts'
import type { Actor, Command, Notice } from '../../../src/domain/ticket/decision.ts'
import { unready } from '../../../src/domain/ticket/readiness.ts'
import { possibleCommands } from '../../../src/domain/ticket/transitions.ts'
import { actorOf, residentOf, SAMPLE_TOWN, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import {
  anotherReport,
  done,
  fire,
  minutesAfter,
  REACHED,
  refused,
  SAMPLE_COMMANDS,
  START,
  ticketIn,
} from '../../support/tickets.ts'

const town = sampleTown()
const by = (id: string): Actor => actorOf(town, id)
const [zhang, cai, he, lin, chen] = ['zhang', 'cai', 'he', 'lin', 'chen'].map(by) as [
  ...[Actor, Actor, Actor, Actor, Actor],
]
const at = minutesAfter
const told = (notices: readonly Notice[], template: Notice['template']) =>
  notices.filter((n) => n.template === template)
const iso = (date: Date) => date.toISOString()

describe('start', () => {
  test('whoever had not accepted has now; a second start says who was first', () => {
    const { ticket, events } = done(ticketIn('dispatched', town), { kind: 'start' }, cai, town, at(12))
    expect(events.map((e) => e.command)).toEqual(['accept', 'start'])
    expect(ticket).toMatchObject({ state: 'accepted', handler: 'cai', startedAt: iso(at(12)) })
    const again = decide(ticket, { kind: 'start' }, { now: at(13), town, actor: zhang })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'already_done', by: '蔡师傅' } })
  })

  test('work has not begun any more once another has it', () => {
    const { ticket } = done(ticketIn('accepted', town), { kind: 'start' }, zhang, town, at(12))
    for (const command of [SAMPLE_COMMANDS.transfer, SAMPLE_COMMANDS.return, SAMPLE_COMMANDS.assign])
      expect(done(ticket, command, SYSTEM, town, at(13)).ticket.startedAt).toBeNull()
  })
})

describe('more time', () => {
  const accepted = ticketIn('accepted', town)
  const promise = parseISO(accepted.resolveDue ?? '')
  const ask = (until: Date | null, reason = '配件没到'): Command => ({
    kind: 'ask_extension',
    until: until && iso(until),
    reason,
  })
  const asked = done(accepted, ask(addHours(promise, 48)), zhang, town, at(30))

  test('asking changes no promise and no clock; the dispatcher is asked', () => {
    expect(asked.ticket).toMatchObject({ resolveDue: accepted.resolveDue, timers: accepted.timers })
    expect(told(asked.notices, 'extension_asked')).toMatchObject([
      { to: { kind: 'dispatcher' }, args: { by: '张工', reason: '配件没到' } },
    ])
  })

  test('granted: the promise and its clock run to the new time, the department hears it', () => {
    const { ticket, timers, notices } = done(asked.ticket, { kind: 'grant_extension' }, lin, town, at(60))
    expect(ticket.resolveDue).toBe(iso(addHours(promise, 48)))
    expect(ticket.timers.resolve_due?.dueAt).toBe(ticket.resolveDue)
    expect(timers.map((t) => `${t.op} ${t.timer}`).sort()).toEqual(['arm resolve_due', 'arm resolve_warn'])
    expect(ticket).toMatchObject({ extensions: 1, extension: { state: 'granted', answeredBy: '林志强' } })
    expect(told(notices, 'extension_granted')).toMatchObject([{ to: { kind: 'department' } }])
  })

  test('a shorter time than asked for may be granted', () => {
    const until = iso(addHours(promise, 4))
    const { ticket } = done(asked.ticket, { kind: 'grant_extension', until }, he, town, at(60))
    expect(ticket.resolveDue).toBe(until)
  })

  test('denied: the promise stays, the reason goes to the department, another request is possible', () => {
    const { ticket, notices } = done(asked.ticket, SAMPLE_COMMANDS.deny_extension, he, town, at(60))
    expect(ticket.resolveDue).toBe(accepted.resolveDue)
    expect(told(notices, 'extension_denied')).toMatchObject([{ args: { reason: '人手够了', by: '何晓琳' } }])
    expect(refused(ticket, ask(addHours(promise, 2)), zhang, town, at(70))).toBeNull()
  })

  test.each<[string, Command, Actor, string]>([
    ['no time', ask(null), zhang, 'needs_time'],
    ['a time before the promise', ask(addHours(promise, -1)), zhang, 'needs_time'],
    ['nonsense', { kind: 'ask_extension', until: 'soon', reason: 'x' }, zhang, 'needs_time'],
    ['no reason', ask(addHours(promise, 1), ' '), zhang, 'needs_text'],
    ['too long', ask(addHours(promise, 169)), zhang, 'too_long'],
    ['the reporter', ask(addHours(promise, 1)), chen, 'not_allowed'],
    ['a department that does not have it', ask(addHours(promise, 1)), by('weng'), 'not_allowed'],
    ['an answer to nothing', { kind: 'grant_extension' }, he, 'nothing_asked'],
  ])('refused: %s', (_what, command, actor, code) => {
    expect(refused(accepted, command, actor, town, at(30))).toBe(code)
  })

  test('the department grants nothing, and a chief who works there not the own request', () => {
    expect(refused(asked.ticket, { kind: 'grant_extension' }, by('su'), town, at(31))).toBe('not_allowed')
    const both: Actor = { ...(zhang as Extract<Actor, { kind: 'account' }>) }
    const posts = [
      ...both.posts,
      { id: 'p', personId: 'zhang', role: 'grid_chief' as const, area: 'DQ3', department: null },
    ]
    const refusal = refused(asked.ticket, { kind: 'grant_extension' }, { ...both, posts }, town, at(31))
    expect(refusal).toBe('own_request')
    expect(possibleCommands(asked.ticket, { ...both, posts }, town, at(31))).not.toContain('grant_extension')
  })

  test('a second answer is told who gave the first', () => {
    const { ticket } = done(asked.ticket, { kind: 'grant_extension' }, lin, town, at(60))
    for (const command of [{ kind: 'grant_extension' }, SAMPLE_COMMANDS.deny_extension] as const)
      expect(decide(ticket, command, { now: at(61), town, actor: he })).toMatchObject({
        refusal: { code: 'already_done', by: '林志强' },
      })
  })

  test('so often as the town allows, counted for each promise', () => {
    const once = sampleTown({ policy: Policy.parse({ extension: { times: 1 } }) })
    const granted = done(asked.ticket, { kind: 'grant_extension' }, he, once, at(60)).ticket
    const next = ask(addHours(parseISO(granted.resolveDue ?? ''), 1))
    expect(decide(granted, next, { now: at(70), town: once, actor: zhang })).toMatchObject({
      refusal: { code: 'enough', limit: 1 },
    })
    const resolved = done(granted, SAMPLE_COMMANDS.resolve, zhang, once, at(80)).ticket
    const again = done(resolved, SAMPLE_COMMANDS.dispute, chen, once, at(90)).ticket
    const anew = done(again, SAMPLE_COMMANDS.accept, zhang, once, at(95)).ticket
    const later = ask(addHours(parseISO(anew.resolveDue ?? ''), 1))
    expect(refused(anew, later, zhang, once, at(99))).toBeNull()
  })

  test('lapses when the ticket goes to another', () => {
    const { ticket } = done(asked.ticket, SAMPLE_COMMANDS.transfer, zhang, town, at(40))
    expect(ticket.extension?.state).toBe('lapsed')
    const theirs = done(ticket, SAMPLE_COMMANDS.accept, by('zheng'), town, at(41)).ticket
    expect(refused(theirs, { kind: 'grant_extension' }, he, town, at(42))).toBe('nothing_asked')
  })

  test('a correction of urgency does not take back what was granted', () => {
    const { ticket } = done(asked.ticket, { kind: 'grant_extension' }, he, town, at(60))
    const corrected = done(ticket, { kind: 'correct', urgency: 'normal', byHand: true }, he, town, at(61))
    expect(corrected.ticket.resolveDue).toBe(ticket.resolveDue)
  })
})

describe('on hold', () => {
  const states = ['new', 'dispatched', 'accepted'] as const
  const hold = (hours: number): Command => ({
    kind: 'suspend',
    until: iso(addHours(START, hours)),
    reason: '等雨停',
  })

  property.prop([
    fc.constantFrom(...states),
    fc.integer({ min: 11, max: 25 }),
    fc.integer({ min: 1, max: 700 }),
    fc.boolean(),
  ])('whatever is left of a clock is left when it goes on', (state, from, hours, byHand) => {
    const before = ticketIn(state, town)
    const suspended = done(before, hold(hours), SYSTEM, town, at(from)).ticket
    expect(Object.keys(suspended.timers)).toEqual(['resume_due'])
    const resumed = byHand
      ? done(suspended, { kind: 'resume' }, he, town, addHours(at(from), hours / 2)).ticket
      : fire(suspended, 'resume_due', town).ticket
    const stood = parseISO(resumed.updatedAt).getTime() - at(from).getTime()
    expect(resumed.state).toBe(state)
    for (const kind of ['accept_due', 'resolve_due'] as const)
      expect(resumed.timers[kind] !== undefined).toBe(before.timers[kind] !== undefined)
    const due = before.resolveDue
    if (due) expect(resumed.resolveDue).toBe(iso(new Date(parseISO(due).getTime() + stood)))
  })

  test('the reporter hears why and until when, the dispatcher too', () => {
    const { notices } = done(ticketIn('accepted', town), hold(48), zhang, town, at(30))
    expect(told(notices, 'suspended').map((n) => n.to.kind)).toEqual(['source', 'reporter', 'dispatcher'])
    expect(told(notices, 'suspended')[0]?.args).toMatchObject({ reason: '等雨停', by: '张工' })
  })

  test.each<[string, Command, string]>([
    ['no date', { kind: 'suspend', until: null, reason: '等雨停' }, 'needs_time'],
    ['a date gone by', hold(-1), 'needs_time'],
    ['no reason', { ...hold(48), reason: '' } as Command, 'needs_text'],
    ['too long', hold(721), 'too_long'],
  ])('refused: %s', (_what, command, code) => {
    expect(refused(ticketIn('accepted', town), command, zhang, town, at(30))).toBe(code)
  })

  test('at most twice, and a second order of the same is told who was first', () => {
    let ticket = ticketIn('accepted', town)
    for (const hours of [24, 48]) {
      ticket = done(ticket, hold(hours), zhang, town, at(30)).ticket
      expect(decide(ticket, hold(hours), { now: at(31), town, actor: he })).toMatchObject({
        refusal: { code: 'already_done', by: '张工' },
      })
      ticket = done(ticket, { kind: 'resume' }, zhang, town, at(40)).ticket
    }
    expect(decide(ticket, hold(72), { now: at(50), town, actor: he })).toMatchObject({
      refusal: { code: 'enough', limit: 2 },
    })
  })

  test('words and reports that come meanwhile start no clock', () => {
    const held = ticketIn('suspended', town)
    const more = done(
      held,
      { kind: 'supply', text: '更响了', photos: [], urgency: 'emergency' },
      chen,
      town,
      at(20),
    )
    expect(more.ticket.timers).toEqual(held.timers)
    const joined = done(
      held,
      { kind: 'join', report: anotherReport({ urgency: 'emergency' }) },
      chen,
      town,
      at(20),
    )
    expect(joined.ticket.timers).toEqual(held.timers)
  })

  test('withdrawn meanwhile: the department hears it, and nothing is left on hold', () => {
    const { ticket, notices } = done(
      ticketIn('suspended', town),
      SAMPLE_COMMANDS.withdraw,
      chen,
      town,
      at(20),
    )
    expect(ticket).toMatchObject({ timers: {}, paused: null, hold: { endedAt: iso(at(20)) } })
    expect(told(notices, 'called_off')).toHaveLength(1)
  })
})

describe('taken up again', () => {
  test.each(['closed', 'rejected', 'withdrawn'] as const)('from %s, as new work with new clocks', (state) => {
    const before = ticketIn(state, town)
    const { ticket, notices } = done(before, SAMPLE_COMMANDS.reopen, he, town, at(300))
    expect(ticket).toMatchObject({
      state: 'dispatched',
      department: 'power',
      handler: 'zhang',
      closedAt: null,
      result: null,
    })
    expect(ticket.disputes).toBe(before.disputes)
    expect(ticket.timers.accept_due && ticket.timers.resolve_due).toBeTruthy()
    expect(told(notices, 'reopened').map((n) => n.to.kind)).toEqual(['source', 'reporter'])
    expect(told(notices, 'reopened_handler')).toHaveLength(1)
  })

  test.each(['closed', 'rejected', 'withdrawn'] as const)('%s: 30 days, or as the town sets it', (state) => {
    const ticket = ticketIn(state, town)
    const days = (n: number) => addHours(at(10), n * 24)
    expect(refused(ticket, SAMPLE_COMMANDS.reopen, he, town, days(30))).toBeNull()
    expect(
      decide(ticket, SAMPLE_COMMANDS.reopen, { now: addMinutes(days(30), 1), town, actor: he }),
    ).toMatchObject({
      refusal: { code: 'too_late', limit: 30 },
    })
    const strict = sampleTown({ policy: Policy.parse({ reopen: { withinDays: 0 } }) })
    expect(refused(ticket, SAMPLE_COMMANDS.reopen, he, strict, days(1))).toBe('too_late')
  })

  test('without a reason it is not', () => {
    expect(refused(ticketIn('closed', town), { kind: 'reopen', reason: '' }, he, town, at(20))).toBe(
      'needs_text',
    )
  })
})

describe('given to a person', () => {
  const accepted = ticketIn('accepted', town)

  test('their accept clock starts, the promise runs on, they are told', () => {
    const { ticket, notices } = done(accepted, { kind: 'assign', person: 'cai' }, by('su'), town, at(60))
    expect(ticket).toMatchObject({ state: 'dispatched', handler: 'cai', resolveDue: accepted.resolveDue })
    expect(ticket.timers.accept_due?.dueAt).toBe(ticket.acceptDue)
    expect(parseISO(ticket.acceptDue ?? '') > at(60)).toBe(true)
    expect(told(notices, 'assigned')).toMatchObject([
      { to: { kind: 'person', personId: 'cai' }, args: { by: '苏所长' } },
    ])
  })

  test('who takes it has accepted it', () => {
    const { ticket, events, notices } = done(accepted, { kind: 'assign', person: 'cai' }, cai, town, at(60))
    expect(ticket).toMatchObject({ state: 'accepted', handler: 'cai' })
    expect(events.map((e) => e.command)).toEqual(['assign', 'accept'])
    expect(notices).toEqual([])
  })

  test.each([
    ['nobody', null, 'unknown_person'],
    ['somebody of another department', 'zheng', 'unknown_person'],
    ['who has it', 'zhang', 'already_done'],
  ])('refused: %s', (_who, person, code) => {
    expect(refused(accepted, { kind: 'assign', person }, he, town, at(60))).toBe(code)
  })
})

describe('split', () => {
  test('the named photos go along, the department hears what is not theirs any more', () => {
    const ticket = { ...ticketIn('accepted', town), photosBefore: ['p1', 'p2', 'p3'] }
    const { into } = SAMPLE_COMMANDS.split
    const after = done(
      ticket,
      { kind: 'split', into, photos: ['p2', 'p9'], text: '路灯也不亮' },
      he,
      town,
      at(30),
    )
    expect(after.ticket).toMatchObject({ photosBefore: ['p1', 'p3'], splitInto: [into], state: 'accepted' })
    expect(told(after.notices, 'split')).toMatchObject([
      { to: { kind: 'department' }, args: { into: into.number } },
    ])
    expect(refused(ticket, { kind: 'split', into, photos: [], text: '' }, he, town, at(30))).toBe(
      'needs_text',
    )
  })
})

describe('those who follow it', () => {
  const follower = residentOf('ping')
  const followed = done(ticketIn('dispatched', town), { kind: 'follow' }, follower, town, at(11)).ticket
  const lines = (command: Command, actor: Actor) =>
    told(done(followed, command, actor, town, at(12)).notices, 'followed')

  test('are told one line for a milestone, and nothing for what is none', () => {
    expect(lines({ kind: 'accept' }, zhang)).toMatchObject([
      { to: { kind: 'follower', identityId: 'identity-ping' }, args: { event: 'accept' } },
    ])
    expect(lines(SAMPLE_COMMANDS.resolve, zhang)).toMatchObject([{ args: { event: 'resolve' } }])
    expect(lines(SAMPLE_COMMANDS.note, zhang)).toEqual([])
    expect(lines(SAMPLE_COMMANDS.supply, chen)).toEqual([])
  })

  test('not for what they did themselves', () => {
    const ticket = done(ticketIn('dispatched', town), { kind: 'follow' }, zhang, town, at(11)).ticket
    expect(told(done(ticket, { kind: 'accept' }, zhang, town, at(12)).notices, 'followed')).toEqual([])
  })

  test('follow the ticket that it is merged into', () => {
    const into = done(
      ticketIn('dispatched', town),
      { kind: 'absorb', ticket: { ...followed, id: 'other', source: anotherReport().source } },
      he,
      town,
      at(20),
    )
    expect(into.ticket.followers).toMatchObject([{ identityId: 'identity-ping' }])
  })

  test('leave again', () => {
    const { ticket } = done(followed, { kind: 'unfollow' }, follower, town, at(13))
    expect(ticket.followers).toEqual([])
    expect(refused(ticket, { kind: 'unfollow' }, follower, town, at(14))).toBe('already_done')
    expect(
      unready(
        'follow',
        {
          ...ticket,
          followers: Array.from({ length: 50 }, (_, i) => ({ identityId: `${i}`, personId: null })),
        },
        follower,
        town,
      ),
    ).toMatchObject({ code: 'enough' })
  })
})

describe('a note', () => {
  test('changes nothing else, tells nobody, and is not in the reason that others read', () => {
    const before = ticketIn('accepted', town)
    const { ticket, notices, timers, events } = done(before, SAMPLE_COMMANDS.note, zhang, town, at(30))
    expect(ticket.notes).toEqual([{ at: iso(at(30)), by: '张工', text: '先联系村电工' }])
    expect([notices, timers, events[0]?.note]).toEqual([[], [], null])
  })
})

describe('what is confidential', () => {
  const secret = ticketIn('dispatched', town, {
    category: 'governance.conduct',
    urgency: 'normal',
    reporter: { personId: null, identityId: 'identity-mei', name: '林小梅', role: 'resident' },
  })

  test.each(['power', 'police', 'justice'])('is not passed on to %s', (department) => {
    expect(refused(secret, { kind: 'transfer', department, reason: '' }, by('qiu'), town, at(20))).toBe(
      'keeps_secret',
    )
    const waits = done(secret, SAMPLE_COMMANDS.return, by('qiu'), town, at(20)).ticket
    expect(refused(waits, { kind: 'dispatch', department }, he, town, at(21))).toBe('keeps_secret')
    expect(refused(waits, { kind: 'dispatch', department: 'discipline' }, he, town, at(21))).toBeNull()
  })

  test('nobody without its post follows, writes a note, puts on hold or answers', () => {
    for (const id of ['lin', 'xu', 'fang', 'guo', 'chen', 'kang', 'zhang'])
      for (const kind of ['follow', 'note', 'suspend', 'reopen', 'split', 'grant_extension'] as const)
        expect([id, kind, refused(secret, SAMPLE_COMMANDS[kind], by(id), town, at(20))]).toEqual([
          id,
          kind,
          'not_allowed',
        ])
  })
})

describe('the bounds of a town', () => {
  const own = sampleTown({
    policy: Policy.parse({ limits: { urgesPerDay: 1 }, afterPhoto: ['noise', 'facility.drain'] }),
  })
  test('urging', () => {
    const urged = done(ticketIn('dispatched', own), { kind: 'urge' }, chen, own, at(11)).ticket
    expect(decide(urged, { kind: 'urge' }, { now: at(12), town: own, actor: chen })).toMatchObject({
      refusal: { code: 'too_often', limit: 1 },
    })
    expect(refused(urged, { kind: 'urge' }, chen, own, at(11 + 24 * 60))).toBeNull()
  })

  test.each([
    ['noise', 'needs_photo'],
    ['facility.drain', 'needs_photo'],
    ['facility.street_light', null],
    ['safety.power_line', null],
  ])('a photo of the result: %s', (category, code) => {
    const ticket = ticketIn('accepted', own, { category })
    expect(refused(ticket, { kind: 'resolve', result: '好了', photos: [] }, SYSTEM, own, at(20))).toBe(code)
  })
})

/** Every new order, by each side, from each state: refused with a reason, what is possible, and who may. */
const NEW = [
  'start',
  'ask_extension',
  'grant_extension',
  'deny_extension',
  'suspend',
  'resume',
  'reopen',
  'split',
  'assign',
  'follow',
  'unfollow',
  'note',
] as const
const SIDES = [
  'chen',
  'lin',
  'xu',
  'fang',
  'guo',
  'he',
  'zhang',
  'cai',
  'su',
  'huang',
  'zhou',
  'weng',
  'qiu',
] as const

describe.each(REACHED)('each side in %s', (state) => {
  test.each(SIDES)('%s', (id) => {
    const ticket = ticketIn(state, town)
    const actor = by(id)
    const ctx = { now: at(20), town, actor }
    const possible = possibleCommands(ticket, actor, town, ctx.now)
    for (const kind of NEW) {
      const decision = decide(ticket, SAMPLE_COMMANDS[kind], ctx)
      // A bound command that fits is done, and only then is it offered.
      expect([kind, decision.ok]).toEqual([kind, possible.includes(kind)])
      if (decision.ok) continue
      expect(decision.refusal.possible).toEqual(possible)
      expect(decision.refusal.owner).toEqual({ department: ticket.department, personId: ticket.handler })
    }
  })
})

test('the sample town is as the tests take it', () => {
  expect(SAMPLE_TOWN.policy.extension).toEqual({ times: 2, longestHours: 168 })
})
