import { scoresIn } from '../../lib/linear/contexts.ts'
import { addSigns, type LinearModel, runScores, shareOf, sharesOf } from '../../lib/linear/model.ts'
import { URGENCIES, type Urgency } from '../ticket/types.ts'
import type { Framed } from './context.ts'
import { leafFeatures, urgencyContexts, urgencyFeatures } from './model/features.ts'
import type { MessageModel } from './model/message-model.ts'
import { round } from './score.ts'
import type { Reason } from './types.ts'
import { readUrgency } from './urgency-rules.ts'

/** Share from which a matter is an emergency: a miss costs more than a false alarm. */
const EMERGENCY = 0.33
/** Weight of what the words say of danger by themselves, beside what they say of the likely leaves. */
const BY_WORDS = 0.5

/** The likely leaves of a clear matter sum up to this; what is missing to it is taken for no danger. */
const KNOWN = 0.9

/** A leaf that a matter may be of, with its usual urgency and its share, 0..1. */
export interface LikelyLeaf {
  category: string
  usual: Urgency
  share: number
}

/** What the words of a matter are read by. */
export interface Words {
  text: string
  runs: ReadonlyMap<string, number>
  evidence: readonly Framed[]
}

/**
 * Urgency of a matter: what the rules say, weighed with the words by the model, over the leaves that it may be of
 * (the first is the one taken); `ruled` names the rules that bear on it. Whether it is an emergency is asked twice: of the leaves, and of the words alone.
 */
export function judgeUrgency(
  models: Pick<MessageModel, 'urgency' | 'danger'>,
  leaves: readonly [LikelyLeaf, ...LikelyLeaf[]],
  { text, runs, evidence }: Words,
): { urgency: Urgency; reasons: Reason[]; ruled: string[] } {
  const [first] = leaves
  const ruled = readUrgency(first.category, first.usual, text)
  const shares = sharesByLeaf(models.urgency, leaves, text, runs)
  const share = (urgency: Urgency) => shares[URGENCIES.indexOf(urgency)] ?? 0
  const danger = shareOf(models.danger, leafFeatures(runs, evidence), 'yes')
  const grave = (1 - BY_WORDS) * share('emergency') + BY_WORDS * danger
  const urgency =
    grave >= EMERGENCY
      ? 'emergency'
      : CALMER.reduce((best, next) => (share(next) > share(best) ? next : best))
  const names = ruled.reasons.map(({ rule }) => rule.slice(rule.indexOf(':') + 1))
  if (urgency === ruled.urgency) return { ...ruled, ruled: names }
  const weight = round(urgency === 'emergency' ? grave : share(urgency))
  return {
    urgency,
    reasons: [{ rule: `紧急程度:${urgency}`, words: text.slice(0, 24), weight }],
    ruled: names,
  }
}

const CALMER = URGENCIES.filter((urgency) => urgency !== 'emergency')

/** Shares of the urgencies, weighed over the likely leaves. */
function sharesByLeaf(
  model: LinearModel,
  leaves: readonly LikelyLeaf[],
  text: string,
  runs: ReadonlyMap<string, number>,
): Float64Array {
  const total = Math.max(
    KNOWN,
    leaves.reduce((sum, { share }) => sum + share, 0),
  )
  const words = runScores(model, runs)
  const sums = new Float64Array(URGENCIES.length)
  for (const { category, usual, share } of leaves) {
    const { signs } = urgencyFeatures(runs, category, usual, readUrgency(category, usual, text))
    const scores = scoresIn(
      model,
      addSigns(model, words.slice(), signs),
      urgencyContexts(category, usual),
      URGENCIES,
    )
    sharesOf(model, scores).forEach((part, i) => {
      sums[i] = (sums[i] ?? 0) + part * (share / total)
    })
  }
  return sums
}
