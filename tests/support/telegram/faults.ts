import type { ResponseParameters } from 'grammy/types'
import type { Json } from './params.ts'

/** Which calls a fault meets: a method's name, or a look at the call. */
export type CallMatch = string | ((call: { method: string; params: Json }) => boolean)
export type InjectedError = { error_code: number; description: string; parameters?: ResponseParameters }
export type Effect =
  | { kind: 'error'; error: InjectedError }
  /** The connection breaks; with `after` the call was performed all the same. */
  | { kind: 'drop'; when: 'before' | 'after' }
  | { kind: 'delay'; ms: number; when: 'before' | 'after' }
  /** An answer that is not the API's, as a proxy gives it. */
  | { kind: 'garble'; status: number; body: string }

type Fault = { match: CallMatch; effect: Effect; left: number }

/** Faults that were ordered; each is used up call by call. */
export class FaultBook {
  #faults: Fault[] = []

  add(match: CallMatch, effect: Effect, times: number): void {
    this.#faults.push({ match, effect, left: times })
  }

  /** Effects for this call, at most one of each kind and moment; they count as used. */
  take(call: { method: string; params: Json }): Effect[] {
    const taken = new Map<string, Fault>()
    for (const fault of this.#faults) {
      const meets = typeof fault.match === 'string' ? fault.match === call.method : fault.match(call)
      const key = `${fault.effect.kind}${'when' in fault.effect ? fault.effect.when : ''}`
      if (meets && fault.left > 0 && !taken.has(key)) taken.set(key, fault)
    }
    for (const fault of taken.values()) fault.left -= 1
    this.#faults = this.#faults.filter((fault) => fault.left > 0)
    return [...taken.values()].map((fault) => fault.effect)
  }

  clear(): void {
    this.#faults = []
  }
}
