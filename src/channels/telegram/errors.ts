import { GrammyError, HttpError } from 'grammy'
import { ChannelError, type ChannelErrorCode } from '../../app/ports.ts'

/** Telegram's descriptions → our codes; the first that fits counts. Source: tdlib/telegram-bot-api, `Client.cpp`. */
const DESCRIPTIONS: readonly { code: number; match: RegExp; means: ChannelErrorCode }[] = [
  { code: 403, match: /blocked by the user|user is deactivated/i, means: 'blocked' },
  { code: 403, match: /./, means: 'not_reachable' },
  { code: 400, match: /query is too old|query id is invalid/i, means: 'expired' },
  {
    code: 400,
    match: /message to (edit|be replied|reply|delete) not found|MESSAGE_ID_INVALID/i,
    means: 'missing',
  },
  { code: 400, match: /message can't be edited|message identifier is not specified/i, means: 'missing' },
  { code: 400, match: /file is too big|too large/i, means: 'too_large' },
  { code: 400, match: /temporarily unavailable/i, means: 'transient' },
  {
    code: 400,
    match: /chat not found|user not found|PEER_ID_INVALID|CHAT_WRITE_FORBIDDEN/i,
    means: 'not_reachable',
  },
  { code: 400, match: /not enough rights|have no rights|need administrator rights/i, means: 'not_reachable' },
  { code: 413, match: /.*/, means: 'too_large' },
]

/** Error codes after which the same request may succeed later. 409: somebody else asks for updates. */
const PASSING: ReadonlySet<number> = new Set([409, 420])

/** Faults before a connection stood. */
const NEVER_ARRIVED = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/

/** Any fault of a call as a `ChannelError`, without the token and without the payload (which holds texts of people). */
export function toChannelError(fault: unknown, token: string): ChannelError {
  if (fault instanceof ChannelError) return fault
  if (fault instanceof GrammyError) return fromAnswer(fault, token)
  if (fault instanceof HttpError) {
    const mayHaveArrived = !NEVER_ARRIVED.test(`${fault.message} ${String(fault.error)}`)
    return new ChannelError('transient', redact(fault.message, token), { mayHaveArrived })
  }
  const words = fault instanceof Error ? `${fault.name}: ${fault.message}` : 'unknown fault'
  return new ChannelError('transient', redact(words, token))
}

/** Takes the bot token out of a text: addresses of calls and files carry it. */
export function redact(text: string, token: string): string {
  return text.replaceAll(token, '<token>').replaceAll(encodeURIComponent(token), '<token>')
}

/** True when an edit changed nothing, which is what was wanted. */
export function isUnchanged(fault: unknown): boolean {
  return fault instanceof GrammyError && /message is not modified/i.test(fault.description)
}

/** True when the topic was deleted or closed: the words can still go to the group itself. */
export function isTopicGone(fault: unknown): boolean {
  return fault instanceof GrammyError && /thread not found|TOPIC_(CLOSED|DELETED)/i.test(fault.description)
}

/** True when Telegram cannot make a photo of the bytes: the words can still go without it. */
export function isPhotoRefused(fault: unknown): boolean {
  const said =
    /PHOTO_(INVALID|SAVE|EXT)|IMAGE_PROCESS_FAILED|wrong file|failed to get HTTP URL content|photo.*(invalid|too)/i
  if (!(fault instanceof GrammyError)) return false
  return fault.error_code === 413 || (fault.error_code === 400 && said.test(fault.description))
}

function fromAnswer(fault: GrammyError, token: string): ChannelError {
  const message = redact(`${fault.method}: ${fault.error_code} ${fault.description}`, token)
  const { retry_after: retryAfter, migrate_to_chat_id: to } = fault.parameters
  if (fault.error_code === 429) {
    return new ChannelError('rate_limited', message, { retryAfterMs: (retryAfter ?? 1) * 1000 })
  }
  if (to !== undefined) return new ChannelError('migrated', message, { to: String(to) })
  const passing = fault.error_code >= 500 || PASSING.has(fault.error_code)
  const known = DESCRIPTIONS.find(
    ({ code, match }) => code === fault.error_code && match.test(fault.description),
  )
  return new ChannelError(known?.means ?? (passing ? 'transient' : 'invalid'), message)
}
