import type { Queue, Worker } from 'bullmq'
import type { Logger, Wake } from '../app/ports.ts'
import { type Backend, type JobData, openBackend, type Processor, type QueueSettings } from './backend.ts'
import { Nearby } from './nearby.ts'

export type { QueueSettings } from './backend.ts'

/** One use case per queue; the key is a lane or a conversation id. */
export interface Handlers {
  inbox: Processor
  delivery: Processor
  /** Fires what has come due; called at its time, and every half second in every worker process. */
  due(): Promise<void>
  /** Learns the town's own model anew where it is due. */
  learning(): Promise<void>
  /** Finds work that the queues lost; called every few seconds in every worker process. */
  audit(): Promise<void>
}

export interface JobsOptions {
  settings: QueueSettings
  log: Logger
  concurrency?: { inbox: number; delivery: number; timer: number }
  /** Milliseconds between audits. */
  auditEvery?: number
  /** Milliseconds between two looks for what is due. */
  lookEvery?: number
  /** Immediate wakes run in this process where it has workers (docs/decisions/0014-nearby.md). */
  nearby?: boolean
}

export interface Jobs {
  wake: Wake
  /** Wakes for work the audit found: never taken for a repeat of a job that is stuck itself. */
  rescue(found: { lanes: string[]; conversations: string[] }, round: number): Promise<void>
  startWorkers(handlers: Handlers): void
  ping(): Promise<string>
  /** Lets running jobs end, then closes. */
  stop(): Promise<void>
}

const DEFAULT_CONCURRENCY = { inbox: 6, delivery: 6, timer: 2 }
const NEARBY_CONCURRENCY = 8
/** Timers are in the queue this long before they are due; several audits fall into it. */
const LOOK_AHEAD_MS = 60_000
/** What comes due within one moment is one job, however much it is. */
const MOMENT_MS = 250
/** A wake that the queue store lost is made up for by looking at the tables this often. */
const LOOK_EVERY_MS = 500

/** Opens the queues. Adding a wake never fails and never waits: what is lost here the auditor brings back. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const { log } = options
  const onError = (error: Error): void => log.warn({ err: error }, 'queue store')
  const backend: Backend = await openBackend(options.settings, onError)
  const queues = {
    inbox: backend.queue('inbox'),
    delivery: backend.queue('delivery'),
    timer: backend.queue('timer'),
    learning: backend.queue('learning'),
  }
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY
  const workers: Worker<JobData>[] = []
  let auditTimer: NodeJS.Timeout | undefined
  let auditing: Promise<void> = Promise.resolve()
  let lookTimer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  const batches = {
    inbox: new Batch(queues.inbox, onError),
    delivery: new Batch(queues.delivery, onError),
    timer: new Batch(queues.timer, onError),
    learning: new Batch(queues.learning, onError),
  }
  const nearby = {
    inbox: new Nearby(NEARBY_CONCURRENCY, onError),
    delivery: new Nearby(NEARBY_CONCURRENCY, onError),
  }
  const wakeNow = (queue: 'inbox' | 'delivery', key: string, delayMs = 0): void => {
    if (delayMs > 0 || !nearby[queue].take(key)) batches[queue].add(key, delayMs)
  }
  return {
    wake: {
      inbox: (lane, delayMs) => wakeNow('inbox', lane, delayMs),
      delivery: (conversationId, delayMs) => wakeNow('delivery', conversationId, delayMs),
      due: (at) => {
        // What lies further ahead is queued by the audit when its time comes near: most timers never come due.
        const moment = Math.ceil(at.getTime() / MOMENT_MS)
        const ahead = moment * MOMENT_MS - Date.now()
        if (ahead <= LOOK_AHEAD_MS) batches.timer.add('due', Math.max(0, ahead), `t-${moment}`)
      },
      // One at a time, however often the audit finds it due.
      learning: () => batches.learning.add('town', 0, 'l-town'),
    },
    async rescue(found, round) {
      const jobs = (keys: string[], kind: string) =>
        keys.map((key) => ({
          name: kind,
          data: { key },
          opts: { jobId: `${kind}-${round}-${key.replaceAll(':', '_')}` },
        }))
      await queues.inbox.addBulk(jobs(found.lanes, 'i'))
      await queues.delivery.addBulk(jobs(found.conversations, 'd'))
    },
    startWorkers(handlers) {
      workers.push(
        backend.worker('inbox', handlers.inbox, concurrency.inbox),
        backend.worker('delivery', handlers.delivery, concurrency.delivery),
        backend.worker('timer', () => handlers.due(), concurrency.timer),
        backend.worker('learning', () => handlers.learning(), 1),
      )
      if (options.nearby) {
        nearby.inbox.open(handlers.inbox)
        nearby.delivery.open(handlers.delivery)
      }
      // Not a queue job: the audit must go on when the queue store is the thing that is broken.
      auditTimer = setInterval(() => {
        auditing = auditing.then(() => handlers.audit()).catch(onError)
      }, options.auditEvery ?? 5000)
      let done = true
      lookTimer = setInterval(() => {
        if (!done) return
        done = false
        looking = handlers
          .due()
          .catch(onError)
          .finally(() => {
            done = true
          })
      }, options.lookEvery ?? LOOK_EVERY_MS)
    },
    ping: () => backend.ping(),
    async stop() {
      clearInterval(auditTimer)
      clearInterval(lookTimer)
      await Promise.all([auditing, looking])
      // What a closing inbox wakes may still go out here; what is left then is for the other processes.
      for (const queue of ['inbox', 'delivery'] as const) {
        for (const key of await nearby[queue].close()) batches[queue].add(key)
      }
      await Promise.all(workers.map((w) => w.close()))
      await Promise.all(Object.values(batches).map((b) => b.flushed()))
      await Promise.all(Object.values(queues).map((q) => q.close()))
      await backend.close()
    },
  }
}

/** Collects the wakes of one turn of the event loop into one round trip; the same key twice is one wake. */
class Batch {
  readonly #queue: Queue<JobData>
  readonly #onError: (error: Error) => void
  #waiting = new Map<string, { key: string; delay: number; jobId: string | undefined }>()
  #flushing: Promise<unknown> = Promise.resolve()

  constructor(queue: Queue<JobData>, onError: (error: Error) => void) {
    this.#queue = queue
    this.#onError = onError
  }

  add(key: string, delay = 0, jobId?: string): void {
    if (this.#waiting.size === 0) setImmediate(() => this.#flush())
    this.#waiting.set(jobId ?? `${key}+${delay}`, { key, delay, jobId })
  }

  #flush(): void {
    const jobs = [...this.#waiting.values()].map(({ key, delay, jobId }) => ({
      name: 'wake',
      data: { key },
      opts: { ...(delay > 0 ? { delay } : {}), ...(jobId ? { jobId } : {}) },
    }))
    this.#waiting = new Map()
    if (jobs.length === 0) return
    const adding = this.#queue.addBulk(jobs).catch(this.#onError)
    this.#flushing = Promise.all([this.#flushing, adding])
  }

  async flushed(): Promise<void> {
    this.#flush()
    await this.#flushing
  }
}
