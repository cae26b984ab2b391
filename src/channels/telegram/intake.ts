import type { Logger, ReceivedEvent, Sink } from '../../app/ports.ts'
import type { BotSelf } from './address.ts'
import { parseUpdate } from './parse.ts'

interface Intake {
  account: string
  bot: BotSelf
  sink: Sink
  log: Logger
}

/**
 * Hands raw updates to the sink, each read on its own: one that cannot be read is kept and the others go on.
 * Resolves when all are committed; rejects when they are not, and then none may be confirmed to Telegram.
 */
export async function takeIn(
  updates: readonly unknown[],
  { account, bot, sink, log }: Intake,
): Promise<void> {
  const receivedAt = new Date()
  const events: ReceivedEvent[] = []
  for (const raw of updates) {
    const parsed = parseUpdate(raw, { account, bot, receivedAt })
    if (parsed.ok) {
      events.push({ event: parsed.event, raw })
      continue
    }
    const { dedupeKey, error } = parsed
    log.warn({ channel: 'telegram', dedupeKey, error }, 'unreadable update kept')
    await sink.malformed({ channel: 'telegram', account, dedupeKey, raw, error })
  }
  if (events.length > 0) await sink.receive(events)
}

/** What the service wants to hear; Telegram's default would leave nothing else out but should be said. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const
