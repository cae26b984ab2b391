import type { Call, Handler } from './call.ts'
import { ApiError, badRequest, tooManyRequests } from './errors.ts'
import { chatHandlers } from './handle-chat.ts'
import { editHandlers } from './handle-edit.ts'
import { profileHandlers } from './handle-profile.ts'
import { sendHandlers } from './handle-send.ts'
import { updateHandlers } from './handle-updates.ts'
import type { MethodName } from './method-table.ts'
import { type Json, readParameters } from './params.ts'

export const handlers = {
  ...updateHandlers,
  ...profileHandlers,
  ...sendHandlers,
  ...editHandlers,
  ...chatHandlers,
} satisfies Record<MethodName, Handler>

const NOT_MESSAGES = new Set(['sendChatAction'])

/** What Telegram says when a parameter it needs is not there. */
function missingMessage(name: string): string {
  if (name === 'chat_id') return 'chat_id is empty'
  if (name === 'text') return 'message text is empty'
  if (name === 'message_id') return 'message identifier is not specified'
  if (name === 'user_id') return 'invalid user_id specified'
  if (name === 'file_id') return 'file_id not specified'
  if (['photo', 'document', 'voice', 'media'].includes(name)) return `there is no ${name} in the request`
  return `parameter "${name}" is required`
}

/**
 * Parameters in their types.
 * @throws ApiError 400 on unknown or mistyped ones (also kept in `strictErrors`) and on missing ones.
 */
export function checkedParameters(call: Omit<Call, 'params'>, raw: Json): Json {
  const { params, problems, missing } = readParameters(call.method, raw)
  if (problems.length > 0) {
    for (const problem of problems)
      call.world.strictErrors.push({ method: call.method, problem, params: raw })
    throw badRequest(`stand-in: ${problems.join('; ')}`)
  }
  const absent = missing.find((name) => !call.uploads.has(name))
  if (absent !== undefined) throw badRequest(missingMessage(absent))
  return params
}

function obeyLimits(call: Call): void {
  const sends = /^(send|edit)/.test(call.method) && !NOT_MESSAGES.has(call.method)
  const chatId = call.params['chat_id']
  if (!sends || typeof chatId !== 'number') return
  const media = call.params['media']
  const wait = call.world.limiter.check(chatId, Array.isArray(media) ? media.length : 1, call.world.now())
  if (wait > 0) throw tooManyRequests(wait)
}

/** Performs a call whose parameters are checked. */
export async function perform(call: Call, name: MethodName): Promise<unknown> {
  obeyLimits(call)
  return handlers[name](call)
}

/** An unforeseen error of the stand-in itself must not look like one of Telegram's refusals. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError(
    500,
    `Internal Server Error: stand-in: ${error instanceof Error ? error.stack : String(error)}`,
  )
}
