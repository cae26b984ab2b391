import type { IncomingEvent } from '../../domain/message.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import type { App } from '../context.ts'
import type { Sink } from '../ports.ts'

/** `telegram:123:-1001`: events of one lane are handled in order. */
export function laneOf(event: Pick<IncomingEvent, 'channel' | 'account' | 'conversation'>): string {
  return `${event.channel}:${event.account}:${event.conversation.id}`
}

/** Where channels put what they hear: committed first (rule 1), then the lanes are woken. */
export function createSink(app: Pick<App, 'store' | 'wake' | 'log' | 'meter' | 'newId'>): Sink {
  return {
    async receive(events) {
      crashPoint('inbox.adding')
      await app.store.addToInbox(events.map((e) => ({ ...e, requestId: app.newId() })))
      crashPoint('inbox.added')
      for (const lane of new Set(events.map((e) => laneOf(e.event)))) app.wake.inbox(lane)
    },
    async malformed(frame) {
      await app.store.addMalformed({ ...frame, requestId: app.newId() })
      app.meter.malformed(frame.channel)
      app.log.warn(
        { channel: frame.channel, dedupeKey: frame.dedupeKey },
        'frame not understood: kept and skipped',
      )
    },
  }
}
