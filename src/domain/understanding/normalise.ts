import { simplify } from './simplify.ts'

/** A message made plain for reading, with the way back to the person's own words. */
export interface Normalised {
  /** Simplified, half-width, lower case; without links, mentions, stickers and quotations. */
  text: string
  original: string
  hints: {
    /** Emoji and stickers that were dropped. */
    emoji: string[]
    mentionsAll: boolean
    /** The words came from elsewhere (转发). */
    forwarded: boolean
    link: boolean
    /** What was quoted and answered, not said. */
    quoted: string
  }
  /** For each position of `text` the position of its character in `original`. */
  map: readonly number[]
}

/** No message of a platform is longer; what goes beyond is not read. */
const LIMIT = 4_096

const STICKER =
  /\[(?:微笑|强|抱拳|玫瑰|捂脸|呲牙|ok|鼓掌|愉快|偷笑|大哭|流泪|合十|握手|胜利|爱心|太阳|咖啡|啤酒|庆祝|烟花|鲜花|赞|旺柴|破涕为笑|苦涩|裂开|叹气|皱眉|憨笑|笑脸|害羞|尴尬|发怒|惊讶|难过|撇嘴|嘿哈|加油|吃瓜|机智|再见|可怜|翻白眼|社会社会|耶|好的|拥抱|福|发|红包|爆竹|图片|表情|动画表情|视频|照片)\]/g
const LINK = /(?:https?:\/\/|www\.)[!-~]+/g
const MENTION_ALL = /@(?:所有人|全体成员|大家|all)/g
/** A name ends with white space or a mark; without either only the sign goes, so no words are lost. Names in a row go at once. */
const MENTION = /(?:@[^\s@,。!?;:、]{1,16})+(?=[\s,:]|$)\s?/g
/** What one pass lays bare the next one takes; so many are enough for what people write, and end what is made to last. */
const PASSES = 32
const QUOTE = /^「[^」]{0,600}」\s*\n?[-—\s]{3,}\n?/
const REPLY_LINES = /^>[^\n]*\n?/
const FORWARD =
  /^\s*(?:\[?(?:转发|转|fw|fwd)\]?\s*[::]|[[【(](?:转发|转载?|fwd?)[\]】)]|(?:转发|转自|转载)[^\n]{0,12}[::\n]|\[聊天记录\])/

const EMOJI = /\p{Extended_Pictographic}/u

function keepable(char: string): boolean {
  const code = char.codePointAt(0) ?? 0
  if (code === 0xa) return true
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false
  if (code >= 0x200b && code <= 0x200f) return false
  if (code >= 0x202a && code <= 0x202e) return false
  if (code === 0xfeff || code === 0xfffd || code === 0x20e3) return false
  if (code >= 0xfe00 && code <= 0xfe0f) return false
  if (code >= 0xd800 && code <= 0xdfff) return false
  return !(code >= 0x1f1e6 && code <= 0x1f1ff) && !(code >= 0x1f3fb && code <= 0x1f3ff) && code < 0xe0000
}

function plainChar(char: string): string {
  const code = char.charCodeAt(0)
  if (char.length > 1) return char
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase()
  if (code === 0x3000 || code === 0xa0 || code === 0x2005 || code === 0x2003 || code === 0x9) return ' '
  if (code >= 0x41 && code <= 0x5a) return char.toLowerCase()
  if (char === '“' || char === '”' || char === '„') return '"'
  if (char === '‐' || char === '–' || char === '—' || char === '一一') return '-'
  if (char === '～') return '~'
  if (char === '﹕' || char === '：') return ':'
  return simplify(char)
}

interface Chars {
  text: string
  map: number[]
}

function toPlain(original: string, emoji: string[]): Chars {
  const out: string[] = []
  const map: number[] = []
  let at = 0
  for (const char of original.slice(0, LIMIT)) {
    if (char.charCodeAt(0) > 0xa8 && EMOJI.test(char)) emoji.push(char)
    else if (keepable(char)) {
      const plain = plainChar(char)
      for (let i = 0; i < plain.length; i++) {
        out.push(plain.charAt(i))
        map.push(at + Math.min(i, char.length - 1))
      }
    }
    at += char.length
  }
  return { text: out.join(''), map }
}

/** Replaces every match by one space, keeping the way back. */
function blank(chars: Chars, pattern: RegExp, seen?: (words: string) => void): Chars {
  let text = ''
  const map: number[] = []
  let from = 0
  for (const match of chars.text.matchAll(pattern)) {
    seen?.(match[0])
    text += `${chars.text.slice(from, match.index)} `
    map.push(...chars.map.slice(from, match.index), chars.map[match.index] ?? 0)
    from = match.index + match[0].length
  }
  if (from === 0) return chars
  return { text: text + chars.text.slice(from), map: [...map, ...chars.map.slice(from)] }
}

function cut(chars: Chars, length: number): Chars {
  return { text: chars.text.slice(length), map: chars.map.slice(length) }
}

const isDigit = (char: string) => char >= '0' && char <= '9'

/** White space becomes one space, marks stand once, and a character said five times counts as twice. */
function collapse(chars: Chars): Chars {
  let text = ''
  const map: number[] = []
  for (let i = 0; i < chars.text.length; i++) {
    const char = chars.text.charAt(i)
    const last = text.charAt(text.length - 1)
    if ((char === ' ' || char === '\n') && (last === '' || last === '\n' || (last === ' ' && char === ' ')))
      continue
    if (char === last && /[!?。,;:、~…·]/.test(char)) continue
    if (char === last && !isDigit(char) && text.charAt(text.length - 2) === char) continue
    text += char
    map.push(chars.map[i] ?? 0)
  }
  const end = text.trimEnd().length
  return { text: text.slice(0, end), map: map.slice(0, end) }
}

/** Makes a message plain. Never throws; the same text made plain again stays as it is. */
export function normalise(original: string): Normalised {
  const emoji: string[] = []
  let quoted = ''
  let link = false
  let mentionsAll = false
  let chars = toPlain(original, emoji)
  for (let pass = 0, before = -1; pass < PASSES && before !== chars.text.length; pass++) {
    before = chars.text.length
    for (;;) {
      const match = QUOTE.exec(chars.text) ?? REPLY_LINES.exec(chars.text)
      if (!match) break
      quoted += match[0]
      chars = cut(chars, match[0].length)
    }
    chars = blank(chars, STICKER, (words) => emoji.push(words))
    chars = blank(chars, LINK, () => {
      link = true
    })
    chars = blank(chars, MENTION_ALL, () => {
      mentionsAll = true
    })
    chars = collapse(blank(chars, MENTION))
  }
  const forwarded = FORWARD.test(chars.text)
  return { ...chars, original, hints: { emoji, mentionsAll, forwarded, link, quoted } }
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
