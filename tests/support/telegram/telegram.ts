import type { Server } from 'node:http'
import type { BotCommand, Update } from 'grammy/types'
import { repeat, type ShuffleOptions, shuffle } from './chaos.ts'
import { FaultDriver } from './fault-driver.ts'
import { GroupDriver, type GroupOptions } from './group-driver.ts'
import { commandKey } from './handle-profile.ts'
import { type RateLimits, REALISTIC_LIMITS } from './limits.ts'
import { isRecord, type Json } from './params.ts'
import type { Place } from './place.ts'
import { runCall, type ServerParts } from './run-call.ts'
import { listen } from './server.ts'
import { settled, until, type WaitOptions } from './signal.ts'
import type { StoredMessage } from './stored-message.ts'
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
  maxAttempts: Number.POSITIVE_INFINITY,
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
export class Telegram extends FaultDriver {
  /** For `client.apiRoot` and TELEGRAM_API_ROOT. */
  readonly apiRoot: string
  readonly #webhook: WebhookSender
  readonly #server: Server

  constructor(world: World, webhook: WebhookSender, server: Server, apiRoot: string) {
    super(world)
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
  /** File downloads; `download` is their method name for ordered faults. */
  get downloads(): CallRecord[] {
    return this.world.downloads
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

  /** A message the bot wrote there and that fits: its text holds the words, or the check says yes. */
  waitForMessage(
    place: Place,
    fits: string | RegExp | ((message: StoredMessage) => boolean) = () => true,
    options: WaitOptions = {},
  ): Promise<StoredMessage> {
    const matches = (message: StoredMessage) => {
      if (typeof fits === 'function') return fits(message)
      return typeof fits === 'string' ? message.text.includes(fits) : fits.test(message.text)
    }
    const inPlace = (message: StoredMessage) =>
      message.byBot && (place.threadId === undefined || message.threadId === place.threadId)
    return this.waitFor(() => place.room.messages.findLast((each) => inPlace(each) && matches(each)), {
      what: `a message of the bot that fits ${String(fits)}`,
      ...options,
    })
  }

  /** Resolves when every update is confirmed, no call runs, and it stays so for `quietMs` (default 25). */
  idle(options: WaitOptions & { quietMs?: number } = {}): Promise<void> {
    const { updates } = this.world
    const calm = () =>
      updates.pending.length === 0 && this.world.inFlight === 0 && this.#webhook.inFlight === 0
    return settled(this.world.changed, calm, { ...options, describe: () => this.describe() })
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
