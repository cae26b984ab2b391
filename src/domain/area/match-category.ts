import type { Town } from './town.ts'

export interface CategoryMatch {
  /** The one that is meant; null when none is clear. */
  best: string | null
  /** What may be meant, likeliest first, at most `MOST`; `best` among them. */
  choices: string[]
  /** The words are the name of one of them, or hold it; else it is only what the reader makes of them. */
  named: boolean
}

const MOST = 4
/** How much it says that a name and the words hold each other, or that the words are the town's own for it. */
const NAMED = 0.5
const OWN_WORD = 0.7
/** Share from which a reading of the words counts at all. */
const LEAST = 0.15
const CLEAR = 0.75
const SHORT = 3

/** Parts of a name that people say by themselves: 私拉乱接 and 用电隐患 of 私拉乱接/用电隐患. */
export function partsOfName(name: string): string[] {
  return name.split(/[/、()（）\s]/).filter((part) => part.length >= 2)
}

/**
 * The leaf of the taxonomy that somebody means by a few words: its code or name, a word of the town's lexicon, or what
 * the reader makes of the words (`leaves`: shares by leaf).
 */
export function matchCategory(
  words: string,
  town: Pick<Town, 'taxonomy' | 'lexicon'>,
  leaves: ReadonlyMap<string, number>,
): CategoryMatch {
  const said = words.trim().toLowerCase()
  const parents = new Set(town.taxonomy.map((c) => c.parent))
  const all = town.taxonomy.filter((c) => !parents.has(c.code))
  const exact = all.filter((c) => [c.code, c.zh, c.en].some((name) => name.toLowerCase() === said))
  const [only] = exact
  if (only && exact.length === 1) return { best: only.code, choices: [only.code], named: true }
  const head = town.taxonomy.find((c) => parents.has(c.code) && [c.code, c.zh].includes(said))
  if (head) {
    const below = all.filter((c) => c.parent === head.code).map((c) => c.code)
    return { best: null, choices: below.slice(0, MOST), named: true }
  }
  const scores = new Map<string, number>()
  const named = new Set<string>()
  const give = (code: string, amount: number) => scores.set(code, (scores.get(code) ?? 0) + amount)
  for (const { code, zh } of all) {
    const share = leaves.get(code) ?? 0
    if (share >= LEAST && code !== 'other') give(code, share)
    const held = said.length >= 2 && zh.includes(said)
    if (!held && !partsOfName(zh).some((part) => said.includes(part))) continue
    give(code, NAMED)
    named.add(code)
  }
  const codes = new Set(all.map((c) => c.code))
  for (const { category, words: own } of town.lexicon)
    if (codes.has(category) && own.some((word) => said.includes(word.toLowerCase()))) {
      give(category, OWN_WORD)
      named.add(category)
    }
  const order = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const [first, second] = order
  const leads = first && first[1] >= CLEAR && (second?.[1] ?? 0) <= first[1] * 0.5
  // A word of two characters is read as something, but tells too little to be sure of it.
  const clear = leads && (named.has(first[0]) || said.length > SHORT)
  const likely = order.map(([code]) => code)
  const parent = first && town.taxonomy.find((c) => c.code === first[0])?.parent
  const beside = clear || !parent ? [] : all.filter((c) => c.parent === parent).map((c) => c.code)
  return {
    best: clear ? first[0] : null,
    choices: [...new Set([...likely, ...beside])].slice(0, MOST),
    named: named.size > 0,
  }
}
