import { describe, expect, test } from 'vitest'
import { maySee, maySeeParties } from '../../../src/domain/access.ts'
import type { Command, RefusalCode } from '../../../src/domain/ticket/decision.ts'
import { roundsLeft } from '../../../src/domain/ticket/mediation/levels.ts'
import { possibleCommands } from '../../../src/domain/ticket/transitions.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { AGREED, mediationTown, NOT_AGREED, onward, quarrel } from '../../support/mediation.ts'
import { actorOf, residentOf } from '../../support/sample-town.ts'
import { done, fire, minutesAfter, refused, SAMPLE_COMMANDS } from '../../support/tickets.ts'

const town = mediationTown()
const take: Command = { kind: 'take_mediation' }
const agree: Command = { kind: 'agree', words: 'w2', photos: ['paper-1'] }
const day = (n: number) => minutesAfter(n * 24 * 60)

/** Rounds without agreement, by whoever is named. */
const rounds = (who: string, n: number): [string, Command][] =>
  Array.from({ length: n }, () => [who, NOT_AGREED])

const told = (ticket: Ticket, command: Command, who: string, days = 20): unknown[] =>
  done(ticket, command, actorOf(town, who), town, day(days)).notices.map(({ template, to }) => [
    template,
    'personId' in to ? to.personId : to.kind,
  ])

describe('taking it on', () => {
  test('the first has it, the second hears by whom', () => {
    const taken = onward(quarrel(town), town, ['lao', take])
    expect(taken).toMatchObject({ state: 'accepted', mediation: { level: 'village', mediators: ['lao'] } })
    expect(Object.keys(taken.timers).sort()).toEqual(['resolve_due', 'resolve_warn', 'round_due'])
    const second = done(quarrel(town), take, actorOf(town, 'mo'), town, day(1)).ticket
    expect(second.mediation?.mediators).toEqual(['mo'])
    expect(refused(taken, take, actorOf(town, 'mo'), town, day(1))).toBe('already_done')
    expect(refused(taken, NOT_AGREED, actorOf(town, 'mo'), town, day(1))).toBe('others_mediate')
  })

  test.each<[who: string, code: RefusalCode | null]>([
    ['lao', null],
    ['xu', null],
    ['ye', null],
    ['zhen', null],
    ['fa', null],
    ['xia', null],
    ['tao', null],
    ['wu', 'not_allowed'],
    ['lin', 'not_allowed'],
    ['he', 'not_allowed'],
    ['fang', 'not_allowed'],
    ['zhang', 'not_allowed'],
    ['chen', 'not_allowed'],
  ])('in the village, by %s: %s', (who, code) => {
    expect(refused(quarrel(town), take, actorOf(town, who), town, day(1))).toBe(code)
  })

  test.each<[who: string, code: RefusalCode | null]>([
    ['lao', 'not_allowed'],
    ['xu', 'not_allowed'],
    ['ye', null],
    ['zhen', null],
    ['fa', null],
    ['xia', null],
  ])('once it is with the town, by %s: %s', (who, code) => {
    const up = onward(quarrel(town), town, ['lao', take], ['lao', SAMPLE_COMMANDS.move_up])
    expect(refused(up, take, actorOf(town, who), town, day(5))).toBe(code)
  })

  test('the lead of the department may take it over; who has left the post has it no more', () => {
    const taken = onward(quarrel(town), town, ['lao', take], ['tao', take])
    expect(taken.mediation?.mediators).toEqual(['tao'])
    const without = {
      ...town,
      postsByPerson: new Map([...town.postsByPerson].filter(([id]) => id !== 'lao')),
    }
    const left = onward(quarrel(town), town, ['lao', take])
    expect(refused(left, take, actorOf(town, 'mo'), without, day(2))).toBeNull()
    expect(maySeeParties(left, { ...actorOf(without, 'lao') }, without)).toBe(false)
  })

  test('whoever may and holds a round takes it on in the same moment', () => {
    const decision = done(quarrel(town), NOT_AGREED, actorOf(town, 'mo'), town, day(1))
    expect(decision.events.map((e) => [e.command, e.from, e.to])).toEqual([
      ['take_mediation', 'dispatched', 'accepted'],
      ['hold_round', 'accepted', 'accepted'],
    ])
    expect(decision.ticket.mediation?.mediators).toEqual(['mo'])
  })

  test('a department that only accepts leaves it to the mediators, with a clock', () => {
    const accepted = onward(quarrel(town), town, ['xia', { kind: 'accept' }])
    expect(accepted.mediation).toMatchObject({ mediators: [] })
    expect(accepted.timers.round_due).toBeDefined()
    const reminder = fire(accepted, 'round_due', town)
    expect(reminder.notices.map(({ to }) => ('personId' in to ? to.personId : ''))).toEqual(['lao', 'mo'])
  })
})

describe('rights and what is offered', () => {
  const taken = onward(quarrel(town), town, ['lao', take])
  test('a dispute is not resolved by a note, other matters are not mediated', () => {
    const resolve: Command = { kind: 'resolve', result: '说好了', photos: [] }
    expect(refused(taken, resolve, actorOf(town, 'xia'), town, day(2))).toBe('through_mediation')
    expect(possibleCommands(taken, actorOf(town, 'xia'), town)).not.toContain('resolve')
    const light = quarrel(town, { category: 'noise', area: 'DQ3-1' })
    expect(refused(light, take, actorOf(town, 'lao'), town, day(1))).toBe('not_allowed')
    expect(refused(light, agree, actorOf(town, 'he'), town, day(1))).toBe('no_dispute')
    expect(possibleCommands(light, actorOf(town, 'he'), town)).not.toContain('agree')
  })

  test.each<[who: string, sees: boolean, parties: boolean]>([
    ['lao', true, true],
    ['mo', true, false],
    ['xia', true, false],
    ['tao', true, true],
    ['he', true, true],
    ['xu', true, true],
    ['fang', true, true],
    ['lin', true, false],
    ['chen', true, false],
    ['wu', false, false],
    ['zhang', false, false],
  ])('%s: sees the ticket %s, the parties %s', (who, sees, parties) => {
    expect(maySee(taken, actorOf(town, who), town)).toBe(sees)
    expect(maySeeParties(taken, actorOf(town, who), town)).toBe(parties)
  })

  test('a resident never sees who the parties are', () => {
    expect(maySeeParties(taken, residentOf('mei'), town)).toBe(false)
  })

  test('the dispatcher may note what those in charge do not, and does not take it over', () => {
    const noted = onward(taken, town, ['he', SAMPLE_COMMANDS.add_party], ['he', NOT_AGREED])
    expect(noted.mediation).toMatchObject({ mediators: ['lao'], parties: [{ side: 'a' }] })
  })
})

describe('parties', () => {
  test('come by id and side alone, and can be replaced', () => {
    const party = (id: string, instead?: true): Command => ({
      kind: 'add_party',
      parties: [{ id, side: 'a' }],
      ...(instead ? { instead } : {}),
    })
    const taken = onward(quarrel(town), town, ['lao', take], ['lao', party('p1')], ['lao', party('p2')])
    expect(taken.mediation?.parties.map((p) => p.id)).toEqual(['p1', 'p2'])
    const right = onward(taken, town, ['lao', party('p3', true)])
    expect(right.mediation?.parties.map((p) => p.id)).toEqual(['p3'])
    const same = done(right, party('p3'), actorOf(town, 'lao'), town, day(9))
    expect(same.events).toEqual([])
  })
})

describe('rounds', () => {
  test('are planned with a reminder the working day after, and a second plan replaces the first', () => {
    const at = day(3).toISOString()
    const plan: Command = { kind: 'plan_round', at, mediators: ['ye', 'nobody'] }
    const one = onward(quarrel(town), town, ['lao', take], ['lao', plan])
    expect(one.mediation?.rounds).toEqual([
      expect.objectContaining({ plannedAt: at, heldAt: null, result: null, mediators: ['lao', 'ye'] }),
    ])
    expect((one.timers.round_due?.dueAt ?? '') > at).toBe(true)
    const later = { ...plan, at: day(5).toISOString() }
    const two = onward(one, town, ['lao', later])
    expect(two.mediation?.rounds.map((r) => r.plannedAt)).toEqual([day(5).toISOString()])
    const held = done(two, NOT_AGREED, actorOf(town, 'lao'), town, day(5)).ticket
    expect(held.mediation?.rounds).toEqual([
      expect.objectContaining({
        plannedAt: day(5).toISOString(),
        heldAt: day(5).toISOString(),
        result: 'not_agreed',
      }),
    ])
  })

  test.each([
    ['past', day(0)],
    ['too far ahead', day(62)],
  ])('a time that is %s is refused', (_, at) => {
    const taken = onward(quarrel(town), town, ['lao', take])
    const plan: Command = { kind: 'plan_round', at: at.toISOString() }
    expect(refused(taken, plan, actorOf(town, 'lao'), town, day(1))).toBe('bad_time')
    expect(refused(taken, { ...plan, at: 'Friday' }, actorOf(town, 'lao'), town, day(1))).toBe('bad_time')
  })

  test('four in the village, three in the town, two in the district, then court is left', () => {
    let ticket = onward(quarrel(town), town, ['lao', take], ...rounds('lao', 3))
    expect(ticket.mediation).toMatchObject({ level: 'village', mediators: ['lao'] })
    expect(told(ticket, NOT_AGREED, 'lao')).toEqual([['mediation_moved', 'zhen']])
    ticket = onward(ticket, town, ['lao', NOT_AGREED])
    expect(ticket.mediation).toMatchObject({ level: 'town', mediators: [] })
    ticket = onward(ticket, town, ['zhen', take], ...rounds('zhen', 2))
    expect(told(ticket, NOT_AGREED, 'zhen')).toEqual([['mediation_moved', 'fa']])
    ticket = onward(ticket, town, ['zhen', NOT_AGREED])
    expect(ticket.mediation).toMatchObject({ level: 'district', mediators: [] })
    ticket = onward(ticket, town, ['fa', NOT_AGREED])
    expect(told(ticket, NOT_AGREED, 'fa')).toEqual([['mediation_court', 'fa']])
    ticket = onward(ticket, town, ['fa', NOT_AGREED])
    expect(ticket.mediation?.rounds.map((r) => r.level)).toEqual([
      ...['village', 'village', 'village', 'village', 'town', 'town', 'town', 'district', 'district'],
    ])
    expect(refused(ticket, NOT_AGREED, actorOf(town, 'fa'), town, day(30))).toBe('rounds_used_up')
    expect(refused(ticket, SAMPLE_COMMANDS.move_up, actorOf(town, 'fa'), town, day(30))).toBe('at_top')
    expect(ticket.timers.round_due).toBeDefined()
    const ended = done(ticket, SAMPLE_COMMANDS.end_mediation, actorOf(town, 'fa'), town, day(30))
    expect(ended.ticket).toMatchObject({ state: 'closed', timers: {}, mediation: { outcome: 'to_court' } })
    expect(ended.notices.map((n) => n.template)).toEqual(['mediation_ended', 'mediation_ended'])
  })

  test('an agreement in the last round of a level does not climb', () => {
    const ticket = onward(quarrel(town), town, ...rounds('lao', 3), ['lao', AGREED])
    expect(ticket.mediation).toMatchObject({ level: 'village', mediators: ['lao'] })
    expect(roundsLeft(town, ticket)).toBe(0)
    expect(refused(ticket, NOT_AGREED, actorOf(town, 'lao'), town, day(9))).toBe('rounds_used_up')
    expect(onward(ticket, town, ['lao', agree]).mediation?.agreement).toMatchObject({
      level: 'village',
      round: 4,
    })
  })

  test('put off three times at a level costs nothing, a fourth time costs a round; the clock runs on', () => {
    const off: Command = { ...NOT_AGREED, result: 'put_off' }
    let ticket = onward(quarrel(town), town, ['lao', take])
    const clock = ticket.timers.round_due
    ticket = onward(ticket, town, ['lao', off], ['lao', off], ['lao', off])
    expect(roundsLeft(town, ticket)).toBe(4)
    expect(ticket.timers.round_due).toEqual(clock)
    expect(roundsLeft(town, onward(ticket, town, ['lao', off]))).toBe(3)
  })

  test('the levels are those of the town: a policy of one round each, no district', () => {
    const short = mediationTown({ rounds: { village: 1, town: 1 } })
    const up = onward(quarrel(short), short, ['lao', NOT_AGREED])
    expect(up.mediation?.level).toBe('town')
    const top = onward(up, short, ['zhen', NOT_AGREED])
    expect(top.mediation?.level).toBe('town')
    expect(refused(top, NOT_AGREED, actorOf(short, 'zhen'), short, day(9))).toBe('rounds_used_up')
    const onTop = quarrel(short, { area: 'DZ' })
    expect(onward(onTop, short, ['zhen', take]).mediation?.level).toBe('town')
  })
})

describe('the end', () => {
  const taken = onward(quarrel(town), town, ['lao', take])

  test('an agreement wants the signed paper, and words unless the round told them', () => {
    const lao = actorOf(town, 'lao')
    expect(refused(taken, { ...agree, photos: [] } as Command, lao, town, day(2))).toBe('needs_photo')
    expect(refused(taken, { kind: 'agree', words: null, photos: ['p'] }, lao, town, day(2))).toBe(
      'needs_text',
    )
    const agreed = onward(
      taken,
      town,
      ['lao', AGREED],
      ['lao', { kind: 'agree', words: null, photos: ['p', 'p'] }],
    )
    expect(agreed).toMatchObject({
      state: 'resolved',
      result: null,
      photosAfter: [],
      mediation: {
        outcome: 'settled',
        agreement: { words: 'w2', photos: ['p'], level: 'village', round: 1 },
      },
    })
    expect(agreed.mediation?.rounds).toHaveLength(1)
  })

  test('an agreement out of a planned round is that round', () => {
    const plan: Command = { kind: 'plan_round', at: day(2).toISOString() }
    const agreed = onward(taken, town, ['lao', plan], ['lao', agree])
    expect(agreed.mediation?.rounds).toEqual([
      expect.objectContaining({ plannedAt: day(2).toISOString(), result: 'agreed', words: 'w2' }),
    ])
  })

  test('the reporter is asked, without words or photos of the agreement', () => {
    const { notices } = done(taken, agree, actorOf(town, 'lao'), town, day(2))
    expect(notices.map((n) => [n.template, n.to.kind])).toEqual([
      ['result', 'source'],
      ['result', 'reporter'],
    ])
    expect(JSON.stringify(notices)).not.toMatch(/w2|paper-1/)
  })

  test('taken back needs a reason', () => {
    const end = (words: string | null): Command => ({ kind: 'end_mediation', outcome: 'withdrawn', words })
    expect(refused(taken, end(null), actorOf(town, 'lao'), town, day(2))).toBe('needs_text')
    expect(onward(taken, town, ['lao', end('w3')])).toMatchObject({
      state: 'withdrawn',
      mediation: { outcome: 'withdrawn', reason: 'w3' },
    })
  })

  test('other ways to end a ticket end its mediation', () => {
    const gone = onward(taken, town, ['chen', { kind: 'withdraw', reason: '' }])
    expect(gone).toMatchObject({ timers: {}, mediation: { outcome: 'withdrawn' } })
    const back = onward(gone, town, ['chen', { kind: 'dispute', text: '又吵起来了' }])
    expect(back).toMatchObject({
      state: 'dispatched',
      mediation: { outcome: null, mediators: ['lao'], broken: 0 },
    })
    expect(back.timers.round_due).toBeDefined()
  })

  test('a matter that turns out to be none loses the clock between rounds', () => {
    const other = onward(taken, town, ['he', { kind: 'correct', category: 'noise', byHand: true }])
    expect(other.timers.round_due).toBeUndefined()
    const back = onward(other, town, ['he', { kind: 'correct', category: 'dispute.neighbour', byHand: true }])
    expect(back.timers.round_due).toBeDefined()
  })
})

describe('visits', () => {
  const settled = done(
    onward(quarrel(town), town, ['lao', take]),
    agree,
    actorOf(town, 'lao'),
    town,
    day(2),
  ).ticket
  const holds: Command = { kind: 'visit', holds: true, words: null }
  const broken: Command = { kind: 'visit', holds: false, words: 'w4' }

  test('come due 7 and 30 days after, and outlive the closing', () => {
    expect(settled.timers.visit_due?.dueAt).toBe(day(9).toISOString())
    const closed = fire(settled, 'auto_close', town).ticket
    expect(closed.state).toBe('closed')
    expect(closed.timers).toEqual({ visit_due: settled.timers.visit_due })
    const reminder = fire(closed, 'visit_due', town)
    expect(reminder.notices.map((n) => [n.template, n.args['days'], n.to])).toEqual([
      ['visit_due', 7, expect.objectContaining({ personId: 'lao' })],
    ])
    const again = fire(reminder.ticket, 'visit_due', town)
    expect(again.notices.map((n) => n.to.kind)).toEqual(['person', 'dispatcher'])
    const visited = done(again.ticket, holds, actorOf(town, 'lao'), town, day(12)).ticket
    expect(visited.state).toBe('closed')
    expect(visited.timers.visit_due?.dueAt).toBe(day(32).toISOString())
    const last = done(visited, holds, actorOf(town, 'lao'), town, day(32)).ticket
    expect(last.timers).toEqual({})
    expect(last.mediation?.visits.map((v) => v.holds)).toEqual([true, true])
    expect(refused(last, holds, actorOf(town, 'lao'), town, day(33))).toBe('already_done')
  })

  test('what does not hold is taken up at the same level by the same people', () => {
    const closed = done(settled, { kind: 'confirm' }, actorOf(town, 'chen'), town, day(3)).ticket
    const { ticket, notices } = done(closed, broken, actorOf(town, 'lao'), town, day(9))
    expect(notices).toEqual([])
    expect(ticket).toMatchObject({
      state: 'accepted',
      department: 'justice',
      closedAt: null,
      mediation: {
        level: 'village',
        mediators: ['lao'],
        outcome: null,
        agreement: null,
        broken: 1,
        visits: [],
      },
    })
    expect(Object.keys(ticket.timers).sort()).toEqual(['resolve_due', 'resolve_warn', 'round_due'])
    expect(roundsLeft(town, ticket)).toBe(3)
  })

  test('where the level has no round left it goes to the next', () => {
    const late = onward(quarrel(town), town, ...rounds('lao', 3), ['lao', AGREED], ['lao', agree])
    expect(told(late, broken, 'lao', 30)).toEqual([['mediation_moved', 'zhen']])
    const { ticket } = done(late, broken, actorOf(town, 'lao'), town, day(30))
    expect(ticket.mediation).toMatchObject({ level: 'town', mediators: [], broken: 1 })
  })
})

describe('no round for too long', () => {
  const taken = onward(quarrel(town), town, ['lao', take])

  test('those in charge are reminded after five working days, then one level after the other, then daily with the dispatcher', () => {
    const line: string[][] = []
    let ticket = taken
    for (let i = 0; i < 7; i++) {
      const fired = fire(ticket, 'round_due', town)
      line.push(fired.notices.map((n) => `${n.template}:${'personId' in n.to ? n.to.personId : n.to.kind}`))
      ticket = fired.ticket
    }
    expect(line).toEqual([
      ['round_due:lao'],
      ['escalated_round:lin'],
      ['escalated_round:xu'],
      ['escalated_round:fang'],
      ['escalated_round:guo'],
      ['escalated_round:guo', 'escalated_round:dispatcher'],
      ['escalated_round:guo', 'escalated_round:dispatcher'],
    ])
  })

  test('a round that is held begins anew', () => {
    const reminded = fire(taken, 'round_due', town).ticket
    const held = done(reminded, NOT_AGREED, actorOf(town, 'lao'), town, day(20)).ticket
    expect(held.mediation?.reminded).toBe(0)
    expect(fire(held, 'round_due', town).notices.map((n) => n.template)).toEqual(['round_due'])
  })
})
