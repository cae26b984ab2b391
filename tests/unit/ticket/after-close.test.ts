import { addDays, addHours, addWeeks } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { decide } from '../../../src/domain/ticket/decide.ts'
import type { Actor, Command } from '../../../src/domain/ticket/decision.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { actorOf, residentOf, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import {
  anotherReport,
  type Done,
  done,
  fire,
  minutesAfter,
  refused,
  SAMPLE_COMMANDS,
  ticketIn,
} from '../../support/tickets.ts'

const town = sampleTown()
const chen = actorOf(town, 'chen')
const mei = residentOf('mei')
const now = minutesAfter(60)
const templates = ({ notices }: Done) => notices.map(({ template }) => template)
const rate = (value: 'good' | 'fair' | 'bad', text = ''): Command => ({ kind: 'rate', value, text })

/** Resolved, and reported by Mei, too. */
function joined(): Ticket {
  const open = ticketIn('accepted', town)
  const two = done(open, { kind: 'join', report: anotherReport() }, mei, town, minutesAfter(20)).ticket
  return done(two, SAMPLE_COMMANDS.resolve, SYSTEM, town, minutesAfter(30)).ticket
}

describe('the question after closing', () => {
  it.each<[string, Command, Actor]>([
    ['the reporter’s word', { kind: 'confirm' }, chen],
    ['their word that it is well', { kind: 'settled_by_reporter', text: '好了' }, chen],
  ])('comes after %s', (_, command, actor) => {
    expect(templates(done(ticketIn('resolved', town), command, actor, town, now))).toEqual(['ask_rating'])
  })

  it('comes after the close by itself; at night it waits for the morning, and for nothing when it was answered', () => {
    const resolved = ticketIn('resolved', town)
    const armed = resolved.timers.auto_close
    const command: Command = { kind: 'timer', timer: 'auto_close', generation: armed?.generation ?? 0 }
    expect(templates(fire(resolved, 'auto_close', town))).toEqual(['ask_rating'])
    const night = new Date(armed?.dueAt ?? '')
    const askFrom = addHours(night, 7)
    const closed = decide(resolved, command, { now: night, town, actor: SYSTEM, askFrom })
    if (!closed.ok) throw new Error('refused')
    expect(closed.notices).toEqual([])
    expect(closed.ticket.timers.rate_due?.dueAt).toBe(askFrom.toISOString())
    expect(templates(fire(closed.ticket, 'rate_due', town))).toEqual(['ask_rating'])
    const rated = done(closed.ticket, rate('good'), chen, town, addHours(night, 1)).ticket
    expect(templates(fire(rated, 'rate_due', town))).toEqual([])
  })

  it('does not come where nothing was done, where nobody is known, or where the town does not ask', () => {
    const settled = done(
      ticketIn('accepted', town),
      { kind: 'settled_by_reporter', text: '' },
      chen,
      town,
      now,
    )
    expect(templates(settled)).not.toContain('ask_rating')
    expect(settled.ticket.timers).toEqual({})
    const hidden = { personId: null, identityId: null, name: '', role: 'resident' } as const
    const unknown = ticketIn('resolved', town, { reporter: hidden })
    expect(templates(done(unknown, { kind: 'confirm' }, SYSTEM, town, now))).toEqual([])
    const quiet = sampleTown({
      policy: Policy.parse({ feedback: { ask: false }, recheck: { categories: [] } }),
    })
    const closed = done(ticketIn('resolved', quiet), { kind: 'confirm' }, chen, quiet, now)
    expect(closed.notices).toEqual([])
    expect(closed.ticket.timers).toEqual({})
  })
})

describe('a rating', () => {
  it('is one for each reporter, changed within 72 hours and not after', () => {
    const closed = done(joined(), { kind: 'confirm' }, chen, town, now).ticket
    const one = done(closed, rate('good'), chen, town, now).ticket
    const two = done(one, rate('bad', '来晚了'), mei, town, now).ticket
    expect(two.ratings).toMatchObject([
      { personId: 'chen', value: 'good' },
      { identityId: 'identity-mei', value: 'bad', text: '来晚了' },
    ])
    const changed = done(two, rate('fair'), chen, town, addHours(now, 72)).ticket
    expect(changed.ratings?.map(({ value, at }) => [value, at])).toEqual([
      ['fair', now.toISOString()],
      ['bad', now.toISOString()],
    ])
    expect(refused(changed, rate('bad'), chen, town, addHours(now, 73))).toBe('rate_too_late')
    expect(refused(closed, rate('bad'), chen, town, addDays(now, 31))).toBe('wrong_state')
    expect(refused(closed, rate('bad'), residentOf('ping'), town, now)).toBe('not_allowed')
  })

  it('of the first reporter also settles; 不满意, or one who joined, does not', () => {
    const after = done(joined(), rate('good'), chen, town, now)
    expect(after.events.map(({ command, to }) => [command, to])).toEqual([
      ['confirm', 'closed'],
      ['rate', 'closed'],
    ])
    expect(after.notices).toEqual([])
    expect(refused(joined(), rate('bad'), chen, town, now)).toBe('wrong_state')
    expect(refused(joined(), rate('good'), mei, town, now)).toBe('wrong_state')
  })

  it('不满意 with a word reaches the department, once; without one nobody', () => {
    const closed = ticketIn('closed', town)
    const bad = done(closed, rate('bad'), chen, town, now)
    expect(templates(bad)).toEqual([])
    const told = done(bad.ticket, rate('bad', '来晚了'), chen, town, now)
    expect(told.notices).toMatchObject([
      { template: 'rated_bad', to: { kind: 'department', department: 'power' }, args: { text: '来晚了' } },
    ])
    const again = done(told.ticket, rate('bad'), chen, town, addHours(now, 1))
    expect(again.ticket.ratings).toMatchObject([{ text: '来晚了' }])
    expect(again.notices).toEqual([])
  })
})

describe('weeks later', () => {
  const asked = () => fire(ticketIn('closed', town), 'recheck_due', town)

  it('it is asked after four weeks in the categories of the town, and put off while that cannot be', () => {
    const closed = ticketIn('closed', town)
    expect(closed.timers.recheck_due?.dueAt).toBe(addWeeks(new Date(closed.closedAt ?? ''), 4).toISOString())
    expect(ticketIn('closed', town, { category: 'noise', urgency: 'normal' }).timers).toEqual({})
    const due = new Date(closed.timers.recheck_due?.dueAt ?? '')
    const command: Command = {
      kind: 'timer',
      timer: 'recheck_due',
      generation: closed.timers.recheck_due?.generation ?? 0,
    }
    const later = decide(closed, command, { now: due, town, actor: SYSTEM, askFrom: addDays(due, 1) })
    if (!later.ok) throw new Error('refused')
    expect(later.notices).toEqual([])
    expect(later.ticket.timers.recheck_due?.dueAt).toBe(addDays(due, 1).toISOString())
    expect(templates(fire(later.ticket, 'recheck_due', town))).toEqual(['ask_recheck'])
  })

  it('yes is noted once; no sends it back one level higher to the same hands, as long as the answer counts', () => {
    const { ticket } = asked()
    const at = new Date(ticket.recheck?.askedAt ?? '')
    const fine = done(ticket, { kind: 'still_fixed' }, chen, town, at)
    expect(fine.ticket).toMatchObject({ state: 'closed', recheck: { fixed: true } })
    expect(refused(fine.ticket, { kind: 'still_fixed' }, chen, town, at)).toBe('wrong_state')
    const again = done(ticket, SAMPLE_COMMANDS.dispute, chen, town, addDays(at, 7))
    expect(again.ticket).toMatchObject({
      ...{ state: 'dispatched', department: 'power', handler: ticket.handler },
      ...{ disputes: 1, escalation: 1, recheck: null },
    })
    const told = again.notices.find(({ template }) => template === 'not_fixed_informed')
    expect(told?.to).toMatchObject({ kind: 'person', personId: 'lin' })
    expect(refused(ticket, SAMPLE_COMMANDS.dispute, chen, town, addHours(addDays(at, 7), 1))).toBe(
      'wrong_state',
    )
  })

  it('each further 没修好 goes a level higher, also after it was accepted in between', () => {
    const first = done(ticketIn('resolved', town), SAMPLE_COMMANDS.dispute, chen, town, now).ticket
    const zhang = actorOf(town, 'zhang')
    const taken = done(first, { kind: 'accept' }, zhang, town, now).ticket
    const second = done(taken, SAMPLE_COMMANDS.resolve, zhang, town, now).ticket
    const after = done(second, SAMPLE_COMMANDS.dispute, chen, town, now)
    expect(after.ticket).toMatchObject({ disputes: 2, handler: 'zhang' })
    expect(after.notices.find((n) => n.template === 'not_fixed_informed')?.to).toMatchObject({
      personId: 'xu',
    })
  })
})

describe('an appeal', () => {
  const ask = SAMPLE_COMMANDS.ask_excuse
  const su = actorOf(town, 'su')

  it('is asked once, with a reason, and decided by the town, never by who asked', () => {
    const ticket = ticketIn('accepted', town)
    expect(refused(ticket, { ...ask, reason: ' ' }, su, town, now)).toBe('needs_text')
    const asked = done(ticket, ask, su, town, now)
    expect(asked.notices).toMatchObject([{ template: 'excuse_asked', to: { kind: 'dispatcher' } }])
    expect(refused(asked.ticket, ask, actorOf(town, 'zhang'), town, now)).toBe('already_done')
    const [post] = actorOf(town, 'he').kind === 'account' ? (town.postsByPerson.get('he') ?? []) : []
    const both: Actor = { ...su, kind: 'account', posts: post ? [post] : [] } as Actor
    expect(refused(asked.ticket, { kind: 'grant_excuse' }, both, town, now)).toBe('not_allowed')
    const granted = done(asked.ticket, { kind: 'grant_excuse' }, actorOf(town, 'he'), town, now)
    expect(granted.ticket.excuses).toMatchObject([{ state: 'granted', decidedAt: now.toISOString() }])
    expect(templates(granted)).toEqual(['excuse_granted'])
    expect(refused(granted.ticket, SAMPLE_COMMANDS.deny_excuse, actorOf(town, 'fang'), town, now)).toBe(
      'wrong_state',
    )
  })

  it('is denied only with a reason', () => {
    const asked = done(ticketIn('closed', town), ask, su, town, now).ticket
    const fang = actorOf(town, 'fang')
    expect(refused(asked, { kind: 'deny_excuse', reason: '' }, fang, town, now)).toBe('needs_text')
    const denied = done(asked, SAMPLE_COMMANDS.deny_excuse, fang, town, now)
    expect(denied.notices).toMatchObject([{ template: 'excuse_denied', args: { reason: '路当天就通了' } }])
  })
})
