import { emptyRoom, type RoomState } from './room-state.ts'

/** The state of one room and those who look at it. */
export class RoomCell {
  readonly #listeners = new Set<() => void>()
  #state: RoomState = emptyRoom

  get state(): RoomState {
    return this.#state
  }

  set(next: RoomState): void {
    this.#state = next
    for (const listener of this.#listeners) listener()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
