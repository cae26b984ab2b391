import { z } from 'zod'

/**
 * One tree of yes-or-no questions, its nodes in flat lists. A node asks whether the sign `ask` is at most `limit`:
 * then `next` holds the answer, else the node after it. A node that asks nothing (`ask` -1) tells `value`.
 */
export const Tree = z.strictObject({
  ask: z.array(z.int().min(-1)),
  limit: z.array(z.number()),
  next: z.array(z.int().min(0)),
  value: z.array(z.number()),
})
export type Tree = z.infer<typeof Tree>

/** Many small trees that add up to the odds of yes (gradient boosting); `signs` names what the trees ask for. */
export const TreeModel = z.strictObject({
  signs: z.array(z.string()),
  /** Odds (logarithm) before any tree. */
  base: z.number(),
  trees: z.array(Tree),
})
export type TreeModel = z.infer<typeof TreeModel>

/** Share of yes, 0..1, for the signs in the model's order. */
export function treeShare({ base, trees }: TreeModel, signs: readonly number[]): number {
  let odds = base
  for (const tree of trees) odds += treeValue(tree, signs)
  return 1 / (1 + Math.exp(-odds))
}

export function treeValue({ ask, limit, next, value }: Tree, signs: readonly number[]): number {
  let node = 0
  for (let sign = ask[0] ?? -1; sign >= 0; sign = ask[node] ?? -1) {
    const yes = (signs[sign] ?? 0) <= (limit[node] ?? 0)
    node = (next[node] ?? 0) + (yes ? 0 : 1)
  }
  return value[node] ?? 0
}
