/** Names of features and their positions. */
export interface Names {
  readonly size: number
  /** All names, in the order of their positions. */
  readonly names: readonly string[]
  /** Position of the feature, or -1. */
  of(name: string): number
}

/** Parts the names in their joined form; no name holds one. */
export const JOINT = '\n'

const EMPTY = -1

/**
 * Names that grow no more. They are looked up by 64 bits of hash alone: that a name which is not among 200,000 is
 * taken for one that is happens once in 10^14, and no more than one weight would be wrong.
 */
export class FixedNames implements Names {
  readonly size: number
  readonly #joined: string
  /** By slot: half of the hash, and the position or -1. */
  readonly #slots: Int32Array
  readonly #mask: number

  /** @param joined the names, `JOINT` between; at least one. */
  constructor(joined: string) {
    this.#joined = joined
    const names = joined.split(JOINT)
    this.size = names.length
    let count = 2
    while (count < names.length * 2) count *= 2
    this.#mask = count - 1
    this.#slots = new Int32Array(count * 2).fill(EMPTY)
    names.forEach((name, at) => {
      const [hash, check] = [hashOf(name), checkOf(name)]
      let slot = hash & this.#mask
      while (this.#slots[slot * 2 + 1] !== EMPTY) slot = (slot + 1) & this.#mask
      this.#slots[slot * 2] = check
      this.#slots[slot * 2 + 1] = at
    })
  }

  get names(): readonly string[] {
    return this.#joined.split(JOINT)
  }

  of(name: string): number {
    const check = checkOf(name)
    for (let slot = hashOf(name) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = this.#slots[slot * 2 + 1] ?? EMPTY
      if (at === EMPTY || this.#slots[slot * 2] === check) return at
    }
  }
}

/** FNV-1a over the code units, its high bits folded in. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** Another hash, by another prime and from the last unit on. */
function checkOf(text: string): number {
  let hash = text.length
  for (let i = text.length - 1; i >= 0; i--) hash = Math.imul(hash, 0x9e3779b1) + text.charCodeAt(i)
  return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) | 0
}
