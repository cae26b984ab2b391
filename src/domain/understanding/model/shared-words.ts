/** Share of the shorter text's pairs of characters that the other has too, 0..1. */
export function sharedWords(a: string, b: string): number {
  const [one, two] = [pairsOf(a), pairsOf(b)]
  const least = Math.min(one.size, two.size)
  return least === 0 ? 0 : [...one].filter((pair) => two.has(pair)).length / least
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))
}
