import type { MessageEntity } from 'grammy/types'
import { badRequest } from './errors.ts'

export type FormattedText = { text: string; entities: MessageEntity[] }

const SIMPLE = new Map<string, 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler' | 'code'>([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['span', 'spoiler'],
  ['code', 'code'],
])
const SUPPORTED = new Set([...SIMPLE.keys(), 'a', 'pre', 'blockquote', 'tg-emoji'])
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

type OpenTag = { name: string; attributes: Map<string, string>; offset: number }

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));/gi,
    (whole, hex, decimal, name) => {
      if (name) return NAMED[String(name).toLowerCase()] ?? whole
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

function entityOf(tag: OpenTag, text: string): MessageEntity | undefined {
  const place = { offset: tag.offset, length: text.length - tag.offset }
  if (place.length === 0) return undefined
  if (tag.name === 'a') {
    const url = tag.attributes.get('href') || text.slice(tag.offset)
    return /^[a-z]+:|\./i.test(url) ? { ...place, type: 'text_link', url } : undefined
  }
  if (tag.name === 'pre') return { ...place, type: 'pre' }
  if (tag.name === 'blockquote') {
    return { ...place, type: tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote' }
  }
  if (tag.name === 'tg-emoji') {
    return { ...place, type: 'custom_emoji', custom_emoji_id: tag.attributes.get('emoji-id') ?? '' }
  }
  const type = SIMPLE.get(tag.name)
  return type ? { ...place, type } : undefined
}

/**
 * Telegram's HTML: a small closed set of tags, every one closed in order.
 * @throws ApiError 400 "can't parse entities: …" with Telegram's byte offsets.
 */
export function parseHtml(source: string): FormattedText {
  const fail = (what: string) => badRequest(`can't parse entities: ${what}`)
  const entities: MessageEntity[] = []
  const open: OpenTag[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const next = source.indexOf('<', at)
    text += decode(source.slice(at, next < 0 ? source.length : next))
    if (next < 0) break
    const bytes = Buffer.byteLength(source.slice(0, next))
    const end = source.indexOf('>', next)
    const closing = source[next + 1] === '/'
    if (end < 0) throw fail(`Unclosed ${closing ? 'end' : 'start'} tag at byte offset ${bytes}`)
    if (closing) {
      const name = source
        .slice(next + 2, end)
        .trim()
        .toLowerCase()
      const tag = open.pop()
      if (!tag) throw fail(`Unexpected end tag at byte offset ${bytes}`)
      if (name && name !== tag.name) {
        throw fail(`Unmatched end tag at byte offset ${bytes}, expected "</${tag.name}>", found "</${name}>"`)
      }
      const entity = entityOf(tag, text)
      if (entity) entities.push(entity)
    } else {
      const inner = source.slice(next + 1, end)
      const name = (/^[^\s>]*/.exec(inner)?.[0] ?? '').toLowerCase()
      const attributes = new Map<string, string>()
      for (const match of inner
        .slice(name.length)
        .matchAll(/([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/gi)) {
        attributes.set((match[1] ?? '').toLowerCase(), decode(match[2] ?? match[3] ?? match[4] ?? ''))
      }
      const spoiler = attributes.get('class') === 'tg-spoiler'
      if (!SUPPORTED.has(name) || (name === 'span' && !spoiler)) {
        throw fail(`Unsupported start tag "${name}" at byte offset ${bytes}`)
      }
      open.push({ name, attributes, offset: text.length })
    }
    at = end + 1
  }
  const unclosed = open.at(-1)
  if (unclosed) throw fail(`Can't find end tag corresponding to start tag "${unclosed.name}"`)
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}
