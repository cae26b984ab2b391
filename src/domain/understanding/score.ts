import { type PhraseHit, PhraseIndex } from '../../lib/phrase-index.ts'
import type { Town } from '../area/town.ts'
import type { Clause } from './clauses.ts'
import { LEXICON, type LeafLexicon, wordsOf } from './lexicon/index.ts'
import { normalise } from './normalise.ts'
import type { Reason } from './types.ts'

/** What one pass over the text found for one leaf. */
export interface Evidence {
  category: string
  weight: number
  start: number
  end: number
  words: string
  /** Told by a whole phrase or a pair, not by a leaning word. */
  strong: boolean
  /** A thing and what is wrong with it. */
  pair: boolean
  /** Of the town's own lexicon, which no model has learned from. */
  own: boolean
}

/** A source of evidence; the lexicon is one, a trained model may be another. */
export type Scorer = (text: string, clauses: readonly Clause[]) => Evidence[]

const STRONG = 3
const WEAK = 0.8
/** Characters between a thing and what is wrong with it. */
const NEAR = 7
const FAR = 14

interface Role {
  leaf: string
  kind: 'strong' | 'weak' | 'thing' | 'wrong'
  pair: number
  own?: true
}

function addLeaf(index: PhraseIndex<Role>, leaf: string, lexicon: LeafLexicon, nextPair: () => number): void {
  for (const word of new Set(wordsOf(lexicon.strong)))
    index.add(word.toLowerCase(), { leaf, kind: 'strong', pair: -1 })
  for (const word of new Set(wordsOf(lexicon.weak ?? '')))
    index.add(word.toLowerCase(), { leaf, kind: 'weak', pair: -1 })
  for (const [things, wrong] of lexicon.pairs ?? []) {
    const pair = nextPair()
    for (const word of new Set(wordsOf(things))) index.add(word.toLowerCase(), { leaf, kind: 'thing', pair })
    for (const word of new Set(wordsOf(wrong))) index.add(word.toLowerCase(), { leaf, kind: 'wrong', pair })
  }
}

/** Reads by the built-in lexicon and the town's own; leaves that only this town has are known by the words of their own names too. */
export function lexiconScorer(town: Pick<Town, 'taxonomy' | 'lexicon'>): Scorer {
  const index = new PhraseIndex<Role>()
  let pairs = 0
  const nextPair = () => pairs++
  const parents = new Set(town.taxonomy.map((category) => category.parent))
  for (const category of town.taxonomy) {
    if (parents.has(category.code)) continue
    const known = LEXICON.get(category.code)
    if (known) addLeaf(index, category.code, known, nextPair)
    else if (category.code !== 'other' && !category.code.endsWith('.other')) {
      const names = category.zh.split(/[/、()\s]/).filter((name) => name.length >= 2)
      addLeaf(index, category.code, { strong: names.join(' ') }, nextPair)
    }
  }
  const leaves = new Set(town.taxonomy.flatMap(({ code }) => (parents.has(code) ? [] : [code])))
  for (const { category, words, kind } of town.lexicon) {
    if (!leaves.has(category)) continue
    for (const word of words) index.add(normalise(word).text, { leaf: category, kind, pair: -1, own: true })
  }
  return (text, clauses) => gatherEvidence(index.all(text), text, clauses)
}

function gatherEvidence(hits: PhraseHit<Role>[], text: string, clauses: readonly Clause[]): Evidence[] {
  const sentenceOf = sentences(text.length, clauses)
  const strongSpans = hits.filter((hit) => hit.value.kind === 'strong')
  const evidence: Evidence[] = []
  const things = new Map<number, PhraseHit<Role>[]>()
  const wrongs = new Map<number, PhraseHit<Role>[]>()
  const seen = new Set<string>()
  let longest: PhraseHit<Role> | undefined
  let cursor = 0
  for (const hit of hits) {
    const { kind, leaf, pair } = hit.value
    if (kind === 'thing' || kind === 'wrong') {
      const map = kind === 'thing' ? things : wrongs
      const list = map.get(pair)
      if (list) list.push(hit)
      else map.set(pair, [hit])
      continue
    }
    for (let next = strongSpans[cursor]; next && next.start <= hit.start; next = strongSpans[++cursor])
      if (!longest || next.end > longest.end) longest = next
    const covered =
      longest &&
      longest.start <= hit.start &&
      longest.end >= hit.end &&
      longest.end - longest.start > hit.end - hit.start
    if (covered && longest?.value.leaf !== leaf && kind === 'weak') continue
    const words = text.slice(hit.start, hit.end)
    const key = `${leaf}|${words}`
    if (seen.has(key)) continue
    seen.add(key)
    const strong = kind === 'strong'
    const base = strong ? STRONG + Math.min(words.length - 2, 4) * 0.25 : WEAK
    const weight = covered ? base * 0.3 : base
    evidence.push({
      category: leaf,
      weight,
      start: hit.start,
      end: hit.end,
      words,
      strong: strong && !covered,
      pair: false,
      own: hit.value.own ?? false,
    })
  }
  for (const [pair, list] of things) {
    const best = bestPair(list, wrongs.get(pair) ?? [], sentenceOf)
    if (best) evidence.push({ ...best, words: text.slice(best.start, best.end) })
  }
  return evidence
}

function bestPair(
  things: readonly PhraseHit<Role>[],
  wrongs: readonly PhraseHit<Role>[],
  sentenceOf: Int32Array,
): Omit<Evidence, 'words'> | null {
  let best: Omit<Evidence, 'words'> | null = null
  let from = 0
  for (const thing of things) {
    for (let first = wrongs[from]; first && first.start < thing.start - FAR - 8; first = wrongs[++from]);
    for (let i = from; i < wrongs.length; i++) {
      const wrong = wrongs[i]
      if (!wrong || wrong.start > thing.end + FAR) break
      const gap =
        wrong.start >= thing.end
          ? wrong.start - thing.end
          : thing.start >= wrong.end
            ? thing.start - wrong.end + 2
            : -1
      if (gap < 0 || gap > FAR || sentenceOf[wrong.start] !== sentenceOf[thing.start]) continue
      const size = thing.end - thing.start + wrong.end - wrong.start
      const weight = (gap <= NEAR ? STRONG : STRONG * 0.6) + Math.min(size - 3, 4) * 0.25 - gap * 0.05
      if (best && best.weight >= weight) continue
      best = {
        category: thing.value.leaf,
        weight,
        start: Math.min(thing.start, wrong.start),
        end: Math.max(thing.end, wrong.end),
        strong: gap <= NEAR,
        pair: true,
        own: false,
      }
    }
  }
  return best
}

function sentences(length: number, clauses: readonly Clause[]): Int32Array {
  const of = new Int32Array(length)
  for (const clause of clauses) of.fill(clause.sentence, clause.start, clause.end)
  return of
}

/** Sums evidence by leaf; of several phrases of one leaf each further one counts less. */
export function sumByLeaf(evidence: readonly Evidence[]): Map<string, number> {
  const lists = new Map<string, number[]>()
  for (const item of evidence) {
    const list = lists.get(item.category)
    if (list) list.push(item.weight)
    else lists.set(item.category, [item.weight])
  }
  const sums = new Map<string, number>()
  for (const [category, weights] of lists) {
    weights.sort((a, b) => b - a)
    let sum = 0
    weights.forEach((weight, i) => {
      sum += weight / (1 + i * 0.5)
    })
    sums.set(category, sum)
  }
  return sums
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** The strongest evidence in words, for `/why`. */
export function reasonsOf(evidence: readonly Evidence[], category: string): Reason[] {
  return evidence
    .filter((item) => item.category === category)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map((item) => ({ rule: `类别 ${category}`, words: item.words, weight: round(item.weight) }))
}
