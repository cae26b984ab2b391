import type { Write } from '../store-port/write.ts'

type Rows = Omit<Write, 'cause'>

/** Several writes as one; the timers are all of theirs, the request is the first one's. They touch different tickets. */
export function joinWrites(writes: readonly Write[]): Write {
  const [first, ...more] = writes
  if (!first) throw new Error('nothing to write')
  if (more.length === 0) return first
  const rows = writes.map(({ cause: _cause, ...lists }) => lists)
  return {
    ...(joined(rows) as Rows),
    cause: { ...first.cause, timerIds: writes.flatMap(({ cause }) => cause.timerIds) },
  }
}

/** Lists one after the other, also those within groups of lists. */
function joined(parts: readonly unknown[]): unknown {
  if (parts.every((part) => Array.isArray(part))) return parts.flat()
  const [first] = parts
  const keys = Object.keys(Object(first))
  return Object.fromEntries(
    keys.map((key) => [key, joined(parts.map((part) => Reflect.get(Object(part), key)))]),
  )
}
