import { judgeAct } from '../../src/domain/understanding/act.ts'
import { leafScores, likelyLeaves } from '../../src/domain/understanding/matters.ts'
import { gateFeatures } from '../../src/domain/understanding/model/gate.ts'
import type { Lesson } from '../../src/lib/linear/fit.ts'
import type { LinearModel } from '../../src/lib/linear/model.ts'
import type { Lessons } from './lessons.ts'

const NO_TALK = { recent: [], open: [] } as const
const WHENEVER = new Date(0)

/** Whether each message opens a ticket when such a person says it, by how models that did not learn from it judge act and leaf. */
export function gateLessons(
  lessons: readonly Lessons[],
  act: LinearModel,
  leaf: LinearModel,
  role: 'resident' | 'handler',
): Lesson[] {
  return lessons.map(({ matters, act: lesson, looked }) => {
    const judged = {
      acts: judgeAct(act, lesson.features),
      leaves: likelyLeaves(leafScores({ runs: lesson.features.runs, evidence: looked.evidence }, { leaf }), {
        leaf,
      }),
    }
    const words = { text: looked.text, runs: lesson.features.runs }
    const input = { at: WHENEVER, hasPhoto: looked.hasPhoto, role }
    return { label: matters > 0 ? 'yes' : 'no', features: gateFeatures(judged, words, input, NO_TALK) }
  })
}
