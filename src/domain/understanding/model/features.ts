import type { Features } from '../../../lib/linear/model.ts'
import { ngrams } from '../../../lib/linear/ngrams.ts'
import type { Urgency } from '../../ticket/types.ts'
import type { ActWeights } from '../act.ts'
import type { Framed } from '../context.ts'
import type { Normalised } from '../normalise.ts'
import { sumByLeaf } from '../score.ts'
import type { Reason } from '../types.ts'

/** Where something stands in the plain text; `end` is exclusive. */
export interface Span {
  start: number
  end: number
}

/** Longest run of characters that is a feature. */
const LONGEST_RUN = 2
const LENGTHS = [4, 8, 14, 24, 40, 80, 160]
/** How much the signs weigh beside the runs of characters; found by leaving one writer out at a time. */
const SCALE = { leaf: 0.5, strong: 0.1, rule: 0.3, score: 0.5, flag: 0.3, frame: 0.2, level: 0.6, usual: 0.5 }

/** Runs of characters with their counts. Numbers are all the same, names of the town's places are left out. */
export function runsOf(text: string, names: readonly Span[] = []): Map<string, number> {
  let told = text
  for (const { start, end } of names) told = told.slice(0, start) + ' '.repeat(end - start) + told.slice(end)
  return ngrams(told.replace(/\d+/g, '0').replace(/\s+/g, ' '), LONGEST_RUN)
}

/** What a message does is read by its characters, the rules that fit, and how it came. */
export function actFeatures(
  runs: ReadonlyMap<string, number>,
  plain: Normalised,
  evidence: readonly Framed[],
  weighed: ActWeights,
  message: { hasPhoto: boolean; dm: boolean },
): Features {
  const signs = leafSigns(evidence, 0.6, 0)
  for (const item of evidence) if (item.frame) signs.set(`frame ${item.frame}`, SCALE.frame)
  for (const { rule, weight } of weighed.reasons)
    if (weight > 0) signs.set(`rule ${ruleName(rule)}`, SCALE.rule)
  for (const [act, score] of Object.entries(weighed.scores))
    signs.set(`score ${act}`, (score / 4) * SCALE.score)
  const { hints, text } = plain
  const flag = (name: string, on: boolean) => {
    if (on) signs.set(`is ${name}`, SCALE.flag)
  }
  flag('photo', message.hasPhoto)
  flag('dm', message.dm)
  flag('all', hints.mentionsAll)
  flag('forwarded', hints.forwarded)
  flag('link', hints.link)
  flag('emoji', hints.emoji.length > 0)
  flag('lines', text.includes('\n'))
  flag(`long ${LENGTHS.filter((length) => text.length > length).length}`, true)
  flag('always', true)
  return { runs, signs }
}

/** A matter is read by its characters and what the lexicon found in it. */
export function leafFeatures(runs: ReadonlyMap<string, number>, evidence: readonly Framed[]): Features {
  const signs = leafSigns(evidence, 1, SCALE.strong)
  signs.set('is always', SCALE.flag)
  return { runs, signs }
}

/** Urgency is read by the characters, the leaf and its usual urgency, and the rules that raise or lower it. */
export function urgencyFeatures(
  runs: ReadonlyMap<string, number>,
  leaf: string,
  usual: Urgency,
  ruled: { urgency: Urgency; reasons: readonly Reason[] },
): Features {
  const signs = new Map([
    [`usual ${usual}`, SCALE.usual],
    [`ruled ${ruled.urgency}`, SCALE.level],
    [`leaf ${leaf}`, SCALE.flag],
    ['is always', SCALE.flag],
  ])
  for (const { rule } of ruled.reasons) signs.set(`rule ${rule}`, SCALE.rule)
  return { runs, signs }
}

/** In what an urgency's words may mean more or less than elsewhere: the leaf, its head, and how urgent it usually is. */
export function urgencyContexts(leaf: string, usual: Urgency): string[] {
  const [head = ''] = leaf.split('.')
  return [`usual ${usual}`, `head ${head}`, leaf]
}

function leafSigns(evidence: readonly Framed[], scale: number, strong: number): Map<string, number> {
  const signs = new Map<string, number>()
  const alive = evidence.filter((item) => item.force > 0.3)
  for (const [leaf, sum] of sumByLeaf(alive.map((item) => ({ ...item, weight: item.force }))))
    signs.set(`words ${leaf}`, (Math.min(sum, 8) / 4) * SCALE.leaf * scale)
  if (strong > 0) for (const item of alive) if (item.strong) signs.set(`phrase ${item.category}`, strong)
  return signs
}

/** A rule that names a leaf is one rule: the leaf is told by the lexicon's own signs. */
function ruleName(rule: string): string {
  const space = rule.indexOf(' ')
  return space === -1 ? rule : rule.slice(0, space)
}
