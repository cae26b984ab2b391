import { type Binned, binned } from './bins.ts'
import { type Grown, grow } from './grow.ts'
import type { TreeLesson, TreeOptions } from './lessons.ts'
import type { TreeModel } from './model.ts'

/**
 * Learns trees one after another, each from what those before it still get wrong (gradient boosting of the logistic
 * loss, leaf by leaf as in LightGBM: Ke et al. 2017). Deterministic.
 */
export function fitTrees(lessons: readonly TreeLesson[], options: TreeOptions): TreeModel {
  const signs = lessons.reduce<TreeLesson['signs']>(
    (most, lesson) => (lesson.signs.length > most.length ? lesson.signs : most),
    [],
  )
  const data: Binned = binned(
    lessons.map((lesson) => lesson.signs.map(([, amount]) => amount)),
    signs.length,
  )
  const cost = Float64Array.from(lessons, (lesson) => lesson.cost ?? 1)
  const target = Float64Array.from(lessons, ({ yes }) => (yes ? 1 : 0))
  const all = cost.reduce((sum, amount) => sum + amount, 0)
  const hits = target.reduce((sum, hit, i) => sum + hit * (cost[i] ?? 0), 0)
  const base = round(Math.log((hits + 1) / (all - hits + 1)))
  const odds = new Float64Array(lessons.length).fill(base)
  const pull = new Float64Array(lessons.length)
  const bend = new Float64Array(lessons.length)
  const trees = Array.from({ length: options.trees }, () => {
    for (let i = 0; i < odds.length; i++) {
      const share = 1 / (1 + Math.exp(-(odds[i] ?? 0)))
      pull[i] = (share - (target[i] ?? 0)) * (cost[i] ?? 0)
      bend[i] = Math.max(1e-6, share * (1 - share)) * (cost[i] ?? 0)
    }
    const { tree, ends }: Grown = grow(data, pull, bend, options)
    for (const { node, members } of ends)
      for (const i of members) odds[i] = (odds[i] ?? 0) + (tree.value[node] ?? 0)
    return tree
  })
  return { signs: signs.map(([name]) => name), base, trees }
}

const round = (value: number) => Number(value.toPrecision(4))
