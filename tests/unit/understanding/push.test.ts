import { expect, test } from 'vitest'
import { gather } from '../../../src/domain/understanding/gather.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import type { ReadInput, ThreadContext } from '../../../src/domain/understanding/types.ts'
import { coast } from './support.ts'

// Updates may come out of order: the nudge before the report that it belongs to.
test.each([
  ['快点吧', 'hold'],
  ['麻烦快点处理', 'hold'],
  ['电线破皮了,快点处理', 'open'],
])('after a photo without words, %s is %s', (text, kind) => {
  const at = new Date('2026-11-22T01:00:00Z')
  const input: ReadInput = {
    text,
    hasPhoto: false,
    at,
    conversation: { kind: 'group', area: coast.top },
    sender: { role: 'unit_chief', area: coast.top },
  }
  const thread: ThreadContext = {
    recent: [{ at, sameSender: true, text: '', hasPhoto: true, ticketId: null }],
    open: [],
  }
  const reading = createReader(coast).read(input, thread)
  expect(gather(input, reading, thread, coast.policy).kind).toBe(kind)
})
