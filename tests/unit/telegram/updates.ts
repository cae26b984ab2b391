/** Hand-made updates for table tests. */
import type { ParseContext } from '../../../src/channels/telegram/parse.ts'

export const CONTEXT: ParseContext = {
  account: '700',
  bot: { id: 700, username: 'GridBot', hearsAll: true },
  receivedAt: new Date('2026-11-22T02:00:00Z'),
}

/** 2026-11-22T00:05:00Z */
export const DATE = 1795305900
export const AT = new Date(DATE * 1000).toISOString()

export const CHEN = { id: 11, is_bot: false, first_name: '淑华', last_name: '陈', language_code: 'zh-hans' }
export const GROUP = { id: -1001, type: 'supergroup', title: '东沁村网格群' }
export const DM = { id: 11, type: 'private', first_name: '淑华' }

/** A message in the group by Chen, with more or other fields. */
export function message(fields: Record<string, unknown>, chat: object = GROUP): Record<string, unknown> {
  return { message_id: 5, date: DATE, chat, from: CHEN, ...fields }
}

export function update(kind: string, value: unknown, id = 42): Record<string, unknown> {
  return { update_id: id, [kind]: value }
}

/** An entity over the given words of the text. */
export function entity(type: string, text: string, words: string, more: object = {}): object {
  return { type, offset: text.indexOf(words), length: words.length, ...more }
}
