import { ApiError, asApiError, type RoomApi } from '../api/client.ts'
import { readEvents } from '../api/live.ts'
import { t } from '../texts/index.ts'
import type { Keeper } from './keeper.ts'
import {
  type Draft,
  emptyRoom,
  type Pending,
  type RoomState,
  withNews,
  withOlder,
  withPending,
} from './room-state.ts'

const FIRST_WAIT_MS = 800
const LONGEST_WAIT_MS = 15_000
/** A page in the background gives its connection back: browsers allow only six to one server. */
const HIDDEN_MS = 20_000
const ANSWER_MS = 12_000
/** The server gives a sign every 15 s; a connection that went silent without an end is given up after this. */
const SILENT_MS = 40_000

/** One room as one speaker sees it: loads, stays live, sends in order, keeps what could not be sent. */
export class RoomStore {
  readonly me: string
  readonly #api: RoomApi
  readonly #keeper: Keeper
  readonly #listeners = new Set<() => void>()
  #state: RoomState = emptyRoom
  #life = new AbortController()
  #stream = new AbortController()
  #wake: (() => void) | null = null
  #sending = false
  #toasts = 0

  constructor(api: RoomApi, me: string, keeper: Keeper) {
    this.#api = api
    this.me = me
    this.#keeper = keeper
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): RoomState => this.#state

  #set(next: RoomState): void {
    this.#state = next
    for (const listener of this.#listeners) listener()
  }

  start(): void {
    this.#life = new AbortController()
    const { signal } = this.#life
    this.#set({
      ...this.#state,
      pending: this.#state.pending.length ? this.#state.pending : this.#keeper.load(),
    })
    addEventListener('online', this.#hurry, { signal })
    // The browser knows before the open stream does.
    addEventListener('offline', () => this.#stream.abort(), { signal })
    document.addEventListener('visibilitychange', this.#watchVisibility, { signal })
    void this.#stayLive(signal)
  }

  stop(): void {
    this.#life.abort()
    this.#stream.abort()
    this.#wake?.()
  }

  /** Opens the room again after an error. */
  reopen(): void {
    this.stop()
    this.#set({ ...this.#state, phase: 'loading', error: null })
    this.start()
  }

  readonly #hurry = (): void => this.#wake?.()

  readonly #watchVisibility = (): void => {
    if (!document.hidden) this.#hurry()
    else
      setTimeout(() => {
        if (document.hidden) this.#stream.abort()
      }, HIDDEN_MS)
  }

  async #stayLive(life: AbortSignal): Promise<void> {
    let waitMs = FIRST_WAIT_MS
    while (!life.aborted) {
      try {
        if (this.#state.phase !== 'ready') await this.#load()
        this.#stream = new AbortController()
        const stream = await this.#api.live(this.#state.cursor, this.#stream.signal)
        if (life.aborted) return this.#stream.abort()
        waitMs = FIRST_WAIT_MS
        this.#set({ ...this.#state, link: 'live' })
        void this.#sendAll()
        await this.#follow(stream)
      } catch (error) {
        if (life.aborted) return
        const fault = asApiError(error)
        if (!fault.passing) return this.#fail(fault)
      }
      this.#stream.abort()
      if (life.aborted) return
      if (!document.hidden) this.#set({ ...this.#state, link: 'lost' })
      await this.#pause(waitMs)
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    }
  }

  async #load(): Promise<void> {
    const page = await this.#api.page()
    const loaded = withNews({ ...this.#state, more: false }, page.posts, this.me, page.cursor)
    this.#set({ ...loaded, phase: 'ready', error: null, more: page.more })
  }

  async #follow(stream: ReadableStream<Uint8Array>): Promise<void> {
    const { signal } = this.#stream
    let silence: ReturnType<typeof setTimeout> | undefined
    const onSign = () => {
      clearTimeout(silence)
      silence = setTimeout(() => this.#stream.abort(), SILENT_MS)
    }
    onSign()
    signal.addEventListener('abort', () => clearTimeout(silence))
    for await (const event of readEvents(stream, onSign)) {
      if (event.name === 'posts') {
        this.#set(withNews(this.#state, event.data.posts, this.me, event.data.cursor))
      } else if (event.name === 'toast') {
        this.#set({ ...this.#state, pressed: {} })
        this.toast(event.data.text)
      } else throw new ApiError(403, event.data)
    }
  }

  #fail(fault: ApiError): void {
    const { code, message, remedy } = fault
    this.#set({ ...this.#state, phase: 'failed', error: { code, message, remedy } })
  }

  /** Waits, less when the network is back or the page is looked at again; while hidden until then. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake = null
        resolve()
      }
      const timer = setTimeout(() => {
        if (!document.hidden) done()
      }, ms)
      this.#wake = done
    })
  }

  readonly loadOlder = async (): Promise<void> => {
    const oldest = this.#state.posts[0]
    if (!oldest || !this.#state.more || this.#state.loadingOlder) return
    this.#set({ ...this.#state, loadingOlder: true })
    try {
      const page = await this.#api.page(oldest.id)
      this.#set(withOlder(this.#state, page.posts, page.more))
    } catch {
      this.#set({ ...this.#state, loadingOlder: false })
    }
  }

  readonly send = (draft: Draft): void => {
    const pending: Pending = {
      ...draft,
      clientKey: randomKey(),
      state: 'waiting',
      at: new Date().toISOString(),
    }
    this.#set({ ...this.#state, pending: [...this.#state.pending, pending] })
    this.#keep()
    void this.#sendAll()
  }

  readonly retry = (clientKey: string): void => {
    const { error: _error, ...rest } = this.#state.pending.find((p) => p.clientKey === clientKey) ?? {}
    this.#set({
      ...this.#state,
      pending: this.#state.pending.map((p) =>
        p.clientKey === clientKey ? ({ ...p, ...rest, state: 'waiting' } as Pending) : p,
      ),
    })
    void this.#sendAll()
  }

  readonly discard = (clientKey: string): void => {
    this.#set(withPending(this.#state, clientKey, null))
    this.#keep()
  }

  /** One after another, so that they arrive in the order they were written. */
  async #sendAll(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    try {
      for (;;) {
        const next = this.#state.pending.find((p) => p.state === 'waiting')
        if (!next || this.#life.signal.aborted) return
        if (!(await this.#sendOne(next))) return this.#later()
      }
    } finally {
      this.#sending = false
    }
  }

  /** false when it is worth waiting for the network. */
  async #sendOne(pending: Pending): Promise<boolean> {
    const { clientKey } = pending
    this.#set(withPending(this.#state, clientKey, { state: 'sending' }))
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
      this.#set(withNews(withPending(this.#state, clientKey, null), [post], this.me))
    } catch (error) {
      const fault = asApiError(error)
      if (fault.passing) {
        this.#set(withPending(this.#state, clientKey, { state: 'waiting' }))
        return false
      }
      const why = `${fault.message}${fault.remedy}`
      this.#set(withPending(this.#state, clientKey, { state: 'failed', error: why }))
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
      if (!this.#life.signal.aborted) void this.#sendAll()
    }, FIRST_WAIT_MS * 3)
  }

  #keep(): void {
    this.#keeper.save(this.#state.pending)
  }

  readonly edit = async (id: string, text: string): Promise<void> => {
    await this.#change(() => this.#api.edit(id, text))
  }

  readonly recall = async (id: string): Promise<void> => {
    await this.#change(() => this.#api.recall(id))
  }

  async #change(work: () => ReturnType<RoomApi['edit']>): Promise<void> {
    try {
      const { post } = await work()
      this.#set(withNews(this.#state, [post], this.me))
    } catch (error) {
      const fault = asApiError(error)
      this.toast(`${fault.message}${fault.remedy}`)
    }
  }

  /** Presses a button; its answer comes as a toast or as a change of the card. */
  readonly click = async (postId: string, token: string): Promise<void> => {
    if (this.#state.pressed[postId]) return
    this.#set({ ...this.#state, pressed: { ...this.#state.pressed, [postId]: token } })
    const release = () => {
      const { [postId]: held, ...rest } = this.#state.pressed
      if (held === token) this.#set({ ...this.#state, pressed: rest })
    }
    try {
      await this.#api.click(postId, token, randomKey())
      setTimeout(release, ANSWER_MS)
    } catch (error) {
      release()
      const fault = asApiError(error)
      this.toast(fault.status === 0 ? t.pressFailed : `${fault.message}${fault.remedy}`)
    }
  }

  readonly toast = (text: string): void => {
    this.#toasts += 1
    this.#set({ ...this.#state, toast: { id: this.#toasts, text } })
  }
}

/** `crypto.randomUUID` is missing on plain http pages in a local network. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(
    '',
  )
}
