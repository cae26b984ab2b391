import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { audit } from './app/audit.ts'
import { sendCalls } from './app/calls/send.ts'
import type { App, Channels, Consultant, TownView } from './app/context.ts'
import { drainConversation } from './app/delivery/drain.ts'
import { type Digested, sendDigests } from './app/digest/send.ts'
import { processLane } from './app/intake/lane.ts'
import { createSink } from './app/intake/receive.ts'
import { learn } from './app/learning/learn.ts'
import { readerOf } from './app/learning/reader.ts'
import type { Channel, Logger, Sink } from './app/ports.ts'
import { FUSE } from './app/second-opinion/consult.ts'
import type { Store } from './app/store-port/store.ts'
import { createTexts } from './app/texts/index.ts'
import { fireDue } from './app/timers/fire-due.ts'
import { createTelegram } from './channels/telegram/index.ts'
import { createWebChannel } from './channels/web/index.ts'
import { type Config, ensureSecretKey } from './config.ts'
import { indexTown } from './domain/area/town.ts'
import { type Jobs, openJobs } from './jobs/index.ts'
import { createBreaker } from './lib/breaker.ts'
import { chartPng } from './lib/chart/picture.ts'
import { createMetrics, type Metrics } from './lib/metrics.ts'
import { createPace } from './lib/pace.ts'
import { postJson } from './lib/post-json.ts'
import { createChatCompletions } from './llm/chat-completions.ts'
import { type Database, openDatabase, untilAnswered } from './store/database.ts'
import { createStore } from './store/index.ts'
import { createLeases } from './store/leases.ts'
import { createMediaStore } from './store/media.ts'
import { createWebDirectory } from './store/web-directory.ts'
import { createWebRooms } from './store/web-rooms.ts'

/** Parts that tests replace or set. */
export interface Overrides {
  now?: () => Date
  channels?: (made: readonly Channel[]) => readonly Channel[]
  queueSchema?: string
  auditEvery?: number
  /** False: chiefs are not told in the evening by themselves. */
  digests?: boolean
}

export interface Context {
  config: Config
  log: Logger
  db: Database
  store: Store
  app: App
  sink: Sink
  channels: readonly Channel[]
  jobs: Jobs
  metrics: Metrics
  rooms: ReturnType<typeof createWebRooms>
  directory: ReturnType<typeof createWebDirectory>
  secretKey: string
  /** Begins to work on what waits. */
  startWorkers(): void
  /** Closes everything that was opened here; workers finish what they hold. */
  close(): Promise<void>
}

/** Builds everything from the settings. Opens connections, starts nothing. */
export async function createContext(
  config: Config,
  log: Logger,
  overrides: Overrides = {},
): Promise<Context> {
  await mkdir(config.data.dir, { recursive: true })
  const secretKey = ensureSecretKey({ secretKey: config.secretKey, data: config.data })
  const warn = (what: string) => (error: Error) => log.warn({ err: error }, what)
  const db = openDatabase({ url: config.database.url, onError: warn('database connection') })
  await untilAnswered(db.pool, log)
  const store = createStore(db)
  const metrics = createMetrics()
  const media = createMediaStore({ pool: db.pool, dir: config.data.dir, timeZone: config.town.tz })
  const rooms = createWebRooms({ pool: db.pool, connectionString: db.listenUrl, log })
  const town = townCache(store, config.town.tz, log)
  const leases = createLeases({ pool: db.locks, log })
  const made: Channel[] = [createWebChannel({ rooms, media })]
  if (config.telegram) {
    const { token, apiRoot, mode, webhookSecret } = config.telegram
    made.push(
      createTelegram({
        token,
        mode,
        leases,
        log,
        ...(apiRoot ? { apiRoot } : {}),
        ...(mode === 'webhook' ? { webhookUrl: config.http.publicUrl } : {}),
        ...(webhookSecret ? { webhookSecret } : {}),
      }),
    )
  }
  const channels = overrides.channels?.(made) ?? made
  const jobs = await openJobs({
    settings: config.queue.redisUrl
      ? { kind: 'redis', url: config.queue.redisUrl, prefix: `gridwhistle:${db.schema}` }
      : {
          kind: 'postgres',
          url: config.database.url,
          schema: overrides.queueSchema ?? queueSchema(db.schema),
        },
    log,
    nearby: true,
    ...(overrides.auditEvery === undefined ? {} : { auditEvery: overrides.auditEvery }),
  })
  const app: App = {
    store,
    media,
    charts: { png: chartPng },
    channels: registry(channels),
    wake: jobs.wake,
    log,
    meter: metrics,
    town,
    now: overrides.now ?? (() => new Date()),
    newId: randomUUID,
    zone: config.town.tz,
    secret: new TextEncoder().encode(secretKey),
    publicUrl: config.http.publicUrl,
    pace: createPace(),
    post: postJson,
    secondOpinion: consultant(config),
  }
  return {
    config,
    log,
    db,
    store,
    app,
    sink: createSink(app),
    channels,
    jobs,
    metrics,
    rooms,
    directory: createWebDirectory({ pool: db.pool, town: async () => townOrThrow(await town()).town }),
    secretKey,
    startWorkers() {
      const ahead = { until: null }
      const digested: Digested = { done: null }
      jobs.startWorkers({
        inbox: (lane) => processLane(app, lane),
        delivery: (conversationId) => drainConversation(app, conversationId),
        due: () => fireDue(app),
        learning: () => learn(app),
        async audit() {
          await Promise.all([audit(app, jobs.rescue, ahead), sendCalls(app)])
          if (overrides.digests !== false) await sendDigests(app, digested)
        },
      })
    },
    async close() {
      await jobs.stop()
      await rooms.stop()
      await leases.stop()
      await db.close()
    },
  }
}

export function townOrThrow(view: TownView | null): TownView {
  if (!view) throw new Error('no town is imported yet: npm run town -- import DIR')
  return view
}

function consultant({ model }: Config): Consultant | null {
  return model && { model: createChatCompletions(model), breaker: createBreaker(FUSE) }
}

/** `bullmq` beside the `public` schema; a test's own beside its own. */
function queueSchema(schema: string): string {
  return schema === 'public' ? 'bullmq' : `${schema}_q`
}

function registry(channels: readonly Channel[]): Channels {
  return {
    all: () => channels,
    find: (name, account) => {
      const named = channels.filter((c) => c.name === name)
      return named.find((c) => c.account === account) ?? (account === '*' ? (named[0] ?? null) : null)
    },
  }
}

/** How long a town is used before its version is asked for again, milliseconds. */
const FRESH_MS = 1000

/** The town in memory, built anew when an import has raised its version or another model was taken into use. */
function townCache(store: Store, zone: string, log: Logger): () => Promise<TownView | null> {
  let view: TownView | null = null
  let model: number | null = null
  let checked = 0
  let loading: Promise<TownView | null> | null = null
  const load = async (): Promise<TownView | null> => {
    const version = await store.versions()
    const imported = view?.town.version !== version.town
    if (imported || model !== version.model) {
      const data = imported ? await store.loadTown() : null
      const town = data ? indexTown(data, zone) : view?.town
      const own = version.model === null ? null : await store.modelInUse()
      if (town) view = { town, texts: createTexts(town.policy), read: readerOf(town, own, log).read }
      model = version.model
    }
    checked = Date.now()
    return view
  }
  return () => {
    if (view && Date.now() - checked < FRESH_MS) return Promise.resolve(view)
    loading ??= load().finally(() => {
      loading = null
    })
    return loading
  }
}
