import type { CardRow } from '../store-port/cards.ts'
import type { Store } from '../store-port/store.ts'
import type { DueTimer } from '../store-port/timers.ts'
import type { Draft } from '../tickets/draft.ts'

/**
 * The store for one batch of timers: whom it asks for twice it asks once, and what was read along with the timers is
 * not read again. `batch`: what the batch is going to write. It lives as long as the batch, so nothing gets old.
 */
export function remembering(store: Store, rows: readonly DueTimer[], batch: readonly Draft[]): Store {
  const cards = new Map(rows.map(({ ticketId, cards }) => [ticketId, cards]))
  const known = new Map<string, Promise<unknown>>()
  const once =
    <A extends unknown[], R>(name: string, ask: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      const key = `${name} ${JSON.stringify(args)}`
      const before = known.get(key) as Promise<R> | undefined
      const answer = before ?? ask(...args)
      if (!before) known.set(key, answer)
      return answer
    }
  return {
    ...store,
    cards: async (ticketId: string): Promise<CardRow[]> =>
      cards.get(ticketId) ?? (await store.cards(ticketId)),
    remindersLately: async (conversationId, since) => {
      const lately = await store.remindersLately(conversationId, since)
      // What the batch says counts as said, though it is not written yet.
      const here = batch.flatMap(({ write }) =>
        write.reminders.filter((r) => r.conversationId === conversationId),
      )
      const waits = here.findLast(({ state }) => state === 'waiting')?.dueAt ?? null
      const said = here.filter(({ state }) => state === 'said').length
      return { said: lately.said + said, waitUntil: lately.waitUntil ?? waits }
    },
    conversation: once('conversation', store.conversation),
    departmentConversations: once('department', store.departmentConversations),
    areaConversations: once('area', store.areaConversations),
    personConversations: once('person', store.personConversations),
    identityConversation: once('identity', store.identityConversation),
  }
}
