/** Words and how often each was seen: enough to cut running text of the same source into the same words. */
export interface WordBook {
  counts: ReadonlyMap<string, number>
  /** Of all words, also those that are not in the book. */
  total: number
  /** Words that are cut off and dropped. */
  dropped: ReadonlySet<string>
  /** How likely each word is, as a logarithm: those of `counts` and those of `dropped`. */
  likely: ReadonlyMap<string, number>
}

/** Longer words are rare, and each more costs time. */
const LONGEST = 8
/** What a dropped word is taken to be seen: a share of all words, by whether it is one character or more. */
const DROPPED_SHARE = { one: 0.0014, more: 0.0027 }
/** A word the source itself has more often than this is a word, and is not dropped. */
const OWN_SHARE = 0.00004
/** A character that no word explains. */
const UNKNOWN = -16

/** Counts words; those seen less than `atLeast` times stay out of the book. */
export function countWords(
  texts: Iterable<readonly string[]>,
  atLeast: number,
): Pick<WordBook, 'counts' | 'total'> {
  const counts = new Map<string, number>()
  let total = 0
  for (const words of texts)
    for (const word of words) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
      total++
    }
  for (const [word, count] of counts) if (count < atLeast) counts.delete(word)
  return { counts, total }
}

/** Makes a book. Of `droppable` words those are dropped that the source itself hardly has. */
export function wordBook(
  { counts, total }: Pick<WordBook, 'counts' | 'total'>,
  droppable: ReadonlySet<string>,
): WordBook {
  const likely = new Map<string, number>()
  const dropped = new Set<string>()
  if (counts.size === 0) return { counts, total, dropped, likely }
  for (const [word, count] of counts) likely.set(word, Math.log(count / total))
  for (const word of droppable) {
    if ((counts.get(word) ?? 0) >= total * OWN_SHARE && counts.has(word)) continue
    dropped.add(word)
    likely.set(word, Math.log(word.length === 1 ? DROPPED_SHARE.one : DROPPED_SHARE.more))
  }
  return { counts, total, dropped, likely }
}

/**
 * Cuts running text without white space or marks into the likeliest words (one word does not depend on the next);
 * leaves out what no word explains.
 */
export function cutWords(run: string, { counts, dropped, likely }: WordBook): string[] {
  const best = new Float64Array(run.length + 1).fill(Number.NEGATIVE_INFINITY)
  const from = new Int32Array(run.length + 1)
  best[0] = 0
  for (let start = 0; start < run.length; start++) {
    const most = Math.min(LONGEST, run.length - start)
    for (let size = 1; size <= most; size++) {
      const score = likely.get(run.slice(start, start + size)) ?? (size === 1 ? UNKNOWN : undefined)
      if (score === undefined) continue
      const reached = (best[start] ?? 0) + score
      if (reached <= (best[start + size] ?? 0)) continue
      best[start + size] = reached
      from[start + size] = start
    }
  }
  const words: string[] = []
  for (let end = run.length; end > 0; end = from[end] ?? 0) words.push(run.slice(from[end] ?? 0, end))
  return words.reverse().filter((word) => counts.has(word) && !dropped.has(word))
}
