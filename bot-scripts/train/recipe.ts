import { URGENCIES } from '../../src/domain/ticket/types.ts'
import type { MessageModel } from '../../src/domain/understanding/model/message-model.ts'
import { ACTS } from '../../src/domain/understanding/types.ts'
import { fitInContexts } from '../../src/lib/linear/contexts.ts'
import { type FitOptions, fitModel, type Lesson } from '../../src/lib/linear/fit.ts'
import type { LinearModel } from '../../src/lib/linear/model.ts'
import { fitTrees } from '../../src/lib/trees/fit.ts'
import type { TreeLesson, TreeOptions } from '../../src/lib/trees/lessons.ts'
import type { TreeModel } from '../../src/lib/trees/model.ts'
import { cutLessons } from './cuts.ts'
import { gateLessons } from './gates.ts'
import type { Lessons } from './lessons.ts'

const COMMON = { epochs: 25, seed: 20261127, atLeast: 2, prune: 0.003 } as const

/** Found by leaving one writer out at a time (`npm run train -- --check`) and on the tuning halves. */
const RECIPE = {
  act: { ...COMMON, c: 1, atLeast: 3, prune: 0.015, temperature: 0.35 },
  leaf: { ...COMMON, c: 6, prune: 0.02, temperature: 0.17 },
  urgency: { ...COMMON, c: 1, prune: 0.03, temperature: 0.45 },
  danger: { ...COMMON, c: 0.5, prune: 0.02, temperature: 0.8 },
  about: { ...COMMON, c: 1, temperature: 0.35 },
  gate: { ...COMMON, atLeast: 3, prune: 0.02, epochs: 60, c: 0.5, temperature: 0.5 },
  link: { ...COMMON, atLeast: 3, epochs: 60, c: 0.5, temperature: 0.4 },
  cut: { ...COMMON, atLeast: 1, epochs: 60, c: 1, temperature: 0.5 },
} as const satisfies Record<string, FitOptions>

/** Found by leaving towns of the threads out. */
const TREES = {
  belongs: { trees: 250, rate: 0.06, leaves: 15, atLeast: 30, ridge: 1 },
  amid: { trees: 200, rate: 0.05, leaves: 12, atLeast: 30, ridge: 1 },
} as const satisfies Record<string, TreeOptions>

/** Short tellings all report something: they teach what belongs to a leaf, little of acts, nothing of urgency. */
const SHORT_COST = { act: 0.3, leaf: 0.3, urgency: 0, danger: 0 } as const
/** Everyday talk from elsewhere, and words about earlier reports: many, and each says little. */
const SIDE_COST = 0.3
/** Messages that tell several matters are few; one that is not cut costs more than one cut wrongly. */
const SEVERAL_COST = 3

/** Names of what is no writer's own file of the corpus. */
export const CHATTER = 'chatter'
export const LATER = 'later'
const SIDES = new Set([CHATTER, LATER])

type Task = keyof typeof SHORT_COST

function lessonsFor<T extends Task>(task: T, lessons: readonly Lessons[]): NonNullable<Lessons[T]>[] {
  return lessons.flatMap(({ hand, [task]: lesson }) => {
    const cost = hand.startsWith('short') ? SHORT_COST[task] : sideCost(task, hand)
    return lesson && cost > 0 ? [{ ...lesson, cost }] : []
  })
}

/** Every second line of the writers of emergencies is one: whether there is danger is learned from the others first. */
function sideCost(task: Task, hand: string): number {
  return SIDES.has(hand) || (task === 'danger' && hand.startsWith('danger')) ? SIDE_COST : 1
}

/** Labels in a given order; the others' are alphabetical. */
const LABELS: Partial<Record<Task, readonly string[]>> = { act: ACTS, danger: ['no', 'yes'] }

/** Trains what reads one side of a message. */
export function trainTask(task: Task, lessons: readonly Lessons[]): LinearModel {
  if (task === 'urgency') return fitInContexts(lessonsFor(task, lessons), RECIPE[task], URGENCIES)
  return fitModel(lessonsFor(task, lessons), RECIPE[task], LABELS[task])
}

/** Writers are left out in so many groups. */
const GROUPS = 3

/** What is learned from how other models read messages that they did not learn from. */
interface Second {
  cut: Lesson[]
  gate: Lesson[]
}

function secondLessons(lessons: readonly Lessons[], say: (done: string) => void): Second {
  const writers = [...new Set(lessons.map(({ hand }) => hand))]
  const second: Second = { cut: [], gate: [] }
  for (let group = 0; group < GROUPS; group++) {
    const left = new Set(writers.filter((_, i) => i % GROUPS === group))
    const others = lessons.filter(({ hand }) => !left.has(hand))
    const own = lessons.filter(({ hand }) => left.has(hand))
    const leaf = trainTask('leaf', others)
    second.cut.push(
      ...cutLessons(
        own.filter(({ hand }) => !hand.startsWith('short')),
        leaf,
      ),
    )
    const act = trainTask('act', others)
    for (const role of ['resident', 'handler'] as const) {
      const gate = gateLessons(own, act, leaf, role)
      second.gate.push(...gate.map((lesson, i) => ({ ...lesson, cost: costOf(own[i]?.hand ?? '', role) })))
    }
    say(`part ${group + 1} of ${GROUPS}, read by the others`)
  }
  return second
}

/** Everyday talk that opened a ticket would disturb a group: it counts for more here than for the act. */
const TALK_COST = 0.6

/** Short tellings, lines from elsewhere and what an official might have said count for less. */
function costOf(hand: string, role: 'resident' | 'handler'): number {
  const own = hand === CHATTER ? TALK_COST : hand.startsWith('short') || SIDES.has(hand) ? SIDE_COST : 1
  return role === 'handler' ? own * SIDE_COST : own
}

/** Trains where messages of several matters are cut. */
function trainCut(lessons: readonly Lesson[]): LinearModel {
  const weighed = lessons.map((lesson) =>
    lesson.label === 'two' ? { ...lesson, cost: SEVERAL_COST } : lesson,
  )
  return fitModel(weighed, RECIPE.cut, ['one', 'two'])
}

/** What of a message model is learned from single messages; `gate` goes on learning from threads. */
export interface Single {
  model: MessageModel
  gate: Lesson[]
}

/** A model of links that knows none: what reads the threads it learns from. */
const UNLINKED: LinearModel = fitModel(
  [
    { label: 'no', features: { runs: new Map(), signs: new Map([['is always', 1]]) } },
    { label: 'yes', features: { runs: new Map(), signs: new Map() } },
  ],
  RECIPE.link,
  ['no', 'yes'],
)

/** Trees that know nothing yet. */
const UNTAUGHT: TreeModel = { signs: [], base: 0, trees: [] }

/** Adds to a model what tells the messages of one ticket. */
export function trainLink(lessons: readonly Lesson[]): LinearModel {
  return fitModel(lessons, RECIPE.link, ['no', 'yes'])
}

/** Trains what reads single messages; what links them is learned with it, from threads (`trainLink`). */
export function trainMessageModel(
  lessons: readonly Lessons[],
  outcomes: readonly Lesson[],
  version: string,
  say: (done: string) => void,
): Single {
  const done = <T>(what: string, value: T): T => {
    say(what)
    return value
  }
  const second = secondLessons(lessons, say)
  const model = {
    version,
    act: done('act', trainTask('act', lessons)),
    leaf: done('leaf', trainTask('leaf', lessons)),
    urgency: done('urgency', trainTask('urgency', lessons)),
    danger: done('danger', trainTask('danger', lessons)),
    cut: done('cut', trainCut(second.cut)),
    gate: done('gate', trainGate(second.gate)),
    about: done('about', trainAbout(outcomes)),
    link: UNLINKED,
    belongs: UNTAUGHT,
    amid: UNTAUGHT,
  }
  return { model, gate: second.gate }
}

/** Trains whether a reporter's later words end the report. */
export function trainAbout(lessons: readonly Lesson[]): LinearModel {
  return fitModel(lessons, RECIPE.about, ['going_on', 'resolved', 'withdrawn'])
}

/** Trains whether a message opens a ticket, all considered. */
export function trainGate(lessons: readonly Lesson[]): LinearModel {
  return fitModel(lessons, RECIPE.gate, ['no', 'yes'])
}

/** Trains what weighs words and circumstances of a message amid talk. */
export function trainTrees(task: keyof typeof TREES, lessons: readonly TreeLesson[]): TreeModel {
  return fitTrees(lessons, TREES[task])
}
