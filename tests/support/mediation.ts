import { Policy } from '../../src/domain/area/policy.ts'
import type { Role, Town, TownData } from '../../src/domain/area/town.ts'
import type { Command } from '../../src/domain/ticket/decision.ts'
import type { Ticket } from '../../src/domain/ticket/types.ts'
import { actorOf, SAMPLE_TOWN, sampleTown } from './sample-town.ts'
import { done, minutesAfter, report, START } from './tickets.ts'

const holders: [id: string, name: string, role: Role, area: string | null, department: string | null][] = [
  ['lao', '林老师', 'mediator', 'DQ', null],
  ['mo', '莫阿姨', 'mediator', 'DQ', null],
  ['zhen', '甄调解', 'mediator', 'DZ', null],
  ['fa', '范法官', 'mediator', 'XY', null],
  ['xia', '夏干事', 'handler', null, 'justice'],
  ['tao', '陶所长', 'department_lead', null, 'justice'],
]

/**
 * The sample town with people who mediate: 林老师 and 莫阿姨 in village DQ, 甄调解 in the town, 范法官 in the district,
 * and two of the justice station.
 */
export function mediationTown(
  mediation: Record<string, unknown> = {},
  policy: Record<string, unknown> = {},
  change: Partial<TownData> = {},
): Town {
  return sampleTown({
    people: [...SAMPLE_TOWN.people, ...holders.map(([id, name]) => ({ id, name }))],
    posts: [
      ...SAMPLE_TOWN.posts,
      ...holders.map(([personId, , role, area, department]) => ({
        id: `post-${personId}`,
        personId,
        role,
        area,
        department,
      })),
    ],
    policy: Policy.parse({ mediation, ...policy }),
    ...change,
  })
}

/** A quarrel of neighbours in DQ3-1, as it was dispatched to the justice station. */
export function quarrel(town: Town, change: Parameters<typeof report>[0] = {}): Ticket {
  const command = report({
    category: 'dispute.neighbour',
    urgency: 'normal',
    summary: '王大财和李桂花两家为宅基地吵架',
    place: '王大财家门口',
    photos: [],
    ...change,
  })
  return done(null, command, actorOf(town, 'chen'), town, START).ticket
}

/** A round that was held without agreement. */
export const NOT_AGREED: Extract<Command, { kind: 'hold_round' }> = {
  kind: 'hold_round',
  result: 'not_agreed',
  words: 'w1',
  present: { a: 1, b: 1 },
}
export const AGREED = { ...NOT_AGREED, result: 'agreed', words: 'w2' } as const

/** Gives commands one after the other, a day apart, each by the person named. */
export function onward(ticket: Ticket, town: Town, ...given: [who: string, command: Command][]): Ticket {
  let current = ticket
  for (const [i, [who, command]] of given.entries())
    current = done(current, command, actorOf(town, who), town, minutesAfter(60 + i * 24 * 60)).ticket
  return current
}
