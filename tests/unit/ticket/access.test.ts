import { describe, expect, test } from 'vitest'
import { may, maySee } from '../../../src/domain/access.ts'
import { Policy } from '../../../src/domain/area/policy.ts'
import { decide } from '../../../src/domain/ticket/decide.ts'
import type { Actor, CommandKind } from '../../../src/domain/ticket/decision.ts'
import { actorOf, residentOf, SAMPLE_TOWN, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { minutesAfter, REACHED, SAMPLE_COMMANDS, ticketIn } from '../../support/tickets.ts'

const town = sampleTown()
const kinds = Object.values(SAMPLE_COMMANDS).map((c) => c.kind)

const FOREIGN: CommandKind[] = ['open', 'supply', 'join', 'follow', 'unfollow']
const CALLER: CommandKind[] = [
  ...FOREIGN,
  'correct',
  'confirm',
  'dispute',
  'withdraw',
  'urge',
  'leave',
  'still_fixed',
]
const WHISTLER: CommandKind[] = ['whistle', 'arrive', 'recall_part']
const CHIEF: CommandKind[] = [
  ...[...CALLER, 'dispatch', 'transfer', 'reject', 'merge', 'absorb'],
  ...['grant_extension', 'deny_extension', 'suspend', 'resume', 'reopen', 'split', 'note'],
  ...WHISTLER,
] as CommandKind[]
const WORKER: CommandKind[] = [
  ...[...FOREIGN, 'accept', 'return', 'transfer', 'resolve', 'start', 'ask_extension'],
  ...['ask_excuse', 'suspend', 'resume', 'assign', 'note', 'arrive'],
] as CommandKind[]
/** Nobody below the town decides on an appeal. */
const DECIDES: CommandKind[] = ['grant_excuse', 'deny_excuse']
/** By the table alone; that the power line is no dispute is another matter. */
const MEDIATES: CommandKind[] = [
  'add_party',
  'plan_round',
  'hold_round',
  'move_up',
  'agree',
  'end_mediation',
  'visit',
]

/** The power line in DQ3-1, reported by its unit chief, with the power company. */
const RIGHTS: [who: string, rights: CommandKind[], sees: boolean][] = [
  ['chen', [...CALLER, 'settled_by_reporter', 'rate'], true],
  ['lin', CHIEF, true],
  ['xu', CHIEF, true],
  ['fang', [...CHIEF, ...DECIDES], true],
  ['guo', [...CHIEF, ...DECIDES], true],
  ['he', [...CHIEF, ...DECIDES, 'resolve', 'settled_by_reporter', 'assign', ...MEDIATES], true],
  ['zhang', WORKER, true],
  ['cai', WORKER, true],
  ['su', WORKER, true],
  ['huang', FOREIGN, false],
  ['zhou', FOREIGN, false],
  ['wu', FOREIGN, false],
  ['weng', FOREIGN, false],
  ['zheng', FOREIGN, false],
  ['ye', FOREIGN, false],
  ['qiu', FOREIGN, false],
]

describe.each(RIGHTS)('%s', (who, rights, sees) => {
  const actor = actorOf(town, who)

  test('has these rights and no others', () => {
    const ticket = ticketIn('dispatched', town)
    expect(kinds.filter((kind) => may(kind, ticket, actor, town)).sort()).toEqual([...rights].sort())
    expect(maySee(ticket, actor, town)).toBe(sees)
  })

  test.each(REACHED)('is refused for the lack of rights exactly where there are none, in %s', (state) => {
    const ticket = ticketIn(state, town)
    // A returned ticket belongs to nobody, so its former department has no say in it.
    const held = ticket.department === null && rights === WORKER ? FOREIGN : rights
    for (const command of Object.values(SAMPLE_COMMANDS)) {
      const decision = decide(ticket, command, { now: minutesAfter(20), town, actor })
      const code = decision.ok ? null : decision.refusal.code
      expect([command.kind, code === 'not_allowed']).toEqual([command.kind, !held.includes(command.kind)])
    }
  })
})

test('a refusal names who can, and what the asker can do instead', () => {
  const ticket = ticketIn('dispatched', town)
  const ctx = { now: minutesAfter(5), town, actor: actorOf(town, 'chen') }
  expect(decide(ticket, SAMPLE_COMMANDS.resolve, ctx)).toEqual({
    ok: false,
    refusal: {
      code: 'not_allowed',
      possible: ['supply', 'correct', 'withdraw', 'urge', 'settled_by_reporter', 'follow'],
      owner: { department: 'power', personId: 'zhang' },
    },
  })
})

test('rights go with the post: without it they are gone', () => {
  const ticket = ticketIn('dispatched', town)
  const dismissed: Actor = {
    kind: 'account',
    identityId: 'identity-zhang',
    personId: 'zhang',
    name: '张工',
    posts: [],
  }
  expect(may('accept', ticket, dismissed, town)).toBe(false)
  expect(maySee(ticket, dismissed, town)).toBe(false)
})

test('a resident has the rights of a reporter on the own ticket only', () => {
  const mine = ticketIn('resolved', town, {
    reporter: { personId: null, identityId: 'identity-mei', name: 'mei', role: 'resident' },
  })
  expect(may('confirm', mine, residentOf('mei'), town)).toBe(true)
  expect(may('confirm', mine, residentOf('ping'), town)).toBe(false)
  const nameless = ticketIn('resolved', town, {
    reporter: { personId: null, identityId: null, name: '', role: 'resident' },
  })
  expect(may('confirm', nameless, residentOf('mei'), town)).toBe(false)
})

test('a dispatcher without an area serves that of the department, else the whole town', () => {
  const centre = { code: 'centre', name: '西沁网格中心', aliases: [], area: 'XQ', kind: 'centre' }
  const here = sampleTown({ departments: [...SAMPLE_TOWN.departments, centre] })
  const dispatcher = (department: string | null): Actor => {
    const post = { id: 'p', personId: 'x', role: 'dispatcher' as const, area: null, department }
    return { kind: 'account', identityId: 'i', personId: 'x', name: 'x', posts: [post] }
  }
  const rejects = (actor: Actor, area: string) =>
    may('reject', ticketIn('dispatched', here, { area }), actor, here)
  expect(rejects(dispatcher(null), 'DQ3-1')).toBe(true)
  expect(rejects(dispatcher('centre'), 'XQ1-1')).toBe(true)
  expect(rejects(dispatcher('centre'), 'DQ3-1')).toBe(false)
})

test('only the service fires timers; a chief without an area has no say', () => {
  const ticket = ticketIn('dispatched', town)
  expect(may('timer', ticket, actorOf(town, 'he'), town)).toBe(false)
  expect(may('timer', ticket, SYSTEM, town)).toBe(true)
  const post = { id: 'p', personId: 'x', role: 'grid_chief' as const, area: null, department: null }
  const nowhere: Actor = { kind: 'account', identityId: 'i', personId: 'x', name: 'x', posts: [post] }
  expect(may('reject', ticket, nowhere, town)).toBe(false)
})

describe('a confidential matter', () => {
  const conduct = { category: 'governance.conduct', urgency: 'normal' as const }
  const ticket = ticketIn('dispatched', town, {
    ...conduct,
    reporter: { personId: null, identityId: 'identity-mei', name: 'mei', role: 'resident' },
  })

  test('goes to the lead of the discipline department', () => {
    expect(ticket).toMatchObject({ department: 'discipline', handler: 'qiu' })
  })

  test.each([
    ['qiu', true],
    ['he', true],
    ['kang', false],
    ['chen', false],
    ['lin', false],
    ['xu', false],
    ['fang', false],
    ['guo', false],
  ])('%s sees it: %s', (who, sees) => {
    const actor = actorOf(town, who)
    expect(maySee(ticket, actor, town)).toBe(sees)
    expect(may('supply', ticket, actor, town)).toBe(sees)
  })

  test('is seen by its reporter, and by a handler once it is given to them', () => {
    expect(maySee(ticket, residentOf('mei'), town)).toBe(true)
    expect(maySee(ticket, residentOf('ping'), town)).toBe(false)
    expect(maySee({ ...ticket, handler: 'kang' }, actorOf(town, 'kang'), town)).toBe(true)
    expect(maySee({ ...ticket, handler: 'kang', department: 'power' }, actorOf(town, 'kang'), town)).toBe(
      false,
    )
  })

  test('a refusal does not tell strangers whose it is', () => {
    const ctx = { now: minutesAfter(5), town, actor: actorOf(town, 'lin') }
    expect(decide(ticket, SAMPLE_COMMANDS.urge, ctx)).toEqual({
      ok: false,
      refusal: { code: 'not_allowed', possible: [] },
    })
  })

  test('the town may make heads confidential; the discipline lead sees those too', () => {
    const strict = sampleTown({ policy: Policy.parse({ confidential: ['dispute'] }) })
    const quarrel = ticketIn('dispatched', strict, { category: 'dispute.neighbour', urgency: 'normal' })
    expect(maySee(quarrel, actorOf(strict, 'lin'), strict)).toBe(false)
    expect(maySee(quarrel, actorOf(strict, 'qiu'), strict)).toBe(true)
    expect(maySee(quarrel, actorOf(strict, 'lin'), town)).toBe(true)
  })
})
