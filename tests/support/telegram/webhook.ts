import type { WebhookInfo } from 'grammy/types'
import { badRequest } from './errors.ts'
import { isRecord, type Json } from './params.ts'
import type { Signal } from './signal.ts'
import type { Pending, UpdateQueue } from './updates.ts'

export type WebhookSettings = { url: string; secretToken: string | undefined; maxConnections: number }
export type WebhookOptions = {
  /** Waits between attempts in milliseconds; the last one goes on for ever. Default 20, 50, 100, 200. */
  backoffMs: readonly number[]
  /** Milliseconds the receiver has to answer; default 10 000. */
  timeoutMs: number
  /** After so many attempts an update is dropped; default: it is never given up. */
  maxAttempts: number
  /** http:// on the loopback is taken too; default true. */
  allowPlainHttp: boolean
}

const PORTS = new Set(['', '80', '88', '443', '8443'])

/** @throws ApiError 400 as Telegram refuses a webhook. */
export function checkWebhook(url: string, secretToken: string | undefined, allowPlainHttp: boolean): void {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw badRequest('bad webhook: invalid URL')
  }
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname)
  if (!(allowPlainHttp && local && parsed.protocol === 'http:')) {
    if (parsed.protocol !== 'https:')
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
    if (!PORTS.has(parsed.port))
      throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
  }
  if (secretToken === undefined) return
  if (secretToken.length > 256) throw badRequest('secret token is too long')
  if (!/^[A-Za-z0-9_-]+$/.test(secretToken)) throw badRequest('secret token contains unallowed characters')
}

/** Sends updates to the webhook: in order within a chat, side by side between chats, again until a 2xx. */
export class WebhookSender {
  settings: WebhookSettings | undefined
  lastError: { at: number; message: string } | undefined
  /** How often something other than a 2xx came back. */
  failures = 0
  readonly #options: WebhookOptions
  readonly #queue: UpdateQueue
  readonly #now: () => number
  readonly #answer: (method: string, params: Json) => Promise<void>
  readonly #busy = new Map<string, Pending>()
  #abort = new AbortController()
  readonly #off: () => void

  constructor(parts: {
    queue: UpdateQueue
    changed: Signal
    options: WebhookOptions
    now: () => number
    /** Performs a method that the receiver put into its answer. */
    answer: (method: string, params: Json) => Promise<void>
  }) {
    this.#queue = parts.queue
    this.#options = parts.options
    this.#now = parts.now
    this.#answer = parts.answer
    this.#off = parts.changed.on(() => this.#pump())
  }

  get inFlight(): number {
    return this.#busy.size
  }

  set(settings: WebhookSettings | undefined): void {
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#busy.clear()
    this.settings = settings
    this.lastError = undefined
    this.#queue.webhookActive = settings !== undefined
    this.#pump()
  }

  info(): WebhookInfo {
    const { settings, lastError } = this
    return {
      url: settings?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.#queue.pending.length,
      ...(settings ? { max_connections: settings.maxConnections, ip_address: '127.0.0.1' } : {}),
      ...(lastError
        ? { last_error_date: Math.floor(lastError.at / 1000), last_error_message: lastError.message }
        : {}),
      ...(this.#queue.allowed ? { allowed_updates: [...this.#queue.allowed] } : {}),
    } as WebhookInfo
  }

  stop(): void {
    this.#off()
    this.#abort.abort()
    this.settings = undefined
  }

  #pump(): void {
    const { settings } = this
    if (!settings || this.#queue.isHeld) return
    for (const entry of this.#queue.pending) {
      if (this.#busy.size >= settings.maxConnections) return
      if (this.#busy.has(entry.chat)) continue
      this.#busy.set(entry.chat, entry)
      void this.#deliver(entry, settings, this.#abort.signal)
    }
  }

  async #deliver(entry: Pending, settings: WebhookSettings, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; attempt < this.#options.maxAttempts && !signal.aborted; attempt += 1) {
      if (attempt > 0)
        await pause(
          this.#options.backoffMs[Math.min(attempt, this.#options.backoffMs.length) - 1] ?? 100,
          signal,
        )
      if (signal.aborted) return
      this.#queue.noteDelivery(entry)
      const problem = await this.#post(entry, settings, signal)
      if (signal.aborted) return
      if (problem === undefined) break
      this.failures += 1
      this.lastError = { at: this.#now(), message: problem }
    }
    if (signal.aborted) return
    this.#busy.delete(entry.chat)
    this.#queue.remove(entry)
  }

  async #post(entry: Pending, settings: WebhookSettings, signal: AbortSignal): Promise<string | undefined> {
    try {
      const response = await fetch(settings.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          ...(settings.secretToken ? { 'x-telegram-bot-api-secret-token': settings.secretToken } : {}),
        },
        body: JSON.stringify(entry.update),
        signal: AbortSignal.any([signal, AbortSignal.timeout(this.#options.timeoutMs)]),
      })
      const body = await response.text()
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`
      await this.#perform(body)
      return undefined
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError'
        ? 'Read timeout expired'
        : 'Connection refused'
    }
  }

  async #perform(body: string): Promise<void> {
    if (!body.startsWith('{')) return
    const parsed: unknown = JSON.parse(body)
    if (!isRecord(parsed) || typeof parsed['method'] !== 'string') return
    const { method, ...params } = parsed
    await this.#answer(method as string, params)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish)
  })
}
