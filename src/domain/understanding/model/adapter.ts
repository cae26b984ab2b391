import { z } from 'zod'
import { type Features, type LinearModel, scoresOf, sharesOf, weightOf } from '../../../lib/linear/model.ts'
import { PackedModel, packModel, unpackModel } from '../../../lib/linear/pack.ts'
import { isConfidential } from '../../access.ts'
import type { Town } from '../../area/town.ts'
import type { MessageModel } from './message-model.ts'

/** What a town adds to the shipped model: small linear models of its own, learned from what its people set right. */
export interface Adapter {
  /** Version of the shipped model it was learned beside. */
  base: string
  /** How much of it is added. */
  weight: number
  /** null while nothing of that kind was learned. */
  leaf: LinearModel | null
  /** Labels `no` and `yes`: whether it opens a ticket. */
  opens: LinearModel | null
  /** `from>to` for guarded leaves that enough tickets took away; `to` is empty for no report. */
  released: ReadonlySet<string>
}

export const PackedAdapter = z.strictObject({
  base: z.string(),
  weight: z.number().min(0).max(1),
  leaf: PackedModel.nullable(),
  opens: PackedModel.nullable(),
  released: z.array(z.string()),
})
export type PackedAdapter = z.infer<typeof PackedAdapter>

export function packAdapter({ leaf, opens, released, ...rest }: Adapter): PackedAdapter {
  return {
    ...rest,
    leaf: leaf && packModel(leaf),
    opens: opens && packModel(opens),
    released: [...released].sort(),
  }
}

/** Throws when the parts do not fit each other. */
export function unpackAdapter({ leaf, opens, released, ...rest }: PackedAdapter): Adapter {
  return {
    ...rest,
    leaf: leaf && unpackModel(leaf),
    opens: opens && unpackModel(opens),
    released: new Set(released),
  }
}

/** No score moves further than this, whatever was learned; scores of the shipped model lie around -1 and 1. */
const FURTHEST = 1.5
/** Less than this against opening is not worth asking whether it is guarded. */
const LITTLE = 0.05
/** A message is near a guarded leaf when those leaves together have this share. */
const NEAR_GUARDED = 0.25
/** Signs of the lexicon weigh less among those of the act than among those of the leaf (`features.ts`). */
const ACT_SIGNS = 0.6

/** Leaves that no town's model may turn away by itself: where life is at stake, and what is confidential. */
export function guardedLeaves(
  town: Pick<Town, 'categoryByCode' | 'policy'>,
  labels: readonly string[],
): Set<string> {
  return new Set(
    labels.filter(
      (leaf) =>
        leaf.startsWith('emergency.') ||
        town.categoryByCode.get(leaf)?.urgency === 'emergency' ||
        isConfidential(town, leaf),
    ),
  )
}

/** Share from which a message is read as a guarded leaf; below it nobody knows, and the town may well. */
const READ_AS_GUARDED = 0.45

/** The guarded leaf that these scores of the shipped model read, if they do. */
export function guardedTop(
  model: LinearModel,
  scores: Float64Array,
  guarded: ReadonlySet<string>,
): string | null {
  const top = topOf(scores)
  const leaf = model.labels[top] ?? ''
  return guarded.has(leaf) && (sharesOf(model, scores)[top] ?? 0) >= READ_AS_GUARDED ? leaf : null
}

/** Runs that a town's model looks at: single characters say too little to be learned from a few reports. */
export function ownRuns(runs: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...runs].filter(([run]) => run.length > 1))
}

const rarest = new WeakMap<LinearModel, number>()

/** What a run that the model does not know counts as; looked up once. */
function rarestOf(model: LinearModel): number {
  const known = rarest.get(model) ?? model.rarity.reduce((top, r) => Math.max(top, r), 0)
  rarest.set(model, known)
  return known
}

/** What the model adds for each of its labels; runs that it does not know make the known ones count less. */
function addedBy(model: LinearModel, runs: ReadonlyMap<string, number>): Float64Array {
  const added = new Float64Array(model.labels.length)
  const unknown = rarestOf(model)
  let squares = 0
  for (const [run, count] of runs) {
    if (run.length === 1) continue
    const at = model.vocabulary.of(run)
    const amount = weightOf(count, at === -1 ? unknown : (model.rarity[at] ?? 0))
    squares += amount * amount
    if (at === -1) continue
    for (let k = model.row[at] ?? 0; k < (model.row[at + 1] ?? 0); k++) {
      const label = model.label[k] ?? 0
      added[label] = (added[label] ?? 0) + (model.weight[k] ?? 0) * amount
    }
  }
  const length = Math.sqrt(squares) || 1
  return added.map((sum) => Math.max(-FURTHEST, Math.min(FURTHEST, sum / length)))
}

/**
 * The shipped model with what the town adds. `current` may change between two readings; null adds nothing. What was
 * read as a guarded leaf stays so unless enough tickets said otherwise.
 */
export function adaptModel(
  shipped: MessageModel,
  current: () => Adapter | null,
  town: Pick<Town, 'categoryByCode' | 'policy'>,
): MessageModel {
  const { labels } = shipped.leaf
  const places = new Map(labels.map((leaf, l) => [leaf, l]))
  const guarded = guardedLeaves(town, labels)
  const fits = (): Adapter | null => {
    const adapter = current()
    return adapter?.base === shipped.version ? adapter : null
  }
  return {
    ...shipped,
    leaf: {
      ...shipped.leaf,
      adjust: (scores, { runs }) => {
        const adapter = fits()
        return adapter?.leaf
          ? adaptLeaves(scores, runs, { shipped: shipped.leaf, places, guarded }, adapter.leaf, adapter)
          : scores
      },
    },
    act: {
      ...shipped.act,
      adjust: (scores, features) => {
        const adapter = fits()
        if (!adapter?.opens) return scores
        const yes = addedBy(adapter.opens, features.runs)[adapter.opens.labels.indexOf('yes')] ?? 0
        // What never became a ticket is not kept, so nothing shows what opening more of it would do: it only lowers.
        if (yes > -LITTLE || keepsOpen(shipped, features, adapter, guarded)) return scores
        return adaptActs(scores, shipped.act.labels, yes * adapter.weight)
      },
    },
  }
}

/** Leaves of the shipped model. */
interface Leaves {
  shipped: LinearModel
  places: ReadonlyMap<string, number>
  guarded: ReadonlySet<string>
}

function adaptLeaves(
  scores: Float64Array,
  runs: ReadonlyMap<string, number>,
  { shipped, places, guarded }: Leaves,
  model: LinearModel,
  { weight, released }: Adapter,
): Float64Array {
  const adapted = Float64Array.from(scores)
  addedBy(model, runs).forEach((added, l) => {
    const at = places.get(model.labels[l] ?? '')
    if (at !== undefined && added !== 0) adapted[at] = (adapted[at] ?? 0) + added * weight
  })
  const from = guardedTop(shipped, scores, guarded)
  const to = shipped.labels[topOf(adapted)] ?? ''
  return from !== null && from !== to && !released.has(`${from}>${to}`) ? scores : adapted
}

/** Whatever the town's model says of it, what may be a guarded matter is not made talk of. */
function keepsOpen(
  shipped: MessageModel,
  { runs, signs }: Features,
  { released }: Adapter,
  guarded: ReadonlySet<string>,
): boolean {
  const { labels } = shipped.leaf
  const words = [...signs].filter(([name]) => name.startsWith('words '))
  const full = new Map(words.map(([name, amount]) => [name, amount / ACT_SIGNS]))
  const shares = sharesOf(shipped.leaf, scoresOf(shipped.leaf, { runs, signs: full }))
  let near = 0
  shares.forEach((share, l) => {
    if (guarded.has(labels[l] ?? '') && !released.has(`${labels[l]}>`)) near += share
  })
  const named = words.some(([name]) => guarded.has(name.slice(6)) && !released.has(`${name.slice(6)}>`))
  return named || near >= NEAR_GUARDED
}

function adaptActs(scores: Float64Array, labels: readonly string[], by: number): Float64Array {
  return scores.map((score, l) => score + (isOpening(labels[l] ?? '') ? by : -by) / 2)
}

export function isOpening(act: string): boolean {
  return act === 'report' || act === 'request'
}

/** Position of the largest. */
export function topOf(scores: Float64Array): number {
  let best = 0
  for (let i = 1; i < scores.length; i++) if ((scores[i] ?? 0) > (scores[best] ?? 0)) best = i
  return best
}
