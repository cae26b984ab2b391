import type { Features } from '../../../lib/linear/model.ts'
import type { Clause } from '../clauses.ts'
import type { Framed } from '../context.ts'
import { sameThing } from '../same-thing.ts'
import type { ClauseScores } from './clause-scores.ts'

/** A place between two clauses where one matter may end and another begin. */
export interface Cut {
  /** Number of the clause that begins the second part. */
  at: number
  left: string
  right: string
  features: Features
  /** Least of the shares with which the two parts are read; cuts are tried from the best on. */
  clear: number
}

/** The most cuts looked at in one message; letters are cut at the ends of their sentences only. */
const MOST = 14

/** The best cut of the clauses `from` up to `to`, or null when both sides always tell the same. */
export function bestCut(
  scores: ClauseScores,
  leaves: readonly string[],
  clauses: readonly Clause[],
  evidence: readonly Framed[],
  places: readonly number[],
  from: number,
  to: number,
): Cut | null {
  const whole = scores.shares(from, to)
  const wholeTop = topOf(whole)
  const long = to - from > MOST
  let best: { at: number; left: number; right: number; value: number; clear: number } | null = null
  for (let at = from + 1, tried = 0; at < to && tried < MOST; at++) {
    const clause = clauses[at]
    if (!clause) break
    if (long && !clause.opensMatter && clause.sentence === clauses[at - 1]?.sentence) continue
    tried++
    const a = scores.shares(from, at)
    const b = scores.shares(at, to)
    const left = topOf(a)
    const right = topOf(b)
    if (left === right) continue
    const clear = Math.min(a[left] ?? 0, b[right] ?? 0)
    const value =
      clear + (clause.opensMatter ? 0.25 : 0) + (clause.sentence === clauses[at - 1]?.sentence ? 0 : 0.08)
    if (!best || value > best.value) best = { at, left, right, value, clear }
  }
  if (!best) return null
  const { at, clear } = best
  const a = scores.shares(from, at)
  const b = scores.shares(at, to)
  const left = leaves[best.left] ?? ''
  const right = leaves[best.right] ?? ''
  const clause = clauses[at]
  const edge = clause?.start ?? 0
  const start = clauses[from]?.start ?? 0
  const end = clauses[to - 1]?.end ?? edge
  const signs = new Map<string, number>([
    ['is always', 0.5],
    ['left', a[best.left] ?? 0],
    ['right', b[best.right] ?? 0],
    ['clear', clear],
    ['whole', whole[wholeTop] ?? 0],
    ['left in right', b[best.left] ?? 0],
    ['right in left', a[best.right] ?? 0],
    ['left in whole', whole[best.left] ?? 0],
    ['right in whole', whole[best.right] ?? 0],
  ])
  const flag = (name: string, on: boolean | undefined) => {
    if (on) signs.set(name, 0.5)
  }
  flag('opens', clause?.opensMatter)
  flag('number', clause?.numbered)
  flag('sentence', clause?.sentence !== clauses[at - 1]?.sentence)
  flag('same head', headOf(left) === headOf(right))
  flag('same thing', sameThing(left, right))
  flag('place', places.some((p) => p >= edge - 1 && p <= edge + 4) && places.some((p) => p < edge))
  flag('strong left', strong(evidence, left, start, edge))
  flag('strong right', strong(evidence, right, edge, end))
  flag('strong both', strong(evidence, left, start, edge) && strong(evidence, right, edge, end))
  flag('short left', edge - start < 6)
  flag('short right', end - edge < 6)
  flag('letter', end - start > 90)
  flag(`soft ${softOf(left)}${softOf(right)}`, true)
  return { at, left, right, clear, features: { runs: new Map(), signs } }
}

function strong(evidence: readonly Framed[], leaf: string, start: number, end: number): boolean {
  return evidence.some(
    (e) => e.category === leaf && e.strong && e.force > 1.5 && e.start >= start && e.end <= end,
  )
}

/** Heads that people often name as circumstance or consequence of a matter. */
function softOf(leaf: string): string {
  return /^(?:emergency\.(?:medical|accident|weather)|safety\.other|other|governance|service)/.test(leaf)
    ? 's'
    : 'h'
}

const headOf = (leaf: string) => leaf.split('.')[0] ?? leaf

function topOf(shares: Float64Array): number {
  let best = 0
  for (let i = 1; i < shares.length; i++) if ((shares[i] ?? 0) > (shares[best] ?? 0)) best = i
  return best
}
