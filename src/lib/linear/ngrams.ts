/** Counts runs of 1 to `longest` characters; the text's edges are marked by `^` and `$`. A run holds no white space and nothing beyond the basic plane. */
export function ngrams(text: string, longest: number, prefix = ''): Map<string, number> {
  const counts = new Map<string, number>()
  const marked = `^${text}$`
  for (let start = 0; start < marked.length; start++) {
    for (let size = 1; size <= longest && start + size <= marked.length; size++) {
      const char = marked.charCodeAt(start + size - 1)
      if (char === 32 || char === 10 || (char >= 0xd800 && char <= 0xdfff)) break
      const gram = prefix + marked.slice(start, start + size)
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
    }
  }
  return counts
}
