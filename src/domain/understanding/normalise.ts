import { type Chars, collapse, toPlain, without } from './plain/chars.ts'
import { findFillers } from './plain/fillers.ts'
import { findLinks } from './plain/links.ts'
import { findMentions } from './plain/mentions.ts'
import { findQuoted } from './plain/quoted.ts'
import { runOnBreaks } from './plain/run-on.ts'
import { stickersIn } from './plain/sticker-names.ts'

/** A run that is read as another word of the same length: 景盖 读作 井盖. Positions are those of the plain text. */
export interface ReadAs {
  start: number
  end: number
  from: string
  to: string
  /** 0 for none; the more, the less sure. */
  doubt: number
}

/** A message made plain for reading, with the way back to the person's own words. */
export interface Normalised {
  /** Simplified, half-width, lower case; without links, mentions, stickers, quotations and sounds that win time. */
  text: string
  original: string
  hints: {
    /** Emoji and stickers that were dropped. */
    emoji: string[]
    mentionsAll: boolean
    /** The words came from elsewhere (转发, a chat record). */
    forwarded: boolean
    link: boolean
    /** What was quoted and answered, not said. */
    quoted: string
    /** Positions of `text` where a run-on without marks may be parted. */
    breaks: readonly number[]
    /** Spans of `text` that may be the name of someone who was called. */
    called: readonly { start: number; end: number }[]
    /** Slips that the text was already read past; none before `confusion/` looked at it. */
    readAs: readonly ReadAs[]
  }
  /** For each position of `text` the position of its character in `original`. */
  map: readonly number[]
}

/** What one pass lays bare the next one takes; so many are enough for what people write, and end what is made to last. */
const PASSES = 32
const FORWARD =
  /^\s*(?:\[?(?:转发|转|fw|fwd)\]?\s*:|[[【(](?:转发|转载?|fwd?)[\]】)]|(?:转发|转自|转载|forwarded from)[^\n]{0,30}[:\n]|转发(?:一下|下|个|给大家)|\[?(?:群聊的)?聊天记录\]?|[^\n]{1,24}的聊天记录\s*(?:\n|$))/
/** Without any of these there is nothing to take out. */
const SPECIAL = /[[@<>「=_:\-./呃嗯唔噢喔那这就回引]/

interface Seen {
  emoji: string[]
  quoted: string
  forwarded: boolean
  link: boolean
  mentionsAll: boolean
  /** In positions of the original. */
  called: { start: number; end: number }[]
}

/** Makes a message plain. Never throws; the same text made plain again stays as it is. */
export function normalise(original: string): Normalised {
  const seen: Seen = { emoji: [], quoted: '', forwarded: false, link: false, mentionsAll: false, called: [] }
  let chars = toPlain(original, seen.emoji)
  for (let pass = 0, before: Chars | null = null; pass < PASSES && before?.text !== chars.text; pass++) {
    before = chars
    chars = collapse(SPECIAL.test(chars.text) ? stripped(chars, seen) : chars)
  }
  return {
    ...chars,
    original,
    hints: {
      emoji: seen.emoji,
      mentionsAll: seen.mentionsAll,
      forwarded: seen.forwarded || FORWARD.test(chars.text),
      link: seen.link,
      quoted: seen.quoted,
      breaks: runOnBreaks(chars.text),
      called: seen.called.map((span) => spanOf(chars.map, span)),
      readAs: [],
    },
  }
}

/** One pass over all that is not the person's own words. */
function stripped(start: Chars, seen: Seen): Chars {
  const quoted = findQuoted(start.text)
  for (const part of quoted.parts) seen.quoted += start.text.slice(part.start, part.end)
  seen.forwarded ||= quoted.forwarded
  let chars = without(start, quoted.parts)
  const stickers = stickersIn(chars.text)
  for (const part of stickers) seen.emoji.push(chars.text.slice(part.start, part.end))
  chars = without(chars, stickers)
  const links = findLinks(chars.text)
  seen.link ||= links.length > 0
  chars = without(chars, links)
  const mentions = findMentions(chars.text)
  seen.mentionsAll ||= mentions.all
  for (const span of mentions.unsure)
    seen.called.push({ start: chars.map[span.start] ?? 0, end: (chars.map[span.end - 1] ?? 0) + 1 })
  chars = without(chars, mentions.parts)
  return without(chars, findFillers(chars.text))
}

/** A span of the original in positions of the text. */
function spanOf(
  map: readonly number[],
  span: { start: number; end: number },
): { start: number; end: number } {
  const start = map.findIndex((at) => at >= span.start)
  const end = map.findIndex((at) => at >= span.end)
  return { start: start === -1 ? map.length : start, end: end === -1 ? map.length : end }
}

/** The person's own words for a span of the plain text. */
export function ownWords(plain: Normalised, start: number, end: number): string {
  const from = plain.map[start]
  const last = plain.map[end - 1]
  if (from === undefined || last === undefined || end <= start) return ''
  const lead = plain.original.charCodeAt(last)
  const width = lead >= 0xd800 && lead <= 0xdbff ? 2 : 1
  return plain.original.slice(from, last + width).trim()
}
