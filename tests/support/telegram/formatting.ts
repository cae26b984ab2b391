import type { MessageEntity } from 'grammy/types'
import { badRequest } from './errors.ts'
import { type FormattedText, parseHtml } from './html.ts'

export const TEXT_LIMIT = 4096
export const CAPTION_LIMIT = 1024

const AUTOMATIC = [
  {
    type: 'bot_command',
    pattern: /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/])/gu,
  },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_])@[a-zA-Z0-9_]{2,32}\b/gu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu },
  { type: 'url', pattern: /https?:\/\/[^\s<>,。]+/gu },
  { type: 'phone_number', pattern: /(?<![\p{L}\p{N}+])\+\d{10,14}(?!\d)/gu },
] as const

/** Entities that Telegram itself finds in a text: /commands, @mentions, #hashtags, links, +phone numbers. */
export function findEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = []
  for (const { type, pattern } of AUTOMATIC) {
    for (const match of text.matchAll(pattern)) {
      const offset = match.index
      const inside = found.some(
        (other) => offset < other.offset + other.length && offset + match[0].length > other.offset,
      )
      if (!inside) found.push({ type, offset, length: match[0].length })
    }
  }
  return found.sort((a, b) => a.offset - b.offset)
}

function trim(value: FormattedText): FormattedText {
  const start = value.text.length - value.text.trimStart().length
  const text = value.text.trim()
  const entities = value.entities
    .map((entity) => {
      const offset = Math.max(0, entity.offset - start)
      const end = Math.min(text.length, entity.offset + entity.length - start)
      return { ...entity, offset, length: end - offset }
    })
    .filter((entity) => entity.length > 0)
  return { text, entities }
}

const MARKDOWN_SIGNS = /[_*[\]()~`>#+\-=|{}.!\\]/

function parse(source: string, parseMode: string, entities: readonly MessageEntity[]): FormattedText {
  const mode = parseMode.toLowerCase()
  if (mode === '') return { text: source, entities: [...entities] }
  if (mode === 'html') return parseHtml(source)
  if (mode !== 'markdownv2' && mode !== 'markdown') throw badRequest('unsupported parse_mode')
  if (MARKDOWN_SIGNS.test(source)) {
    throw badRequest(
      "can't parse entities: this stand-in reads Markdown only where it holds no special signs",
    )
  }
  return { text: source, entities: [] }
}

/** Text after entity parsing, trimmed as Telegram does, with the entities Telegram adds. */
export function format(
  source: string,
  parseMode = '',
  entities: readonly MessageEntity[] = [],
): FormattedText {
  for (const entity of entities) {
    if (entity.length <= 0 || entity.offset < 0 || entity.offset + entity.length > source.length) {
      throw badRequest(`can't parse entities: entity of type ${entity.type} lies outside of the text`)
    }
  }
  const value = trim(parse(source, parseMode, entities))
  const extra = findEntities(value.text).filter(
    (entity) =>
      !value.entities.some(
        (own) => entity.offset < own.offset + own.length && entity.offset + entity.length > own.offset,
      ),
  )
  return { text: value.text, entities: [...value.entities, ...extra].sort((a, b) => a.offset - b.offset) }
}

/** 1–4096 UTF-16 units after parsing. */
export function formatText(
  source: string,
  parseMode?: string,
  entities?: readonly MessageEntity[],
): FormattedText {
  const value = format(source, parseMode, entities)
  if (value.text.length === 0) throw badRequest('message text is empty')
  if (value.text.length > TEXT_LIMIT) throw badRequest('message is too long')
  return value
}

/** 0–1024 UTF-16 units after parsing. */
export function formatCaption(
  source: string,
  parseMode?: string,
  entities?: readonly MessageEntity[],
): FormattedText {
  const value = format(source, parseMode, entities)
  if (value.text.length > CAPTION_LIMIT) throw badRequest('message caption is too long')
  return value
}
