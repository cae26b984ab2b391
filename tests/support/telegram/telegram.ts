import type { Server } from 'node:http'
import type { BotCommand, Update } from 'grammy/types'
import { repeat, type ShuffleOptions, shuffle } from './chaos.ts'
import type { CallMatch, InjectedError } from './faults.ts'
import { GroupDriver, type GroupOptions } from './group-driver.ts'
import { commandKey } from './handle-profile.ts'
import { type RateLimits, REALISTIC_LIMITS } from './limits.ts'
import { isRecord, type Json } from './params.ts'
import { listen, runCall, type ServerParts } from './server.ts'
import { until, type WaitOptions } from './signal.ts'
import type { Delivery } from './updates.ts'
import { UserDriver, type UserOptions } from './user-driver.ts'
import { type WebhookOptions, WebhookSender } from './webhook.ts'
import { type CallRecord, type StrictError, World } from './world.ts'

export type TelegramOptions = {
  /** `<bot id>:<secret>`; default a made-up one. */
  token?: string
  /** Without @. */
  username?: string
  /** false = privacy mode on; default true. */
  canReadAllGroupMessages?: boolean
  /** Milliseconds since 1970; default the real clock. */
  now?: () => number
  firstUpdateId?: number
  /** Milliseconds in which a button press can be answered; default 60 000. */
  callbackTtlMs?: number
  /** `true` = the realistic numbers; default off. */
  limits?: boolean | RateLimits
  webhook?: Partial<WebhookOptions>
}

const WEBHOOK_DEFAULTS: WebhookOptions = {
  backoffMs: [20, 50, 100, 200],
  timeoutMs: 10_000,
  maxAttempts: 50,
  allowPlainHttp: true,
}

/** Starts the stand-in on a free port of the loopback. */
export async function startTelegram(options: TelegramOptions = {}): Promise<Telegram> {
  const world = new World({
    token: options.token ?? '7000000001:AAstandinTokenForTests-0123456789abcde',
    username: options.username ?? 'wanggeshao_bot',
    canReadAllGroupMessages: options.canReadAllGroupMessages ?? true,
    now: options.now ?? Date.now,
    firstUpdateId: options.firstUpdateId ?? 870_000_001,
    callbackTtlMs: options.callbackTtlMs ?? 60_000,
  })
  const webhookOptions = { ...WEBHOOK_DEFAULTS, ...options.webhook }
  const webhook = new WebhookSender({
    queue: world.updates,
    changed: world.changed,
    options: webhookOptions,
    now: world.now,
    answer: async (method, params) => {
      await runCall(parts, method, { fields: params, uploads: new Map() }, new AbortController().signal)
    },
  })
  const parts: ServerParts = { world, webhook, webhookOptions }
  const { server, url } = await listen(parts)
  const telegram = new Telegram(world, webhook, server, url)
  telegram.limit(options.limits ?? false)
  return telegram
}

/** The stand-in as a test holds it. */
export class Telegram {
  readonly world: World
  /** For `client.apiRoot` and TELEGRAM_API_ROOT. */
  readonly apiRoot: string
  readonly #webhook: WebhookSender
  readonly #server: Server

  constructor(world: World, webhook: WebhookSender, server: Server, apiRoot: string) {
    this.world = world
    this.#webhook = webhook
    this.#server = server
    this.apiRoot = apiRoot
  }

  get token(): string {
    return this.world.token
  }
  /** Every call but getUpdates, oldest first. */
  get calls(): CallRecord[] {
    return this.world.calls
  }
  /** The getUpdates calls. */
  get polls(): CallRecord[] {
    return this.world.polls
  }
  /** Unknown or mistyped parameters; a test of a good bot finds none. */
  get strictErrors(): StrictError[] {
    return this.world.strictErrors
  }
  /** Updates the bot has not confirmed yet. */
  get pendingUpdates(): Update[] {
    return this.world.updates.pending.map((entry) => entry.update)
  }
  /** What went out, with how often. */
  get delivered(): Delivery[] {
    return [...this.world.updates.delivered.values()]
  }
  get webhookInfo() {
    return { ...this.#webhook.info(), failures: this.#webhook.failures }
  }
  /** Calls refused for their rate. */
  get rateRefusals(): number {
    return this.world.limiter.refused
  }

  callsTo(method: string): CallRecord[] {
    return this.calls.filter((call) => call.method === method)
  }

  /** Commands as registered for a scope and a language ('' = all languages). */
  commandsFor(scope: Json | undefined, language = ''): BotCommand[] {
    return this.world.commands.get(commandKey(scope, language)) ?? []
  }

  user(options: UserOptions): UserDriver {
    return new UserDriver(this.world, options)
  }

  group(options: GroupOptions): GroupDriver {
    return new GroupDriver(this.world, options)
  }

  /** See `GroupDriver.migrate`. */
  migrateGroup(group: GroupDriver): { from: number; to: number } {
    return group.migrate()
  }

  /** BotFather's switch. Groups keep the old setting until the bot is added again. */
  setPrivacy(canReadAllGroupMessages: boolean): void {
    this.world.bot.can_read_all_group_messages = canReadAllGroupMessages
  }

  /** Calls answer this error and do nothing, `times` times (default 1). */
  fail(match: CallMatch, error: InjectedError, times = 1): void {
    this.world.faults.add(match, { kind: 'error', error }, times)
  }

  /** 429 for the next calls. */
  failRate(match: CallMatch, retryAfterSeconds: number, times = 1): void {
    const parameters = { retry_after: retryAfterSeconds }
    this.fail(
      match,
      { error_code: 429, description: `Too Many Requests: retry after ${retryAfterSeconds}`, parameters },
      times,
    )
  }

  /** The connection breaks without an answer, before the call is performed or after it was. */
  drop(match: CallMatch, when: 'before' | 'after', times = 1): void {
    this.world.faults.add(match, { kind: 'drop', when }, times)
  }

  delay(match: CallMatch, ms: number, options: { times?: number; when?: 'before' | 'after' } = {}): void {
    this.world.faults.add(match, { kind: 'delay', ms, when: options.when ?? 'before' }, options.times ?? 1)
  }

  /** An answer that is HTML with this status, as a proxy in trouble gives it; nothing is performed. */
  garble(match: CallMatch, status = 502, times = 1): void {
    this.world.faults.add(match, { kind: 'garble', status, body: '<html><h1>Bad Gateway</h1></html>' }, times)
  }

  clearFaults(): void {
    this.world.faults.clear()
  }

  /** Rate limits on, with the realistic or own numbers, or off. */
  limit(limits: boolean | RateLimits): void {
    this.world.limiter.limits = limits === true ? REALISTIC_LIMITS : limits || undefined
  }

  /** Any update as it is; an update_id is given where it has none. */
  injectRawUpdate(update: Json): number {
    const given = update['update_id']
    const id = typeof given === 'number' ? given : this.world.updates.nextId()
    const inner = Object.values(update).find((value) => isRecord(value) && isRecord(value['chat']))
    const chat = isRecord(inner) && isRecord(inner['chat']) ? String(inner['chat']['id']) : 'raw'
    this.world.updates.add({ update: { ...update, update_id: id } as Update, chat, forced: true, times: 0 })
    return id
  }

  repeatUpdate(updateId: number): void {
    repeat(this.world.updates, updateId)
  }

  /** Updates gather and none goes out until `release`. */
  hold(): void {
    this.world.updates.hold()
  }

  release(): void {
    this.world.updates.release()
  }

  /** Another order and repeats among the next `count` waiting updates; use it between `hold` and `release`. */
  shuffle(count: number, options?: ShuffleOptions): void {
    shuffle(this.world.updates, count, options)
  }

  expireFileLinks(): void {
    this.world.files.expireLinks()
  }

  /** Resolves when the check gives something; it is asked whenever anything changes. */
  waitFor<T>(check: () => T | undefined | null | false, options: WaitOptions = {}): Promise<T> {
    return until(this.world.changed, check, { ...options, describe: () => this.describe() })
  }

  /** The next finished call of a method, counted from `after` calls on. */
  waitForCall(method: string, options: WaitOptions & { after?: number } = {}): Promise<CallRecord> {
    const find = () =>
      this.calls.slice(options.after ?? 0).find((call) => call.method === method && call.outcome)
    return this.waitFor(find, { what: `a call of ${method}`, ...options })
  }

  /** Resolves when every update is confirmed, no call runs, and it stays so for `quietMs` (default 25). */
  async idle(options: WaitOptions & { quietMs?: number } = {}): Promise<void> {
    const { updates } = this.world
    let resolveQuiet: () => void = () => {}
    const calm = () =>
      updates.pending.length === 0 && this.world.inFlight === 0 && this.#webhook.inFlight === 0
    let quietSince = false
    let timer: NodeJS.Timeout | undefined
    const watch = () => {
      clearTimeout(timer)
      quietSince = false
      if (!calm()) return
      timer = setTimeout(() => {
        quietSince = true
        resolveQuiet()
      }, options.quietMs ?? 25)
    }
    const off = this.world.changed.on(watch)
    try {
      watch()
      await new Promise<void>((resolve, reject) => {
        const limit = setTimeout(
          () => reject(new Error(`Not idle within ${options.timeoutMs ?? 5000} ms\n${this.describe()}`)),
          options.timeoutMs ?? 5000,
        )
        resolveQuiet = () => {
          clearTimeout(limit)
          resolve()
        }
        if (quietSince) resolveQuiet()
      })
    } finally {
      clearTimeout(timer)
      off()
    }
  }

  /** The state in a few lines, for messages of failed waits. */
  describe(): string {
    const calls = this.calls.slice(-8).map((call) => {
      const said = call.error ? `${call.error.code} ${call.error.description}` : (call.outcome ?? 'running')
      return `  ${call.method} ${JSON.stringify(call.params).slice(0, 160)} → ${said}`
    })
    const waiting = this.pendingUpdates.map((update) => update.update_id).slice(0, 10)
    return [`pending updates: ${waiting.join(', ') || 'none'}; calls: ${this.calls.length}`, ...calls].join(
      '\n',
    )
  }

  /** Ends polls, deliveries and connections. */
  async stop(): Promise<void> {
    this.#webhook.stop()
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }
}
