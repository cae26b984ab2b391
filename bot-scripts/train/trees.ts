import type { MessageModel } from '../../src/domain/understanding/model/message-model.ts'
import { createReader } from '../../src/domain/understanding/read.ts'
import { joinLessons, type ThreadLessons, threadLessons } from './links.ts'
import { type Single, trainGate, trainLink, trainTrees } from './recipe.ts'
import { type ReplayLessons, replayLessons } from './replays.ts'
import type { TownThreads } from './threads.ts'

/** Towns are left out in so many groups. */
const GROUPS = 4
/** Threads that are harder than what mostly happens count for less. */
const HARD_COST = 0.5

/** What the messages of threads teach, read by a model. */
export function taught(threads: readonly TownThreads[], model: MessageModel): ThreadLessons {
  const each = threads.map(({ town, list, hard }) => {
    const lessons = threadLessons(list, createReader(town, { model }), model, town.policy)
    return { ...lessons, ...weighed(lessons, hard) }
  })
  return joinLessons(each)
}

/**
 * What the trees learn from: threads of each group of towns, read by models that learned from the other towns only; first
 * with tickets as they should be, then also played by what was learned from that.
 */
export function treeLessons(
  threads: readonly TownThreads[],
  single: Single,
  say: (done: string) => void,
): ReplayLessons {
  const towns = [...new Set(threads.map(({ name }) => name))]
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const left = new Set(towns.filter((_, i) => i % GROUPS === group))
    const others = taught(
      threads.filter(({ name }) => !left.has(name)),
      single.model,
    )
    const gate = trainGate([...single.gate, ...others.gate])
    const model: MessageModel = { ...single.model, gate, link: trainLink(others.link) }
    const own = threads.filter(({ name }) => left.has(name))
    say(`threads of ${[...left].join(', ')}, read by the others`)
    return { own, model, first: taught(own, model) }
  })
  return joined(
    groups.flatMap(({ own, model, first }, group) => {
      const others = joined(groups.flatMap((other, i) => (i === group ? [] : [other.first])))
      const belongs = trainTrees('belongs', others.belongs)
      const player = { ...model, belongs, amid: trainTrees('amid', others.amid) }
      say(`part ${group + 1} of ${GROUPS} played`)
      return [first, ...own.map((threads) => played(threads, player))]
    }),
  )
}

function played({ town, list, hard }: TownThreads, model: MessageModel): ReplayLessons {
  return weighed(replayLessons(list, createReader(town, { model }), model, town.policy), hard)
}

function weighed({ belongs, amid }: ReplayLessons, hard: boolean): ReplayLessons {
  const cost = hard ? HARD_COST : 1
  return {
    belongs: belongs.map((lesson) => ({ ...lesson, cost })),
    amid: amid.map((lesson) => ({ ...lesson, cost })),
  }
}

function joined(parts: readonly ReplayLessons[]): ReplayLessons {
  return { belongs: parts.flatMap(({ belongs }) => belongs), amid: parts.flatMap(({ amid }) => amid) }
}
