import { URGENCIES } from '../../src/domain/ticket/types.ts'
import type { MessageModel } from '../../src/domain/understanding/model/message-model.ts'
import { ACTS } from '../../src/domain/understanding/types.ts'
import { type FitOptions, fit, type Lesson } from '../../src/lib/linear/fit.ts'
import type { LinearModel } from '../../src/lib/linear/model.ts'
import { cutLessons } from './cuts.ts'
import type { Lessons } from './lessons.ts'

const COMMON = { epochs: 25, seed: 20261127, atLeast: 2, prune: 0.003 } as const

/** Found by leaving one writer out at a time (`npm run train -- --check`) and on the tuning halves. */
const RECIPE = {
  act: { ...COMMON, c: 1, temperature: 0.35 },
  leaf: { ...COMMON, c: 6, temperature: 0.17 },
  urgency: { ...COMMON, c: 0.5, temperature: 0.45 },
  link: { ...COMMON, atLeast: 3, epochs: 60, c: 0.5, temperature: 0.4 },
  cut: { ...COMMON, atLeast: 1, epochs: 60, c: 1, temperature: 0.5 },
} as const satisfies Record<string, FitOptions>

/** Short tellings all report something: they teach what belongs to a leaf, little of acts, nothing of urgency. */
const SHORT_COST = { act: 0.1, leaf: 0.3, urgency: 0 } as const
/** Messages that tell several matters are few; one that is not cut costs more than one cut wrongly. */
const SEVERAL_COST = 3

type Task = keyof typeof SHORT_COST

function lessonsFor(task: Task, lessons: readonly Lessons[]): Lesson[] {
  return lessons.flatMap(({ hand, [task]: lesson }) => {
    const cost = hand.startsWith('short') ? SHORT_COST[task] : 1
    return lesson && cost > 0 ? [{ ...lesson, cost }] : []
  })
}

/** Trains what reads one side of a message. */
export function trainTask(task: Task, lessons: readonly Lessons[]): LinearModel {
  const labels = task === 'act' ? ACTS : task === 'urgency' ? URGENCIES : undefined
  return fit(lessonsFor(task, lessons), RECIPE[task], labels)
}

/** Writers are left out in so many groups. */
const GROUPS = 3

/** Trains where messages of several matters are cut: on cuts found by leaf models that did not see the message. */
export function trainCut(lessons: readonly Lessons[], say: (done: string) => void): LinearModel {
  const writers = [...new Set(lessons.map(({ hand }) => hand))].filter((hand) => !hand.startsWith('short'))
  const cuts = Array.from({ length: GROUPS }, (_, group) => {
    const left = new Set(writers.filter((__, i) => i % GROUPS === group))
    const leaf = trainTask(
      'leaf',
      lessons.filter(({ hand }) => !left.has(hand)),
    )
    say(`cuts, part ${group + 1} of ${GROUPS}`)
    return cutLessons(
      lessons.filter(({ hand }) => left.has(hand)),
      leaf,
    )
  }).flat()
  return fit(
    cuts.map((lesson) => (lesson.label === 'two' ? { ...lesson, cost: SEVERAL_COST } : lesson)),
    RECIPE.cut,
    ['one', 'two'],
  )
}

/** A model of links that knows none: what reads the threads it learns from. */
const UNLINKED: LinearModel = fit(
  [
    { label: 'no', features: { runs: new Map(), signs: new Map([['is always', 1]]) } },
    { label: 'yes', features: { runs: new Map(), signs: new Map() } },
  ],
  RECIPE.link,
  ['no', 'yes'],
)

/** Adds to a model what tells the messages of one ticket. */
export function trainLink(lessons: readonly Lesson[]): LinearModel {
  return fit(lessons, RECIPE.link, ['no', 'yes'])
}

/** Trains what reads single messages; what links them is learned with it, from threads (`trainLink`). */
export function trainMessageModel(
  lessons: readonly Lessons[],
  version: string,
  say: (done: string) => void,
): MessageModel {
  const done = <T>(what: string, value: T): T => {
    say(what)
    return value
  }
  return {
    version,
    act: done('act', trainTask('act', lessons)),
    leaf: done('leaf', trainTask('leaf', lessons)),
    urgency: done('urgency', trainTask('urgency', lessons)),
    cut: trainCut(lessons, say),
    link: UNLINKED,
  }
}
