import { expect, test } from 'vitest'
import type { Command } from '../../../src/domain/ticket/decision.ts'
import { mediationFigures } from '../../../src/domain/ticket/mediation/statistics.ts'
import { AGREED, mediationTown, NOT_AGREED, onward, quarrel } from '../../support/mediation.ts'
import { SAMPLE_COMMANDS } from '../../support/tickets.ts'

const town = mediationTown()
const take: Command = { kind: 'take_mediation' }
const { agree, end_mediation: court, move_up: up, visit } = SAMPLE_COMMANDS
const held = (who: string, n: number): [string, Command][] =>
  Array.from({ length: n }, () => [who, NOT_AGREED])

test('disputes by level, round and outcome', () => {
  const atOnce = onward(quarrel(town), town, ['lao', agree])
  const second = onward(
    quarrel(town),
    town,
    ['lao', take],
    ['lao', NOT_AGREED],
    ['lao', AGREED],
    ['lao', agree],
  )
  const inTown = onward(quarrel(town), town, ...held('lao', 4), ['zhen', take], ['zhen', agree])
  const broken = onward(second, town, ['lao', { ...visit, holds: false }])
  const toCourt = onward(quarrel(town), town, ['lao', up], ['zhen', up], ['fa', court])
  const open = onward(quarrel(town), town, ['lao', take])
  const light = quarrel(town, { category: 'noise' })
  const gone = onward(quarrel(town), town, ['lao', { ...court, outcome: 'withdrawn' }])
  const figures = mediationFigures(town, [
    ...[atOnce, second, inTown, broken, toCourt, open, light, gone, quarrel(town)],
  ])
  expect(figures).toEqual({
    disputes: 8,
    settled: 3,
    toCourt: 1,
    withdrawn: 1,
    broken: 1,
    settledAtLowest: 2 / 3,
    levels: [
      { level: 'village', open: 3, settledInRound: [0, 1, 1], settled: 2, toCourt: 0, withdrawn: 1 },
      { level: 'town', open: 0, settledInRound: [0, 1], settled: 1, toCourt: 0, withdrawn: 0 },
      { level: 'district', open: 0, settledInRound: [], settled: 0, toCourt: 1, withdrawn: 0 },
    ],
  })
})

test('nothing settled has no share', () => {
  expect(mediationFigures(town, [quarrel(town)])).toMatchObject({ settled: 0, settledAtLowest: null })
  expect(mediationFigures(town, []).disputes).toBe(0)
})
