import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import { badRequest } from './errors.ts'
import { isRecord, type Json } from './params.ts'

const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
]
const MAX_BUTTONS = 100

function rowsOf(value: unknown): Json[][] {
  if (!Array.isArray(value)) return []
  return value
    .map((row): Json[] => (Array.isArray(row) ? row.filter(isRecord) : []))
    .filter((row) => row.length > 0)
}

function checkUrl(url: string): void {
  const fail = () => badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
  if (url.startsWith('tg://')) return
  let parsed: URL
  try {
    parsed = new URL(url.includes('://') ? url : `http://${url}`)
  } catch {
    throw fail()
  }
  // Telegram refuses hosts without a dot, "localhost" above all.
  if (!/^https?:$/.test(parsed.protocol) || !parsed.hostname.includes('.')) throw fail()
}

function checkInlineButton(button: Json, isPrivate: boolean): void {
  const actions = ACTIONS.filter((name) => name in button)
  if (typeof button['text'] !== 'string' || button['text'].length === 0) {
    throw badRequest('inline keyboard button text must be non-empty')
  }
  if (actions.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  }
  if (actions.length > 1) throw badRequest("can't parse inline keyboard button: exactly one action expected")
  const data = button['callback_data']
  if (typeof data === 'string') {
    const bytes = Buffer.byteLength(data)
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID')
  }
  if (typeof button['url'] === 'string') checkUrl(button['url'])
  if ('web_app' in button && !isPrivate) throw badRequest('BUTTON_TYPE_INVALID')
}

/** Checks an inline keyboard and gives it without its empty rows; undefined where nothing is left. */
export function inlineKeyboard(value: unknown, isPrivate: boolean): InlineKeyboardMarkup | undefined {
  if (!isRecord(value) || !('inline_keyboard' in value)) return undefined
  const rows = rowsOf(value['inline_keyboard'])
  for (const button of rows.flat()) checkInlineButton(button, isPrivate)
  if (rows.flat().length > MAX_BUTTONS) throw badRequest('REPLY_MARKUP_TOO_LONG')
  return rows.length > 0
    ? { inline_keyboard: rows.map((row) => row.map((button) => asButton(button))) }
    : undefined
}

function asButton(button: Json): InlineKeyboardButton {
  return structuredClone(button) as unknown as InlineKeyboardButton
}

/** Checks the markups that are shown under the input field; Telegram does not repeat them in the Message. */
export function checkReplyKeyboard(value: unknown, isPrivate: boolean): void {
  if (!isRecord(value) || !('keyboard' in value)) return
  const rows = rowsOf(value['keyboard'])
  if (rows.length === 0) throw badRequest('reply keyboard must be non-empty')
  for (const button of rows.flat()) {
    if (isPrivate) continue
    if (button['request_contact'] === true)
      throw badRequest('phone number can be requested in private chats only')
    if (button['request_location'] === true)
      throw badRequest('location can be requested in private chats only')
  }
}
