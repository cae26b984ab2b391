import type { BotCommand, User, UserFromGetMe } from 'grammy/types'
import { FaultBook } from './faults.ts'
import { FileStore } from './files.ts'
import { RateLimiter } from './limits.ts'
import type { Json } from './params.ts'
import type { Room } from './room.ts'
import { Signal } from './signal.ts'
import { UpdateQueue } from './updates.ts'

/** A person as the server knows them. */
export type Person = { user: User; started: boolean; blocked: boolean; deactivated: boolean }
export type CallbackAnswer = { text: string; showAlert: boolean; url: string | undefined; at: number }
export type Callback = { id: string; askedAt: number; answer: CallbackAnswer | undefined }
export type StrictError = { method: string; problem: string; params: Json }
/** One call of the bot. `outcome` is undefined while it runs; `dropped` = performed or not, but never answered. */
export type CallRecord = {
  method: string
  params: Json
  /** Milliseconds. */
  at: number
  outcome: 'ok' | 'error' | 'dropped' | undefined
  /** Whether the method took effect. */
  performed: boolean
  result: unknown
  error: { code: number; description: string } | undefined
}

export type WorldSettings = {
  token: string
  username: string
  canReadAllGroupMessages: boolean
  now: () => number
  firstUpdateId: number
  /** Milliseconds in which a button press can be answered. */
  callbackTtlMs: number
}

/** Everything the stand-in knows. */
export class World {
  readonly changed = new Signal()
  readonly token: string
  readonly bot: UserFromGetMe
  readonly now: () => number
  readonly callbackTtlMs: number
  readonly people = new Map<number, Person>()
  readonly rooms = new Map<number, Room>()
  readonly files = new FileStore()
  readonly faults = new FaultBook()
  readonly limiter = new RateLimiter()
  readonly updates: UpdateQueue
  readonly callbacks = new Map<string, Callback>()
  readonly calls: CallRecord[] = []
  readonly polls: CallRecord[] = []
  readonly downloads: CallRecord[] = []
  readonly strictErrors: StrictError[] = []
  /** Commands by scope and language, see `commandKey`. */
  readonly commands = new Map<string, BotCommand[]>()
  /** Name and descriptions by `field|language`. */
  readonly profile = new Map<string, string>()
  inFlight = 0
  #counter = 0

  constructor(settings: WorldSettings) {
    this.token = settings.token
    this.now = settings.now
    this.callbackTtlMs = settings.callbackTtlMs
    this.updates = new UpdateQueue(this.changed, settings.firstUpdateId)
    this.bot = {
      id: Number(settings.token.split(':')[0]),
      is_bot: true,
      first_name: '网格哨',
      username: settings.username,
      can_join_groups: true,
      can_read_all_group_messages: settings.canReadAllGroupMessages,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_join_request_queries: false,
    }
  }

  /** A running number: ids for callbacks, albums and people. */
  count(): number {
    this.#counter += 1
    return this.#counter
  }

  seconds(): number {
    return Math.floor(this.now() / 1000)
  }

  /** The bot as `from` in messages. */
  get botUser(): User {
    const { id, is_bot, first_name, username } = this.bot
    return { id, is_bot, first_name, username }
  }
}
