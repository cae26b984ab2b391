import type { FitOptions } from '../../src/lib/linear/fit.ts'
import { fit } from '../../src/lib/linear/fit.ts'
import type { MessageModel } from '../../src/domain/understanding/model/message-model.ts'
import { ACTS } from '../../src/domain/understanding/types.ts'
import { URGENCIES } from '../../src/domain/ticket/types.ts'
import type { Lessons } from './lessons.ts'

const COMMON = { epochs: 25, seed: 20261127, atLeast: 2 } as const

/** Found by leaving one writer out at a time (`npm run train -- --check`). */
export const RECIPE = {
  act: { ...COMMON, c: 1, prune: 0.01, temperature: 0.5 },
  leaf: { ...COMMON, c: 3, prune: 0.03, temperature: 0.25 },
  urgency: { ...COMMON, c: 0.5, prune: 0.01, temperature: 0.5 },
} as const satisfies Record<string, FitOptions>

/** Trains the three models of a reader. */
export function trainMessageModel(lessons: readonly Lessons[], version: string): MessageModel {
  return {
    version,
    act: fit(lessons.map(({ act }) => act), RECIPE.act, ACTS),
    leaf: fit(lessons.flatMap(({ leaf }) => (leaf ? [leaf] : [])), RECIPE.leaf),
    urgency: fit(lessons.flatMap(({ urgency }) => (urgency ? [urgency] : [])), RECIPE.urgency, URGENCIES),
  }
}
