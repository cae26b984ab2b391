import { isDeepStrictEqual } from 'node:util'

/** True when two plain values hold the same, whatever the order of their keys. */
export const same: (a: unknown, b: unknown) => boolean = isDeepStrictEqual

/** Items by key, in order. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}
