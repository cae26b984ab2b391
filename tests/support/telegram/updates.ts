import type { Update } from 'grammy/types'
import { badRequest, conflict } from './errors.ts'
import type { Signal } from './signal.ts'

export type UpdateKind = Exclude<keyof Update, 'update_id'>
/** An update that waits for the bot. `chat` is the key within which webhooks keep order. */
export type Pending = {
  update: Update
  chat: string
  /** Repeated or shuffled on purpose: a higher offset does not confirm it before it went out once. */
  forced: boolean
  times: number
}
export type Delivery = { updateId: number; times: number; update: Update; chat: string }

const NOT_BY_DEFAULT: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
])

type Poll = { limit: number; answer: (updates: Update[]) => void; refuse: (error: Error) => void }

/** The queue of updates of one bot, and getUpdates on it. */
export class UpdateQueue {
  pending: Pending[] = []
  readonly delivered = new Map<number, Delivery>()
  allowed: readonly string[] | undefined
  webhookActive = false
  #nextId: number
  #poll: Poll | undefined
  #held = false
  readonly #changed: Signal

  constructor(changed: Signal, firstId: number) {
    this.#changed = changed
    this.#nextId = firstId
  }

  isAllowed(kind: string): boolean {
    return this.allowed?.length ? this.allowed.includes(kind) : !NOT_BY_DEFAULT.has(kind)
  }

  get isHeld(): boolean {
    return this.#held
  }

  /** Nothing goes out until `release`: lets updates gather. */
  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.#wake()
  }

  nextId(): number {
    const id = this.#nextId
    this.#nextId += 1
    return id
  }

  /** Queues an update of this kind unless `allowed_updates` leaves it out. */
  push<K extends UpdateKind>(kind: K, payload: NonNullable<Update[K]>, chat: string): Update | undefined {
    if (!this.isAllowed(kind)) return undefined
    const update: Update = { update_id: this.nextId(), ...{ [kind]: structuredClone(payload) } }
    this.add({ update, chat, forced: false, times: 0 })
    return update
  }

  add(entry: Pending): void {
    this.pending.push(entry)
    this.#wake()
  }

  noteDelivery(entry: Pending): void {
    entry.times += 1
    const id = entry.update.update_id
    const known = this.delivered.get(id)
    if (known) known.times += 1
    else this.delivered.set(id, { updateId: id, times: 1, update: entry.update, chat: entry.chat })
  }

  remove(entry: Pending): void {
    const at = this.pending.indexOf(entry)
    if (at >= 0) this.pending.splice(at, 1)
    this.#changed.emit()
  }

  clear(): void {
    this.pending = []
    this.#changed.emit()
  }

  /** Ends a poll that is being held open, as setWebhook or a second poll does. */
  interrupt(why: string): void {
    this.#poll?.refuse(conflict(why))
  }

  /**
   * getUpdates with a real long poll.
   * @param signal aborted when the caller hangs up.
   * @throws ApiError 409 with an active webhook, or to the older of two polls.
   */
  poll(query: { offset: number; limit: number; timeout: number; signal: AbortSignal }): Promise<Update[]> {
    if (this.webhookActive) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    }
    if (query.limit < 1 || query.limit > 100) throw badRequest('limit must be between 1 and 100')
    this.interrupt('terminated by other getUpdates request; make sure that only one bot instance is running')
    this.#confirm(query.offset)
    const ready = this.#take(query.limit)
    if (ready.length > 0 || query.timeout <= 0) return Promise.resolve(ready)
    return new Promise<Update[]>((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer)
        query.signal.removeEventListener('abort', hangUp)
        if (this.#poll === poll) this.#poll = undefined
      }
      const poll: Poll = {
        limit: query.limit,
        answer: (updates) => {
          finish()
          resolve(updates)
        },
        refuse: (error) => {
          finish()
          reject(error)
        },
      }
      const hangUp = () => poll.answer([])
      const timer = setTimeout(hangUp, query.timeout * 1000)
      query.signal.addEventListener('abort', hangUp)
      this.#poll = poll
      this.#changed.emit()
    })
  }

  #confirm(offset: number): void {
    if (offset < 0) {
      this.pending = this.pending.slice(offset)
    } else if (offset > 0) {
      this.pending = this.pending.filter(
        (entry) => entry.update.update_id >= offset || (entry.forced && entry.times === 0),
      )
    }
    this.#changed.emit()
  }

  #take(limit: number): Update[] {
    if (this.#held) return []
    const entries = this.pending.slice(0, limit)
    for (const entry of entries) this.noteDelivery(entry)
    if (entries.length > 0) this.#changed.emit()
    return entries.map((entry) => entry.update)
  }

  #wake(): void {
    const poll = this.#poll
    if (poll && !this.#held && this.pending.length > 0) poll.answer(this.#take(poll.limit))
    this.#changed.emit()
  }
}
