/** Numbers of the rate limits; `undefined` numbers are not checked. */
export type RateLimits = {
  /** Messages and edits per minute in one group. */
  perGroupPerMinute: number
  /** Sustained messages per second in one chat … */
  perChatPerSecond: number
  /** … after a burst of so many. */
  perChatBurst: number
  /** Messages per second over all chats. */
  overallPerSecond: number
}

/** What Telegram's FAQ says a bot may send. */
export const REALISTIC_LIMITS: RateLimits = {
  perGroupPerMinute: 20,
  perChatPerSecond: 1,
  perChatBurst: 5,
  overallPerSecond: 30,
}

type Bucket = { tokens: number; at: number }

/** Counts what was sent and says how long to wait. */
export class RateLimiter {
  limits: RateLimits | undefined
  /** How often a call was refused. */
  refused = 0
  #sent: number[] = []
  readonly #groups = new Map<number, number[]>()
  readonly #buckets = new Map<number, Bucket>()

  /**
   * @param weight messages the call sends (an album counts every item).
   * @returns whole seconds to wait, 0 where the call may pass (it is then counted).
   */
  check(chatId: number, weight: number, now: number): number {
    const { limits } = this
    if (!limits) return 0
    this.#sent = this.#sent.filter((at) => now - at < 1000)
    const bucket = this.#refill(chatId, now, limits)
    const group = (this.#groups.get(chatId) ?? []).filter((at) => now - at < 60_000)
    this.#groups.set(chatId, group)
    const waits = [
      this.#sent.length + weight > limits.overallPerSecond ? 1000 - (now - (this.#sent[0] ?? now)) : 0,
      bucket.tokens < weight && bucket.tokens < limits.perChatBurst
        ? ((weight - bucket.tokens) / limits.perChatPerSecond) * 1000
        : 0,
      chatId < 0 && group.length + weight > limits.perGroupPerMinute ? 60_000 - (now - (group[0] ?? now)) : 0,
    ]
    const wait = Math.max(...waits)
    if (wait > 0) {
      this.refused += 1
      return Math.max(1, Math.ceil(wait / 1000))
    }
    bucket.tokens -= weight
    for (let count = 0; count < weight; count += 1) {
      this.#sent.push(now)
      group.push(now)
    }
    return 0
  }

  #refill(chatId: number, now: number, limits: RateLimits): Bucket {
    const bucket = this.#buckets.get(chatId) ?? { tokens: limits.perChatBurst, at: now }
    bucket.tokens = Math.min(
      limits.perChatBurst,
      bucket.tokens + ((now - bucket.at) / 1000) * limits.perChatPerSecond,
    )
    bucket.at = now
    this.#buckets.set(chatId, bucket)
    return bucket
  }
}
