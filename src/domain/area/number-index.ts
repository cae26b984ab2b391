import { type NumberChain, numberChains, type PlaceNumber } from './numbered.ts'
import type { Area } from './town.ts'

interface Numbered {
  area: Area
  /** Its number in the tree. */
  at: number
  /** Keys of the numbers of all above it, outermost first. */
  above: readonly string[]
}

/** Areas by their own last number. Areas must be added in the order of their numbers in the tree, parents first. */
export class NumberIndex {
  readonly #byLast = new Map<string, Numbered[]>()
  readonly #chains = new Map<string, readonly PlaceNumber[]>()
  readonly #own = new Map<string, PlaceNumber['kind']>()
  #last: readonly string[] = []

  /** Learns the numbers of an area, the `at`-th of the tree, from its plain names; returns the names that are no mere numbers. */
  add(area: Area, at: number, names: readonly string[]): { name: string; numbered: boolean }[] {
    const above = area.parent === null ? NOTHING : (this.#chains.get(area.parent) ?? NOTHING)
    let chain = above
    const words: { name: string; numbered: boolean }[] = []
    names.forEach((name, index) => {
      const own = ownNumber(name)
      if (own) {
        const steps = withoutRepeated(own.steps, above)
        const full = [...above, ...steps]
        if (index === 0) chain = full
        if (steps.length > 0) this.#put(area, at, full)
      }
      if (!own || name.slice(0, own.start).trim().length >= 2) words.push({ name, numbered: own !== null })
    })
    this.#chains.set(area.code, chain)
    const last = chain[chain.length - 1]
    if (chain.length > above.length && last) this.#own.set(area.code, last.kind)
    return words
  }

  /** What the area's own number counts, if its name is a number. */
  kindOf(code: string): PlaceNumber['kind'] | undefined {
    return this.#own.get(code)
  }

  /**
   * The first and the last of the areas between `from` and `to` of the tree whose numbers end with these steps, of the
   * nearest kind that has any; null when none has. Looked for from both ends: every village may have a first grid.
   */
  find(steps: readonly PlaceNumber[], from: number, to: number): { first: Area; last: Area } | null {
    const own = steps[steps.length - 1]
    if (!own) return null
    const outer = steps.slice(0, -1).map(keysOf)
    for (const key of keysOf(own)) {
      const list = this.#byLast.get(key) ?? []
      const end = lowerBound(list, ({ at }) => at <= to)
      let low = lowerBound(list, ({ at }) => at < from)
      const stands = (i: number) => standIn(list[i]?.above ?? NO_KEYS, outer)
      while (low < end && !stands(low)) low++
      let high = end - 1
      while (high > low && !stands(high)) high--
      const first = list[low]
      const last = list[high]
      if (low < end && first && last) return { first: first.area, last: last.area }
    }
    return null
  }

  #put(area: Area, at: number, chain: readonly PlaceNumber[]): void {
    const last = chain[chain.length - 1]
    if (!last) return
    const item = { area, at, above: this.#keysAbove(chain) }
    const key = keyOf(last)
    const list = this.#byLast.get(key)
    if (list) list.push(item)
    else this.#byLast.set(key, [item])
  }

  /** Neighbours of one parent share the list. */
  #keysAbove(chain: readonly PlaceNumber[]): readonly string[] {
    const above = chain.slice(0, -1).map(keyOf)
    const same = this.#last.length === above.length && this.#last.every((key, i) => key === above[i])
    if (!same) this.#last = above
    return this.#last
  }
}

const keyOf = ({ kind, n }: PlaceNumber) => `${kind}:${n}`

const NOTHING: readonly PlaceNumber[] = []
const NO_KEYS: readonly string[] = []

const known = new Map<string, NumberChain | null>()

/** The number a name ends with, or is. Thousands of units share a few names, so they are read once. */
function ownNumber(name: string): NumberChain | null {
  const before = known.get(name)
  if (before !== undefined) return before
  let own: NumberChain | null = null
  if (/[\d一二三四五六七八九十a-z甲乙丙丁东西南北中]/.test(name)) {
    const chains = numberChains(name)
    const tail = chains[chains.length - 1]
    if (tail && tail.end >= name.length - 1) own = tail
    else if (/^\d{1,3}$/.test(name))
      own = { start: 0, end: name.length, steps: [{ kind: 'any', n: String(Number(name)) }] }
  }
  if (known.size > 20_000) known.clear()
  known.set(name, own)
  return own
}

/** `第3网格第1单元` below `第3网格` adds only the unit. */
function withoutRepeated(own: readonly PlaceNumber[], above: readonly PlaceNumber[]): PlaceNumber[] {
  const same = (a: PlaceNumber | undefined, b: PlaceNumber | undefined) =>
    a && b && a.n === b.n && (a.kind === b.kind || b.kind === 'any' || a.kind === 'any')
  for (let length = Math.min(own.length - 1, above.length); length > 0; length--) {
    const tail = above.slice(above.length - length)
    if (tail.every((step, i) => same(own[i], step))) return own.slice(length)
  }
  return [...own]
}

const NEAR: Readonly<Record<PlaceNumber['kind'], readonly PlaceNumber['kind'][]>> = {
  any: ['building', 'any', 'row', 'door', 'grid', 'unit', 'group'],
  building: ['building', 'any', 'row', 'door'],
  row: ['row', 'any', 'building'],
  door: ['door', 'any', 'building'],
  grid: ['grid', 'any'],
  group: ['group', 'any'],
  unit: ['unit', 'any'],
  zone: ['zone', 'any'],
  floor: ['floor'],
  room: ['room'],
}

/** Kinds that people mix up: a bare number may be any, a building with a letter may be one with a number. */
function keysOf(step: PlaceNumber): string[] {
  const kinds = NEAR[step.kind]
  const keys = kinds.map((kind) => `${kind}:${step.n}`)
  const letter = /^[a-d]$/.test(step.n) ? step.n.charCodeAt(0) - 96 : null
  if (letter !== null && step.kind === 'unit') keys.push(...kinds.map((kind) => `${kind}:${letter}`))
  return keys
}

/** Numbers of these steps, each by any of its keys, stand in the chain in this order. */
function standIn(chain: readonly string[], steps: readonly (readonly string[])[]): boolean {
  let at = chain.length - 1
  for (let i = steps.length - 1; i >= 0; i--) {
    const keys = steps[i] ?? []
    while (at >= 0 && !keys.includes(chain[at] ?? '')) at--
    if (at < 0) return false
    at--
  }
  return true
}

function lowerBound<T>(list: readonly T[], before: (item: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const mid = (low + high) >> 1
    const item = list[mid]
    if (item !== undefined && before(item)) low = mid + 1
    else high = mid
  }
  return low
}
