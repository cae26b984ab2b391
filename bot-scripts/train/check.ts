import { scoresOf } from '../../src/lib/linear/model.ts'
import { Tally } from '../eval/tally.ts'
import type { Lessons } from './lessons.ts'
import { trainTask } from './recipe.ts'

const TASKS = ['act', 'leaf', 'urgency'] as const

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
        const scores = scoresOf(model, lesson.features)
        const top = scores.indexOf(Math.max(...scores))
        own.add(lesson.label, model.labels[top] ?? '')
        all.add(lesson.label, model.labels[top] ?? '')
      }
      console.log(`${task.padEnd(8)} ${writer.padEnd(14)} n ${own.count} accuracy ${own.accuracy.toFixed(3)}`)
    }
    console.log(
      `${task.padEnd(8)} all            n ${all.count} accuracy ${all.accuracy.toFixed(3)} macro-F1 ${all.macroF1.toFixed(3)}`,
    )
  }
}
