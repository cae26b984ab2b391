import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What waits in the tables, as one look at them finds it. Seconds count from the oldest; 0 when nothing waits. */
export interface Waiting {
  inbox: { count: number; oldestSeconds: number }
  outbox: { count: number; oldestSeconds: number; inDoubt: number }
  timers: { overdue: number; oldestSeconds: number }
  /** Open tickets by state. */
  tickets: Readonly<Record<string, number>>
}

export interface HttpRequestSeen {
  method: string
  /** The pattern, never the address itself: that may hold ids. */
  route: string
  status: number
  seconds: number
}

export interface Metrics {
  registry: Registry
  handled(kind: string, outcome: 'done' | 'retried' | 'failed'): void
  delivered(channel: string, outcome: 'sent' | 'merged' | 'retried' | 'failed' | 'in_doubt'): void
  malformed(channel: string): void
  timerFired(latenessSeconds: number): void
  secondOpinion(outcome: string): void
  http(request: HttpRequestSeen): void
  waiting(now: Waiting): void
}

/** Counts of one process, in a registry of their own; all names begin with `gridwhistle_`. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `gridwhistle_${name}`, help, labelNames, registers })
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `gridwhistle_${name}_total`, help, labelNames, registers })
  const histogram = (name: string, help: string, buckets: number[], labelNames: string[] = []) =>
    new Histogram({ name: `gridwhistle_${name}_seconds`, help, buckets, labelNames, registers })

  const inboxLag = gauge('inbox_lag_seconds', 'Age of the oldest event that waits to be handled')
  const inboxWaiting = gauge('inbox_waiting', 'Events that wait to be handled')
  const outboxLag = gauge('outbox_lag_seconds', 'How long the oldest message that may leave has waited')
  const outboxWaiting = gauge('outbox_waiting', 'Messages that wait to be sent')
  const inDoubt = gauge('outbox_in_doubt', 'Waiting messages of which a crash left open whether they arrived')
  const overdue = gauge('timers_overdue', 'Timers that are due and have not fired')
  const overdueLag = gauge('timers_overdue_seconds', 'How long the longest due timer has been due')
  const tickets = gauge('tickets', 'Open tickets by state', ['state'])
  const handled = counter('intake_handled', 'Events handled, by kind and outcome', ['kind', 'outcome'])
  const deliveries = counter('deliveries', 'Tries to send, by channel and outcome', ['channel', 'outcome'])
  const retries = counter('delivery_retries', 'Sends put off to be tried again', ['channel'])
  const doubts = counter('deliveries_in_doubt', 'Sends of which it is open whether they arrived', ['channel'])
  const malformed = counter('malformed_frames', 'Frames that could not be read', ['channel'])
  const opinions = counter(
    'second_opinions',
    'Unsure readings, by what a language model said to them or why it was not asked',
    ['outcome'],
  )
  const lateness = histogram(
    'timer_lateness',
    'From when a timer was due to when it fired',
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
  )
  const requests = histogram(
    'http_request_duration',
    'Requests answered, by method, route pattern and status',
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    ['method', 'route', 'status'],
  )

  return {
    registry,
    handled: (kind, outcome) => handled.inc({ kind, outcome }),
    delivered(channel, outcome) {
      deliveries.inc({ channel, outcome })
      if (outcome === 'retried') retries.inc({ channel })
      if (outcome === 'in_doubt') doubts.inc({ channel })
    },
    malformed: (channel) => malformed.inc({ channel }),
    timerFired: (seconds) => lateness.observe(Math.max(0, seconds)),
    secondOpinion: (outcome) => opinions.inc({ outcome }),
    http: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    waiting(now) {
      inboxLag.set(now.inbox.oldestSeconds)
      inboxWaiting.set(now.inbox.count)
      outboxLag.set(now.outbox.oldestSeconds)
      outboxWaiting.set(now.outbox.count)
      inDoubt.set(now.outbox.inDoubt)
      overdue.set(now.timers.overdue)
      overdueLag.set(now.timers.oldestSeconds)
      tickets.reset()
      for (const [state, count] of Object.entries(now.tickets)) tickets.set({ state }, count)
    },
  }
}
