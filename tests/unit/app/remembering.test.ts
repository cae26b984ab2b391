import { expect, it } from 'vitest'
import type { Store } from '../../../src/app/store-port/store.ts'
import type { DueTimer } from '../../../src/app/store-port/timers.ts'
import { Draft } from '../../../src/app/tickets/draft.ts'
import { remembering } from '../../../src/app/timers/remembering.ts'

const NOW = new Date('2026-07-01T02:00:00Z')

function asked() {
  const calls: string[] = []
  const store = {
    conversation: async (id: string) => {
      calls.push(`conversation ${id}`)
      return null
    },
    cards: async (id: string) => {
      calls.push(`cards ${id}`)
      return []
    },
    remindersLately: async () => ({ said: 2, waitUntil: null }),
  }
  return { calls, store: store as unknown as Store }
}

it('asks once for what a batch asks for twice, and not for what came with the timers', async () => {
  const { calls, store } = asked()
  const rows = [{ ticketId: 't1', cards: [] }] as unknown as DueTimer[]
  const once = remembering(store, rows, [])
  await Promise.all([once.conversation('c1'), once.conversation('c1'), once.conversation('c2')])
  await once.cards('t1')
  await once.cards('t2')
  expect(calls).toEqual(['conversation c1', 'conversation c2', 'cards t2'])
})

it('counts the reminders that the batch itself is about to say, chat by chat', async () => {
  const { store } = asked()
  const draft = new Draft({ timerId: 'timer', requestId: 'request' })
  const row = {
    id: 'r',
    ticketId: 't',
    at: NOW,
    notice: { to: { kind: 'dispatcher' }, template: 'idle', args: {} },
  }
  const later = new Date(NOW.getTime() + 60_000)
  draft.write.reminders.push(
    { ...row, conversationId: 'c1', state: 'said', dueAt: null } as never,
    { ...row, conversationId: 'c1', state: 'waiting', dueAt: later } as never,
    { ...row, conversationId: 'c2', state: 'said', dueAt: null } as never,
  )
  const batch = remembering(store, [], [draft])
  expect(await batch.remindersLately('c1', NOW)).toEqual({ said: 3, waitUntil: later })
  expect(await batch.remindersLately('c3', NOW)).toEqual({ said: 2, waitUntil: null })
})
