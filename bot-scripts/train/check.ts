import { URGENCIES } from '../../src/domain/ticket/types.ts'
import { type ContextLesson, scoresIn } from '../../src/lib/linear/contexts.ts'
import type { Lesson } from '../../src/lib/linear/fit.ts'
import { type LinearModel, scoresOf } from '../../src/lib/linear/model.ts'
import { Tally } from '../eval/tally.ts'
import type { Lessons } from './lessons.ts'
import { trainTask } from './recipe.ts'

const TASKS = ['act', 'leaf', 'urgency'] as const

/** The label with the highest score. */
function readBy(model: LinearModel, lesson: Lesson | ContextLesson): string {
  const scores = scoresOf(model, lesson.features)
  const [own, labels] =
    'contexts' in lesson
      ? [scoresIn(model, scores, lesson.contexts, URGENCIES), URGENCIES]
      : [scores, model.labels]
  return labels[own.indexOf(Math.max(...own))] ?? ''
}

/** How well each writer's messages are read by models that learned from the others only. */
export function checkByWriter(lessons: readonly Lessons[]): void {
  const writers = [...new Set(lessons.map(({ hand }) => hand))].filter((hand) => !hand.startsWith('short'))
  for (const task of TASKS) {
    const all = new Tally()
    for (const writer of writers) {
      const model = trainTask(
        task,
        lessons.filter(({ hand }) => hand !== writer),
      )
      const own = new Tally()
      for (const { hand, [task]: lesson } of lessons) {
        if (hand !== writer || !lesson) continue
        const read = readBy(model, lesson)
        own.add(lesson.label, read)
        all.add(lesson.label, read)
      }
      console.log(`${task.padEnd(8)} ${writer.padEnd(14)} n ${own.count} accuracy ${own.accuracy.toFixed(3)}`)
    }
    console.log(
      `${task.padEnd(8)} all            n ${all.count} accuracy ${all.accuracy.toFixed(3)} macro-F1 ${all.macroF1.toFixed(3)}`,
    )
  }
}
