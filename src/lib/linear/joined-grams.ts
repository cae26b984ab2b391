/**
 * Counts runs of 1 to `longest` characters of words joined by a blank, across the blanks: a run tells both what stands
 * in a word and what stands beside it. What is in the head counts `headTimes` more.
 */
export function joinedGrams(
  words: readonly string[],
  head: readonly string[],
  headTimes: number,
  longest: number,
): Map<string, number> {
  const counts = new Map<string, number>()
  count(words.join(' '), 1, longest, counts)
  count(head.join(' '), headTimes, longest, counts)
  return counts
}

function count(text: string, times: number, longest: number, counts: Map<string, number>): void {
  for (let start = 0; start < text.length; start++) {
    const most = Math.min(longest, text.length - start)
    for (let size = 1; size <= most; size++) {
      const gram = text.slice(start, start + size)
      if (gram !== ' ') counts.set(gram, (counts.get(gram) ?? 0) + times)
    }
  }
}
