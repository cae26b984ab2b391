import { expect, test } from 'vitest'
import { arrivalsOf, minutesLate } from '../../../src/domain/ticket/arrivals.ts'
import { actorOf, sampleTown } from '../../support/sample-town.ts'
import { minutesAfter, report } from '../../support/tickets.ts'
import { Board, called } from '../../support/whistles.ts'

const town = sampleTown()
const PARENT = report().id
const lin = actorOf(town, 'lin')
/** The last minutes of July in the town; 00:10 of August is half an hour on. */
const JULY = new Date('2026-07-31T15:40:00.000Z')

function whistled(): Board {
  const board = new Board(town)
  board.give(null, report({ category: 'facility.drain' }), actorOf(town, 'chen'), JULY)
  board.give(PARENT, { kind: 'whistle', ...called(['urban', 'water', 'power', 'police']) }, lin, JULY)
  const at = (n: number) => minutesAfter(n, JULY)
  const arrive = { kind: 'arrive' as const, how: 'button' as const, photos: [] }
  board.give('p1', arrive, actorOf(town, 'zheng'), at(30))
  board.give('p2', arrive, actorOf(town, 'weng'), at(45))
  board.give(PARENT, { kind: 'recall_part', part: 'p3', reason: 'x' }, lin, at(50))
  return board
}

const count = { called: 1, arrived: 0, inTime: 0, recalled: 0, declined: 0, awaited: 0 }

test('counts calls, arrivals and what became of the rest, by department and month', () => {
  const board = whistled()
  const july = [...arrivalsOf([...board.histories.values()], 'Asia/Shanghai')]
  expect(july).toEqual([
    { department: 'police', month: '2026-07', ...count, awaited: 1 },
    { department: 'power', month: '2026-07', ...count, recalled: 1 },
    { department: 'urban', month: '2026-07', ...count, arrived: 1, inTime: 1 },
    { department: 'water', month: '2026-07', ...count, arrived: 1 },
  ])
})

test('a part that is handed on is a call of the next department, in the month of that', () => {
  const board = whistled()
  const ye = actorOf(town, 'ye')
  board.give('p4', { kind: 'transfer', department: 'power', reason: '' }, ye, minutesAfter(25, JULY))
  board.give('p4', { kind: 'arrive', how: 'words', photos: [] }, actorOf(town, 'su'), minutesAfter(40, JULY))
  const all = arrivalsOf([...board.histories.values()], 'Asia/Shanghai')
  expect(all.filter(({ department }) => ['police', 'power'].includes(department))).toEqual([
    { department: 'police', month: '2026-07', ...count, declined: 1 },
    { department: 'power', month: '2026-07', ...count, recalled: 1 },
    { department: 'power', month: '2026-08', ...count, arrived: 1, inTime: 1 },
  ])
})

test('an ordinary ticket counts nothing', () => {
  const board = new Board(town)
  board.give(null, report(), actorOf(town, 'chen'), JULY)
  board.give(PARENT, { kind: 'accept' }, actorOf(town, 'zhang'), JULY)
  expect(arrivalsOf([...board.histories.values()], 'Asia/Shanghai')).toEqual([])
})

test('a month says the same whenever it is asked: later events change no closed call', () => {
  const board = whistled()
  const before = arrivalsOf([...board.histories.values()], 'Asia/Shanghai').find(
    (c) => c.department === 'urban',
  )
  const zheng = actorOf(town, 'zheng')
  board.give('p1', { kind: 'resolve', result: '好了', photos: ['x'] }, zheng, minutesAfter(600, JULY))
  const after = arrivalsOf([...board.histories.values()], 'Asia/Shanghai').find(
    (c) => c.department === 'urban',
  )
  expect(after).toEqual(before)
})

test.each([
  [null, '2026-07-01T00:00:00.000Z', 0],
  ['2026-07-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z', 0],
  ['2026-07-01T00:00:00.000Z', '2026-07-01T00:00:01.000Z', 1],
  ['2026-07-01T00:00:00.000Z', '2026-07-01T00:07:59.000Z', 7],
])('due %s, there %s: %i minutes late', (due, at, minutes) => {
  expect(minutesLate(due, at)).toBe(minutes)
})
