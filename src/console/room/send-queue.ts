import { asApiError, type RoomApi } from '../api/client.ts'
import type { Keeper } from './keeper.ts'
import { randomKey } from './random-key.ts'
import type { RoomCell } from './room-cell.ts'
import { type Draft, type Pending, withNews, withPending } from './room-state.ts'

const AGAIN_MS = 2400

/** Sends what a speaker writes, one after another, and keeps what could not be sent yet. */
export class SendQueue {
  readonly #api: RoomApi
  readonly #me: string
  readonly #room: RoomCell
  readonly #keeper: Keeper
  readonly #alive: () => boolean
  #sending = false

  /** @param alive false once the room was left: nothing is sent from then on. */
  constructor(api: RoomApi, me: string, room: RoomCell, keeper: Keeper, alive: () => boolean) {
    this.#api = api
    this.#me = me
    this.#room = room
    this.#keeper = keeper
    this.#alive = alive
  }

  /** Takes up what was kept over a reload. */
  load(): void {
    const { state } = this.#room
    this.#room.set({ ...state, pending: state.pending.length ? state.pending : this.#keeper.load() })
  }

  send(draft: Draft): void {
    const pending: Pending = {
      ...draft,
      clientKey: randomKey(),
      state: 'waiting',
      at: new Date().toISOString(),
    }
    this.#room.set({ ...this.#room.state, pending: [...this.#room.state.pending, pending] })
    this.#keep()
    void this.sendAll()
  }

  retry(clientKey: string): void {
    const { state } = this.#room
    const { error: _error, ...rest } = state.pending.find((p) => p.clientKey === clientKey) ?? {}
    this.#room.set({
      ...state,
      pending: state.pending.map((p) =>
        p.clientKey === clientKey ? ({ ...p, ...rest, state: 'waiting' } as Pending) : p,
      ),
    })
    void this.sendAll()
  }

  discard(clientKey: string): void {
    this.#room.set(withPending(this.#room.state, clientKey, null))
    this.#keep()
  }

  /** One after another, so that they arrive in the order they were written. */
  async sendAll(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    try {
      for (;;) {
        const next = this.#room.state.pending.find((p) => p.state === 'waiting')
        if (!next || !this.#alive()) return
        if (!(await this.#sendOne(next))) return this.#later()
      }
    } finally {
      this.#sending = false
    }
  }

  /** false when it is worth waiting for the network. */
  async #sendOne(pending: Pending): Promise<boolean> {
    const { clientKey } = pending
    this.#change(clientKey, { state: 'sending' })
    try {
      const photos = await this.#uploadAll(pending)
      const { text, point, replyTo } = pending
      const { post } = await this.#api.post({
        clientKey,
        text,
        photos,
        ...(point ? { point } : {}),
        ...(replyTo ? { replyTo: replyTo.id } : {}),
      })
      this.#room.set(withNews(withPending(this.#room.state, clientKey, null), [post], this.#me))
    } catch (error) {
      const fault = asApiError(error)
      if (fault.passing) {
        this.#change(clientKey, { state: 'waiting' })
        return false
      }
      this.#change(clientKey, { state: 'failed', error: `${fault.message}${fault.remedy}` })
    }
    this.#keep()
    return true
  }

  async #uploadAll(pending: Pending): Promise<string[]> {
    const hashes: string[] = []
    for (const photo of pending.photos) {
      photo.hash ??= (await this.#api.upload(photo.blob)).hash
      hashes.push(photo.hash)
    }
    return hashes
  }

  #later(): void {
    setTimeout(() => {
      if (this.#alive()) void this.sendAll()
    }, AGAIN_MS)
  }

  #change(clientKey: string, change: Partial<Pending>): void {
    this.#room.set(withPending(this.#room.state, clientKey, change))
  }

  #keep(): void {
    this.#keeper.save(this.#room.state.pending)
  }
}
