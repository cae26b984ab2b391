import type { Names } from './names.ts'

/** A sparse vector: positions in ascending order of insertion, each at most once, and their values. */
export interface Sparse {
  at: Int32Array
  value: Float32Array
}

/** Names of features and their positions; grows while a model is trained, is fixed afterwards. */
export class Vocabulary implements Names {
  readonly names: string[] = []
  readonly #at = new Map<string, number>()

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name)
  }

  get size(): number {
    return this.names.length
  }

  add(name: string): number {
    const known = this.#at.get(name)
    if (known !== undefined) return known
    this.#at.set(name, this.names.length)
    return this.names.push(name) - 1
  }

  /** Position of the feature, or -1. */
  of(name: string): number {
    return this.#at.get(name) ?? -1
  }
}
