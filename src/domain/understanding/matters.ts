import { type LinearModel, largest, scoresOf, shareOf, sharesOf } from '../../lib/linear/model.ts'
import type { Town } from '../area/town.ts'
import type { Clause } from './clauses.ts'
import type { Framed } from './context.ts'
import { clauseScores } from './model/clause-scores.ts'
import { leafFeatures, runsOf, type Span } from './model/features.ts'
import type { MessageModel } from './model/message-model.ts'
import { bestCut, type Cut } from './model/split.ts'
import { sameThing } from './same-thing.ts'
import { round, sumByLeaf } from './score.ts'

/** One matter of a message: where it stands in the text and what it is. */
export interface Matter {
  start: number
  end: number
  category: string
  /** Second best leaf, when it is near. */
  runnerUp: string | null
  /** 0..1 */
  confidence: number
  /** Other leaves that it may be of, with their shares. */
  others: { category: string; share: number }[]
  evidence: Framed[]
}

/** What a message is read by to find its matters. */
export interface Telling {
  text: string
  clauses: readonly Clause[]
  evidence: readonly Framed[]
  /** Spans that name places of the town. */
  places: readonly Span[]
  /** Runs of the whole text without the places. */
  runs: ReadonlyMap<string, number>
}

/** No message is cut into more matters than this. */
const MOST_MATTERS = 4
/** Share from which a message is cut in two: where a mark or a word parts them, where a comma does, and two of one head. */
const CUT = { marked: 0.4, plain: 0.65, kin: 0.8 }
/** Words of a leaf that only this town has decide from this weight on: no model has learned it. */
const OWN_LEAF = 2.4
/** What the town's own words add to the score of a leaf; scores of the right leaf lie about one above the others'. */
const OWN_WORDS = { strong: 0.5, weak: 0.12 }
/** So many other leaves count for the urgency, from this share on. */
const OTHERS = 3
const LEAST = 0.08
/** So many likely leaves are told of a message. */
const LIKELY = 8
/** Nothing that people write is beyond all doubt. */
const SUREST = 0.999
/** A second leaf is near when its share is at least this part of the first one's. */
const NEAR = 0.25

/** Finds the matters, in the order they are told; one at least. `whole`: `leafScores` of the same telling. */
export function findMatters(
  telling: Telling,
  whole: Float64Array,
  model: MessageModel,
  town: Town,
): Matter[] {
  const spans = cutSpans(telling, model)
  const matters = spans.map(([from, to], i) => {
    const start = i === 0 ? 0 : (telling.clauses[from]?.start ?? 0)
    const end = i === spans.length - 1 ? telling.text.length : (telling.clauses[to - 1]?.end ?? start)
    return matterOf(telling, [start, end], model.leaf, town, whole)
  })
  return joinedAlike(matters, telling)
}

/** Neighbours of one leaf are one matter, unless each names a place of its own. */
function joinedAlike(matters: readonly Matter[], { places }: Telling): Matter[] {
  const named = ({ start, end }: Matter) => places.some((span) => span.start >= start && span.end <= end)
  const joined: Matter[] = []
  for (const matter of matters) {
    const last = joined.at(-1)
    if (last?.category !== matter.category || (named(last) && named(matter))) joined.push({ ...matter })
    else {
      last.end = matter.end
      last.confidence = Math.max(last.confidence, matter.confidence)
      last.evidence.push(...matter.evidence)
    }
  }
  return joined
}

/** The score of each leaf for the message as a whole, whether it opens a ticket or not. */
export function leafScores(
  { runs, evidence }: Pick<Telling, 'runs' | 'evidence'>,
  { leaf }: Pick<MessageModel, 'leaf'>,
): Float64Array {
  return withOwnWords(scoresOf(leaf, leafFeatures(runs, evidence)), evidence, leaf)
}

/** What the town's own words say for a leaf that the model knows is added to what it has learned of all others. */
function withOwnWords(
  scores: Float64Array,
  evidence: readonly Framed[],
  { labels }: Pick<LinearModel, 'labels'>,
): Float64Array {
  for (const { own, category, strong, force, weight } of evidence) {
    const at = own ? labels.indexOf(category) : -1
    if (at === -1) continue
    scores[at] = (scores[at] ?? 0) + ((strong ? OWN_WORDS.strong : OWN_WORDS.weak) * force) / weight
  }
  return scores
}

/** The likeliest leaves with their shares, the likeliest first. */
export function likelyLeaves(
  scores: Float64Array,
  { leaf }: Pick<MessageModel, 'leaf'>,
): Map<string, number> {
  const shares = sharesOf(leaf, scores)
  return new Map(largest(shares, LIKELY).map((at) => [leaf.labels[at] ?? '', round(shares[at] ?? 0)]))
}

/** Runs of clauses, each of one matter: cut where the model sees two, best cut first. */
function cutSpans(telling: Telling, model: MessageModel): [number, number][] {
  const { text, clauses, evidence, places } = telling
  const spans: [number, number][] = [[0, clauses.length]]
  if (clauses.length < 2) return spans
  const scores = clauseScores(model.leaf, text, clauses, places, evidence)
  const starts = places.map(({ start }) => start)
  // Where something is, is no matter by itself: 3网格1单元 祠堂后面水管爆了.
  const tells = (from: number, to: number): boolean =>
    clauses.slice(from, to).some((clause) => {
      const inside = places.filter((span) => span.start < clause.end && span.end > clause.start)
      const named = inside.reduce(
        (sum, span) => sum + Math.min(span.end, clause.end) - Math.max(span.start, clause.start),
        0,
      )
      return clause.text.replaceAll(/[\s\p{P}]/gu, '').length - named >= 2
    })
  const look = ([from, to]: [number, number]): Cut | null => {
    const cut = bestCut(scores, model.leaf.labels, clauses, evidence, starts, from, to)
    if (!cut || !tells(from, cut.at) || !tells(cut.at, to)) return null
    const kin = cut.left.split('.')[0] === cut.right.split('.')[0]
    const marked = ['opens', 'number', 'sentence', 'place'].some((sign) => cut.features.signs.has(sign))
    if (!marked && sameThing(cut.left, cut.right)) return null
    const least = marked ? CUT.marked : kin ? CUT.kin : CUT.plain
    return shareOf(model.cut, cut.features, 'two') >= least ? cut : null
  }
  for (let i = 0; i < spans.length && spans.length < MOST_MATTERS; ) {
    const span = spans[i]
    const cut = span ? look(span) : null
    if (span && cut) spans.splice(i, 1, [span[0], cut.at], [cut.at, span[1]])
    else i++
  }
  return spans
}

function matterOf(
  telling: Telling,
  [start, end]: readonly [number, number],
  model: LinearModel,
  town: Town,
  whole: Float64Array,
): Matter {
  const { text, places } = telling
  const all = start === 0 && end === text.length
  const evidence = all
    ? [...telling.evidence]
    : telling.evidence.filter((item) => item.start >= start && item.end <= end)
  const inside = places
    .filter((span) => span.start < end && span.end > start)
    .map((span) => ({ start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start }))
  const scores = all
    ? whole
    : leafScores({ runs: runsOf(text.slice(start, end), inside), evidence }, { leaf: model })
  const own = ownLeaf(evidence, model, town)
  const shares = sharesOf(
    model,
    scores.map((score, l) => (town.categoryByCode.has(model.labels[l] ?? '') ? score : -9)),
  )
  const [best = 0, second = 0, ...more] = largest(shares, 2 + OTHERS)
  const first = model.labels[best] ?? 'other'
  const share = shares[best] ?? 0
  if (own) return { start, end, category: own, runnerUp: first, confidence: 0.7, others: [], evidence }
  const near = (shares[second] ?? 0) >= share * NEAR ? (model.labels[second] ?? null) : null
  const others = [second, ...more]
    .map((at) => ({ category: model.labels[at] ?? '', share: shares[at] ?? 0 }))
    .filter((other) => other.share >= LEAST)
  return {
    start,
    end,
    category: first,
    runnerUp: near,
    confidence: Math.min(SUREST, round(share)),
    others,
    evidence,
  }
}

/** The leaf that the model does not know and that its own words tell clearly. */
function ownLeaf(evidence: readonly Framed[], model: LinearModel, town: Town): string | null {
  const foreign = evidence.filter(
    (item) => !model.labels.includes(item.category) && town.categoryByCode.has(item.category),
  )
  if (foreign.length === 0) return null
  const sums = sumByLeaf(foreign.map((item) => ({ ...item, weight: item.force })))
  const [top] = [...sums].sort((a, b) => b[1] - a[1])
  return top && top[1] >= OWN_LEAF ? top[0] : null
}
