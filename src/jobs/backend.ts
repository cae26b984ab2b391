import {
  createPostgresBackend,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'

/** Where jobs are kept: Redis when there is one, else Postgres. One API for both. */
export type QueueSettings =
  | { kind: 'postgres'; url: string /** Schema of BullMQ's tables. */; schema: string }
  | { kind: 'redis'; url: string /** Key prefix. */; prefix: string }

export type JobData = { key: string }
export type Processor = (key: string) => Promise<void>

/** Queues carry ids only; truth is in Postgres, so a finished or failed job leaves nothing behind. */
const JOB_DEFAULTS = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const

/**
 * A killed worker's job is taken up after about five seconds (the library's default is sixty), and however
 * often a job is found stalled it is tried again: every job may run twice without harm.
 */
const RECOVERY = { lockDuration: 5000, stalledInterval: 2500, maxStalledCount: 1_000_000 } as const

export interface Backend {
  queue(name: string): Queue<JobData>
  worker(name: string, process: Processor, concurrency: number): Worker<JobData>
  /** Answers when the store does; rejects when it does not. */
  ping(): Promise<string>
  close(): Promise<void>
}

/**
 * A connection that breaks between two queries, or while its pool closes it, tells so by an event; heard by nobody
 * it would end the process. Whatever runs on it fails by itself.
 */
class CalmClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', () => undefined)
  }
}

/** Prepares the store (BullMQ's own migrations on Postgres) and gives the constructors. */
export async function openBackend(
  settings: QueueSettings,
  onError: (error: Error) => void,
): Promise<Backend> {
  return settings.kind === 'redis' ? openRedis(settings, onError) : openPostgres(settings, onError)
}

async function openPostgres(
  settings: Extract<QueueSettings, { kind: 'postgres' }>,
  onError: (error: Error) => void,
): Promise<Backend> {
  const { Queue: PgQueue, Worker: PgWorker } = withBackend(createPostgresBackend)
  const url = new URL(settings.url)
  url.searchParams.delete('schema')
  url.searchParams.delete('options')
  const connection = (max: number) => ({
    connectionString: url.toString(),
    schema: settings.schema,
    max,
    keepAlive: true,
    Client: CalmClient,
  })
  const admin = new pg.Pool({ connectionString: url.toString(), max: 1, Client: CalmClient })
  admin.on('error', onError)
  const client = await admin.connect()
  try {
    await runMigrations(client as never, settings.schema)
  } finally {
    client.release()
  }
  return {
    queue(name) {
      const queue = new PgQueue<JobData>(name, { connection: connection(3), defaultJobOptions: JOB_DEFAULTS })
      queue.on('error', onError)
      return queue as unknown as Queue<JobData>
    },
    worker(name, process, concurrency) {
      const worker = new PgWorker<JobData>(name, (job) => process(job.data.key), {
        connection: connection(6),
        concurrency,
        ...RECOVERY,
      })
      worker.on('error', onError)
      return worker as unknown as Worker<JobData>
    },
    async ping() {
      await admin
        .query(`SELECT 1 FROM "${settings.schema}".bullmq_schema_migrations LIMIT 1`)
        .catch(async () => {
          await admin.query('SELECT 1')
        })
      return 'postgres'
    },
    close: () => admin.end(),
  }
}

async function openRedis(
  settings: Extract<QueueSettings, { kind: 'redis' }>,
  onError: (error: Error) => void,
): Promise<Backend> {
  const connect = (): Redis => {
    const redis = new Redis(settings.url, {
      maxRetriesPerRequest: null,
      retryStrategy: (n) => Math.min(n * 100, 2000),
    })
    redis.on('error', onError)
    return redis
  }
  // Adding must not wait for a Redis that is away: the auditor brings lost wakes back.
  const adding = new Redis(settings.url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: true,
    retryStrategy: (n) => Math.min(n * 100, 2000),
  })
  adding.on('error', onError)
  const opened = [adding]
  return {
    queue(name) {
      const options: QueueOptions = {
        connection: adding,
        prefix: settings.prefix,
        defaultJobOptions: JOB_DEFAULTS,
      }
      const queue = new Queue<JobData>(name, options)
      queue.on('error', onError)
      return queue
    },
    worker(name, process, concurrency) {
      const connection = connect()
      opened.push(connection)
      const options: WorkerOptions = { connection, prefix: settings.prefix, concurrency, ...RECOVERY }
      const worker = new Worker<JobData>(name, (job) => process(job.data.key), options)
      worker.on('error', onError)
      return worker
    },
    async ping() {
      await adding.ping()
      return 'redis'
    },
    async close() {
      for (const redis of opened) redis.disconnect()
    },
  }
}
