/** What a text holds: numbers of features, each once, and how often each stands in it. */
export interface Bag {
  at: Int32Array
  count: Uint16Array
}

export interface Bags {
  /** Names by number. */
  names: string[]
  bags: Bag[]
}

/** Numbers the features of all texts; those in fewer than `atLeast` texts are left out. Takes one text at a time to spare memory. */
export function bagsOf(texts: Iterable<ReadonlyMap<string, number>>, atLeast: number): Bags {
  const numbers = new Map<string, number>()
  const spread: number[] = []
  const all: Bag[] = []
  for (const features of texts) {
    const at = new Int32Array(features.size)
    const count = new Uint16Array(features.size)
    let size = 0
    for (const [name, amount] of features) {
      let number = numbers.get(name)
      if (number === undefined) {
        number = numbers.size
        numbers.set(name, number)
        spread.push(0)
      }
      spread[number] = (spread[number] ?? 0) + 1
      at[size] = number
      count[size++] = Math.min(65_535, amount)
    }
    all.push({ at, count })
  }
  const kept = new Int32Array(numbers.size).fill(-1)
  const names: string[] = []
  for (const [name, number] of numbers)
    if ((spread[number] ?? 0) >= atLeast) kept[number] = names.push(name) - 1
  return { names, bags: all.map((bag) => renumbered(bag, kept)) }
}

function renumbered({ at, count }: Bag, kept: Int32Array): Bag {
  const next = { at: new Int32Array(at.length), count: new Uint16Array(at.length) }
  let size = 0
  for (let i = 0; i < at.length; i++) {
    const number = kept[at[i] ?? 0] ?? -1
    if (number === -1) continue
    next.at[size] = number
    next.count[size++] = count[i] ?? 0
  }
  return { at: next.at.slice(0, size), count: next.count.slice(0, size) }
}
