import { asApiError, type RoomApi } from '../api/client.ts'
import { t } from '../texts/index.ts'
import type { Keeper } from './keeper.ts'
import { LiveLink } from './live-link.ts'
import { randomKey } from './random-key.ts'
import { RoomCell } from './room-cell.ts'
import { type Draft, type RoomState, withNews, withOlder } from './room-state.ts'
import { SendQueue } from './send-queue.ts'

const ANSWER_MS = 12_000

/** One room as one speaker sees it: loads, stays live, sends in order, keeps what could not be sent. */
export class RoomStore {
  readonly me: string
  readonly #api: RoomApi
  readonly #room = new RoomCell()
  readonly #link: LiveLink
  readonly #queue: SendQueue
  #life = new AbortController()
  #toasts = 0

  constructor(api: RoomApi, me: string, keeper: Keeper) {
    this.#api = api
    this.me = me
    this.#queue = new SendQueue(api, me, this.#room, keeper, () => !this.#life.signal.aborted)
    this.#link = new LiveLink(api, me, this.#room, {
      onOpen: () => void this.#queue.sendAll(),
      onToast: (text) => this.toast(text),
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#room.subscribe(listener)

  readonly snapshot = (): RoomState => this.#room.state

  start(): void {
    this.#life = new AbortController()
    this.#queue.load()
    this.#link.start(this.#life.signal)
  }

  stop(): void {
    this.#life.abort()
    this.#link.stop()
  }

  /** Opens the room again after an error. */
  reopen(): void {
    this.stop()
    this.#room.set({ ...this.#room.state, phase: 'loading', error: null })
    this.start()
  }

  readonly loadOlder = async (): Promise<void> => {
    const { posts, more, loadingOlder } = this.#room.state
    const oldest = posts[0]
    if (!oldest || !more || loadingOlder) return
    this.#room.set({ ...this.#room.state, loadingOlder: true })
    try {
      const page = await this.#api.page(oldest.id)
      this.#room.set(withOlder(this.#room.state, page.posts, page.more))
    } catch {
      this.#room.set({ ...this.#room.state, loadingOlder: false })
    }
  }

  readonly send = (draft: Draft): void => this.#queue.send(draft)

  readonly retry = (clientKey: string): void => this.#queue.retry(clientKey)

  readonly discard = (clientKey: string): void => this.#queue.discard(clientKey)

  readonly edit = async (id: string, text: string): Promise<void> => {
    await this.#change(() => this.#api.edit(id, text))
  }

  readonly recall = async (id: string): Promise<void> => {
    await this.#change(() => this.#api.recall(id))
  }

  async #change(work: () => ReturnType<RoomApi['edit']>): Promise<void> {
    try {
      const { post } = await work()
      this.#room.set(withNews(this.#room.state, [post], this.me))
    } catch (error) {
      const fault = asApiError(error)
      this.toast(`${fault.message}${fault.remedy}`)
    }
  }

  /** Presses a button; its answer comes as a toast or as a change of the card. */
  readonly click = async (postId: string, token: string): Promise<void> => {
    const { state } = this.#room
    if (state.pressed[postId]) return
    this.#room.set({ ...state, pressed: { ...state.pressed, [postId]: token } })
    const release = () => {
      const { [postId]: held, ...rest } = this.#room.state.pressed
      if (held === token) this.#room.set({ ...this.#room.state, pressed: rest })
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
    this.#room.set({ ...this.#room.state, toast: { id: this.#toasts, text } })
  }
}
