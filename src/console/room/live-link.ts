import { ApiError, asApiError, type RoomApi } from '../api/client.ts'
import { readEvents } from '../api/live.ts'
import type { RoomCell } from './room-cell.ts'
import { withNews } from './room-state.ts'

const FIRST_WAIT_MS = 800
const LONGEST_WAIT_MS = 15_000
/** A page in the background gives its connection back: browsers allow only six to one server. */
const HIDDEN_MS = 20_000
/** The server gives a sign every 15 s; a connection that went silent without an end is given up after this. */
const SILENT_MS = 40_000

export interface LinkEvents {
  /** The stream is open, for the first time or again. */
  onOpen(): void
  onToast(text: string): void
}

/** Loads a room and keeps it live: connects again after a loss, and fails on what waiting does not mend. */
export class LiveLink {
  readonly #api: RoomApi
  readonly #me: string
  readonly #room: RoomCell
  readonly #events: LinkEvents
  #stream = new AbortController()
  #wake: (() => void) | null = null

  constructor(api: RoomApi, me: string, room: RoomCell, events: LinkEvents) {
    this.#api = api
    this.#me = me
    this.#room = room
    this.#events = events
  }

  /** Until `life` is aborted; then call `stop` too. */
  start(life: AbortSignal): void {
    addEventListener('online', this.#hurry, { signal: life })
    // The browser knows before the open stream does.
    addEventListener('offline', () => this.#stream.abort(), { signal: life })
    document.addEventListener('visibilitychange', this.#watchVisibility, { signal: life })
    void this.#stayLive(life)
  }

  stop(): void {
    this.#stream.abort()
    this.#wake?.()
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
        if (this.#room.state.phase !== 'ready') await this.#load()
        this.#stream = new AbortController()
        const stream = await this.#api.live(this.#room.state.cursor, this.#stream.signal)
        if (life.aborted) return this.#stream.abort()
        waitMs = FIRST_WAIT_MS
        this.#room.set({ ...this.#room.state, link: 'live' })
        this.#events.onOpen()
        await this.#follow(stream)
      } catch (error) {
        if (life.aborted) return
        const fault = asApiError(error)
        if (!fault.passing) return this.#fail(fault)
      }
      this.#stream.abort()
      if (life.aborted) return
      if (!document.hidden) this.#room.set({ ...this.#room.state, link: 'lost' })
      await this.#pause(waitMs)
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    }
  }

  async #load(): Promise<void> {
    const page = await this.#api.page()
    const loaded = withNews({ ...this.#room.state, more: false }, page.posts, this.#me, page.cursor)
    this.#room.set({ ...loaded, phase: 'ready', error: null, more: page.more })
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
        this.#room.set(withNews(this.#room.state, event.data.posts, this.#me, event.data.cursor))
      } else if (event.name === 'toast') {
        this.#room.set({ ...this.#room.state, pressed: {} })
        this.#events.onToast(event.data.text)
      } else throw new ApiError(403, event.data)
    }
  }

  #fail(fault: ApiError): void {
    const { code, message, remedy } = fault
    this.#room.set({ ...this.#room.state, phase: 'failed', error: { code, message, remedy } })
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
}
