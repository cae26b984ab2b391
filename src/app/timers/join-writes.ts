import type { Write } from '../store-port/write.ts'

type Lists = Omit<Write, 'cause'>

/** Several writes as one; the timers are all of theirs, the request is the first one's. They touch different tickets. */
export function joinWrites(writes: readonly Write[]): Write {
  const [first, ...more] = writes
  if (!first) throw new Error('nothing to write')
  if (more.length === 0) return first
  const { cause, ...lists } = first
  const joined = Object.fromEntries(
    Object.keys(lists).map((key) => [key, writes.flatMap((write) => write[key as keyof Lists] as unknown[])]),
  )
  return {
    ...(joined as unknown as Lists),
    cause: { ...cause, timerIds: writes.flatMap((write) => write.cause.timerIds) },
  }
}
