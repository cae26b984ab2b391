import { max } from 'date-fns'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivalsOf } from '../../../src/domain/ticket/arrivals.ts'
import type { Command } from '../../../src/domain/ticket/decision.ts'
import { replay } from '../../../src/domain/ticket/replay.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { actorOf, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { concrete, happeningArb } from '../../support/ticket-arbitraries.ts'
import { report, START } from '../../support/tickets.ts'
import { Board, called } from '../../support/whistles.ts'

const town = sampleTown()
const PARENT = report().id

/** What only follows from other decisions, or is about two tickets of different matters. */
const NOT_BY_HAND: readonly Command['kind'][] = ['part_moved', 'lead_part', 'merge', 'absorb', 'open']

/** The command with ids that there are: those of new parts are new, those of parts the parent's own. */
function withIds(command: Command, parent: Ticket, fresh: () => string): Command {
  if (command.kind === 'whistle')
    return { ...command, parts: command.parts.map((p) => ({ ...p, id: fresh() })) }
  if (command.kind !== 'recall_part') return command
  const parts = parent.whistle?.parts ?? []
  return { ...command, part: parts[Number(command.part.at(-1)) % Math.max(1, parts.length)]?.id ?? '' }
}

const step = fc.record({ target: fc.nat({ max: 4 }), happening: happeningArb(town) })

test('whatever happens to a whistle and its parts, its parent knows them and does not end before them', {
  timeout: 120_000,
}, () => {
  const seen = { whistled: 0, resolved: 0, recalled: 0, late: 0, again: 0 }
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
      fc.boolean(),
      (steps, ended) => {
        const board = new Board(town)
        board.give(
          null,
          report({ category: 'facility.drain', urgency: 'urgent' }),
          actorOf(town, 'chen'),
          START,
        )
        board.give(PARENT, { kind: 'whistle', ...called(['urban', 'water']) }, actorOf(town, 'lin'), START)
        // Half of the lives begin where both are done: so that some go back.
        for (const id of ended ? ['p1', 'p2'] : [])
          board.give(id, { kind: 'resolve', result: '好了', photos: ['after'] }, SYSTEM, START)
        let clock = START
        let ids = 0
        for (const { target, happening } of steps) {
          const parent = board.get(PARENT)
          const parts = parent.whistle?.parts ?? []
          const id = target === 0 ? PARENT : (parts[(target - 1) % Math.max(1, parts.length)]?.id ?? PARENT)
          const { command, actor, now } = concrete(happening, board.get(id), clock, town)
          if (NOT_BY_HAND.includes(command.kind)) continue
          // Nobody but a parent ends or corrects a part.
          if (id !== PARENT && actor === SYSTEM && command.kind !== 'timer') continue
          board.give(
            id,
            withIds(command, parent, () => `x${++ids}`),
            actor,
            now,
          )
          clock = max([now, clock])
        }
        const parent = board.get(PARENT)
        const parts = parent.whistle?.parts ?? []
        seen.whistled += parts.length > 2 ? 1 : 0
        seen.resolved += board.histories.get(PARENT)?.some((e) => e.note === 'parts') ? 1 : 0
        seen.recalled += parts.some((part) => part.state === 'recalled') ? 1 : 0
        seen.late += parts.some((part) => part.late) ? 1 : 0
        seen.again += parent.disputes > 0 ? 1 : 0
        for (const [id, events] of board.histories) {
          expect(replay(JSON.parse(JSON.stringify(events)))).toEqual(
            JSON.parse(JSON.stringify(board.get(id))),
          )
        }
        const counts = arrivalsOf([...board.histories.values()], 'Asia/Shanghai')
        for (const { called: n, arrived, inTime, recalled, declined, awaited } of counts) {
          expect(arrived + recalled + declined + awaited).toBe(n)
          expect(inTime).toBeLessThanOrEqual(arrived)
        }
        const awaited = parts.filter(({ state }) => state === 'called').length
        expect(counts.reduce((sum, count) => sum + count.awaited, 0)).toBe(awaited)
      },
    ),
    { numRuns: 1_000 },
  )
  for (const [what, times] of Object.entries(seen)) expect([what, times > 5]).toEqual([what, true])
})
