import type {
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  ReplyKeyboardMarkup,
} from 'grammy/types'
import type { Button } from '../../domain/message.ts'
import { wellFormed } from '../shared/text.ts'

/** Buttons under a message, and what could not be a button and goes into the text instead. */
export interface Keyboard {
  inline?: InlineKeyboardMarkup
  /** Buttons in place of the keyboard: only these can ask for a location or a number, and only in a private chat. */
  reply?: ReplyKeyboardMarkup
  /** `label: url` for addresses that Telegram refuses on a button. */
  lines: string[]
}

/** Rows of neutral buttons in Telegram's form. */
export function keyboardOf(rows: readonly (readonly Button[])[], chat: 'dm' | 'group'): Keyboard {
  const inline = rows.map((row) => row.flatMap(inlineButton)).filter((row) => row.length > 0)
  const lines = rows
    .flat()
    .flatMap((button) =>
      button.kind === 'url' && !isLinkable(button.url) ? [`${button.label}: ${button.url}`] : [],
    )
  if (inline.length > 0) return { inline: { inline_keyboard: inline }, lines }

  const keyboard = rows.map((row) => row.flatMap(askingButton)).filter((row) => row.length > 0)
  if (chat !== 'dm' || keyboard.length === 0) return { lines }
  return { reply: { keyboard, resize_keyboard: true, one_time_keyboard: true }, lines }
}

/** Buttons that ask: Telegram vouches that the number is the own one. */
function askingButton(button: Button): KeyboardButton[] {
  const text = wellFormed(button.label)
  if (button.kind === 'location') return [{ text, request_location: true }]
  if (button.kind === 'contact') return [{ text, request_contact: true }]
  return []
}

function inlineButton(button: Button): InlineKeyboardButton[] {
  const text = wellFormed(button.label)
  if (button.kind === 'action') return [{ text, callback_data: button.token }]
  if (button.kind === 'url' && isLinkable(button.url)) return [{ text, url: button.url }]
  return []
}

/** Telegram refuses the whole message for a button to `localhost` or a bare host name. */
function isLinkable(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed) return false
  if (parsed.protocol === 'tg:') return true
  return ['http:', 'https:'].includes(parsed.protocol) && parsed.hostname.includes('.')
}
