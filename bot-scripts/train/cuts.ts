import { clauseScores } from '../../src/domain/understanding/model/clause-scores.ts'
import { bestCut } from '../../src/domain/understanding/model/split.ts'
import type { Lesson } from '../../src/lib/linear/fit.ts'
import type { LinearModel } from '../../src/lib/linear/model.ts'
import type { Lessons } from './lessons.ts'

/** Where each report would best be cut, and whether it tells one matter or several. */
export function cutLessons(lessons: readonly Lessons[], leaf: LinearModel): Lesson[] {
  return lessons.flatMap(({ matters, looked: { text, clauses, evidence } }) => {
    if (matters === 0) return []
    const scores = clauseScores(leaf, text, clauses, [], evidence)
    const cut = bestCut(scores, leaf.labels, clauses, evidence, [], 0, clauses.length)
    return cut ? [{ label: matters > 1 ? 'two' : 'one', features: cut.features }] : []
  })
}
