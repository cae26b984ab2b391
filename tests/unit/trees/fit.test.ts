import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitTrees } from '../../../src/lib/trees/fit.ts'
import type { TreeLesson, TreeOptions } from '../../../src/lib/trees/lessons.ts'
import { TreeModel, treeShare, treeValue } from '../../../src/lib/trees/model.ts'

const OPTIONS: TreeOptions = { trees: 60, rate: 0.2, leaves: 6, atLeast: 3, ridge: 1 }

/** Points of a square: yes where exactly one of two signs is high, which no weighed sum can tell. */
const corners: TreeLesson[] = Array.from({ length: 400 }, (_, i) => {
  const [x, y] = [(i * 7919) % 100, (i * 104729) % 97]
  return {
    yes: x > 50 !== y > 48,
    signs: [
      ['x', x],
      ['y', y],
      ['noise', (i * 31) % 11],
    ],
  }
})
const amounts = ({ signs }: TreeLesson) => signs.map(([, amount]) => amount)

describe('trees', () => {
  test('learn what depends on two signs together', () => {
    const model = fitTrees(corners, OPTIONS)
    const wrong = corners.filter((lesson) => treeShare(model, amounts(lesson)) >= 0.5 !== lesson.yes)
    expect(wrong.length).toBeLessThan(12)
    expect(model.signs).toEqual(['x', 'y', 'noise'])
  })

  test('are the same for the same lessons, and as text', () => {
    const model = fitTrees(corners, OPTIONS)
    expect(fitTrees(corners, OPTIONS)).toEqual(model)
    const read = TreeModel.parse(JSON.parse(JSON.stringify(model)))
    for (const lesson of corners.slice(0, 50))
      expect(treeShare(read, amounts(lesson))).toBe(treeShare(model, amounts(lesson)))
  })

  test('follow costs: what costs more is got right where both cannot be', () => {
    const same = (yes: boolean, cost: number): TreeLesson => ({ yes, cost, signs: [['x', 1]] })
    const lessons = Array.from({ length: 20 }, (_, i) => same(i % 2 === 0, i % 2 === 0 ? 5 : 1))
    expect(treeShare(fitTrees(lessons, OPTIONS), [1])).toBeGreaterThan(0.7)
  })

  test('take what was not told for 0', () => {
    const lessons = Array.from({ length: 40 }, (_, i): TreeLesson => {
      const told = i % 2 === 0
      return {
        yes: told,
        signs: told
          ? [
              ['a', 1],
              ['b', 1],
            ]
          : [['a', 1]],
      }
    })
    const model = fitTrees(lessons, OPTIONS)
    expect(treeShare(model, [1])).toBeLessThan(0.1)
    expect(treeShare(model, [1, 1])).toBeGreaterThan(0.9)
  })

  test('say a share between 0 and 1 to any numbers, and hold no end with too few lessons', () => {
    const numbers = fc.double({ noNaN: true })
    const lessons = fc.array(fc.record({ yes: fc.boolean(), x: numbers, y: numbers }), { maxLength: 60 })
    fc.assert(
      fc.property(lessons, numbers, numbers, (rows, x, y) => {
        const told = rows.map(
          (row): TreeLesson => ({
            yes: row.yes,
            signs: [
              ['x', row.x],
              ['y', row.y],
            ],
          }),
        )
        const model = fitTrees(told, { ...OPTIONS, trees: 5 })
        const share = treeShare(model, [x, y])
        expect(share >= 0 && share <= 1).toBe(true)
        for (const tree of model.trees) {
          const held = new Map<number, number>()
          for (const lesson of told) {
            const value = treeValue(tree, amounts(lesson))
            held.set(value, (held.get(value) ?? 0) + 1)
          }
          for (const count of held.values())
            expect(count).toBeGreaterThanOrEqual(Math.min(OPTIONS.atLeast, told.length))
        }
      }),
      { numRuns: 60 },
    )
  })
})
