import { subHours } from 'date-fns'
import { expect, test } from 'vitest'
import type { Intake } from '../../../src/app/intake/intake.ts'
import { loadThread } from '../../../src/app/intake/said.ts'
import { coast, NOON } from './support.ts'

test.each([24, 6])(
  'a chat is looked back at for as long as the town says: %i hours',
  async (lookBackHours) => {
    let since: Date | undefined
    const intake = {
      app: {
        store: {
          thread: async (asked: { since: Date }) => {
            since = asked.since
            return {}
          },
        },
      },
      view: { town: { policy: { ...coast.policy, gather: { ...coast.policy.gather, lookBackHours } } } },
      conversation: { id: 'c' },
      identity: { id: 'i' },
      event: { occurredAt: NOON.toISOString() },
      now: NOON,
    }
    await loadThread(intake as unknown as Intake, { messageId: 'm' })
    expect(since).toEqual(subHours(NOON, lookBackHours))
  },
)
