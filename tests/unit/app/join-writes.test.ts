import { expect, it } from 'vitest'
import { Draft } from '../../../src/app/tickets/draft.ts'
import { joinWrites } from '../../../src/app/timers/join-writes.ts'

it('joins every list of several writes, whatever lists there are', () => {
  const writes = ['a', 'b'].map((timerId) => {
    const { write } = new Draft({ timerId, requestId: timerId })
    const fill = (value: unknown): unknown =>
      Array.isArray(value)
        ? [timerId]
        : Object.fromEntries(Object.entries(Object(value)).map(([key, inner]) => [key, fill(inner)]))
    const { cause, ...lists } = write
    return { ...(fill(lists) as typeof write), cause }
  })
  const { cause, ...lists } = joinWrites(writes)
  expect(cause.timerIds).toEqual(['a', 'b'])
  const leaves = (value: unknown): unknown[] =>
    Array.isArray(value) ? [value] : Object.values(Object(value)).flatMap(leaves)
  expect(leaves(lists).length).toBeGreaterThan(20)
  for (const list of leaves(lists)) expect(list).toEqual(['a', 'b'])
})
