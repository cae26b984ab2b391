/**
 * Masks for what identifies a person. Every disguise of a digit counts: full-width and circled digits,
 * other scripts, Chinese numerals, digits with spaces, dashes or invisible characters between them.
 */

const CHINESE = new Map(
  ['零〇', '一壹幺弌', '二贰貳弍', '三叁參弎', '四肆', '五伍', '六陆陸', '七柒', '八捌', '九玖'].flatMap(
    (numerals, digit) => [...numerals].map((numeral) => [numeral, String(digit)] as const),
  ),
)
/** Stands between digits without being seen: joiners, marks, keycap signs. */
const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}]/u
/** Up to three of these between two digits still make one number. */
const SEPARATORS = `[\\s\\p{Pd}\\-_.·•・,,、。;;/\\\\|()()\\[\\]【】~~'"“”]{0,3}`

const MOBILE = spaced('1[3-9]\\d{9}')
const PREFIX = '(?:(?:\\+|00?)?86|0)'
const MOBILE_NUMBER = new RegExp(`(?<!\\d)(${PREFIX}${SEPARATORS})?(${MOBILE})(?!\\d)`, 'gu')
/** Several mobiles written without a gap. */
const MOBILES_RUN = /(?<!\d)(?:1[3-9]\d{9}){2,}(?!\d)/gu
const LANDLINE = /(?<!\d)(0(?:10|2\d|[3-9]\d{2})[\s\p{Pd})）]{1,2})(\d{3,4}[\s\p{Pd}]?\d{4})(?!\d)/gu
const MONTH_DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const IDENTITY = new RegExp(
  `(?<!\\d)(?:${spaced(`[1-8]\\d{5}(?:18|19|20)\\d{2}${MONTH_DAY}\\d{3}[\\dXx]`)}|${spaced(`[1-8]\\d{5}\\d{2}${MONTH_DAY}\\d{3}`)})(?![\\dXx])`,
  'gu',
)

/**
 * Text with phone numbers (`138****8000`) and Chinese identity numbers (first 3, last 4) masked.
 * Everything else stays as written.
 */
export function maskText(text: string): string {
  let masked = text
  // Masking one number may leave its ends beside others; three rounds are more than any sentence needs.
  for (let round = 0; round < 3; round++) {
    const next = maskOnce(masked)
    if (next === masked) break
    masked = next
  }
  return masked
}

/** First character of a name, the rest as stars: 陈淑华 → 陈**. Empty stays empty. */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  const first = characters[0]
  if (first === undefined) return ''
  return first + '*'.repeat(Math.min(Math.max(characters.length - 1, 1), 2))
}

interface Span {
  start: number
  end: number
  mask: string
}

function maskOnce(text: string): string {
  const { plain, at } = unveil(text)
  const spans: Span[] = []
  const take = (pattern: RegExp, mask: (match: RegExpMatchArray) => string, lead = 0) => {
    for (const match of plain.matchAll(pattern)) {
      const start = match.index + (lead ? (match[lead]?.length ?? 0) : 0)
      const end = match.index + match[0].length
      if (!spans.some((s) => start < s.end && s.start < end)) spans.push({ start, end, mask: mask(match) })
    }
  }
  take(IDENTITY, (m) => maskIdentity(digits(m[0])))
  take(MOBILES_RUN, (m) => (m[0].match(/\d{11}/g) ?? []).map(maskPhone).join(' '))
  take(MOBILE_NUMBER, (m) => maskPhone(digits(m[2] ?? '')), 1)
  take(LANDLINE, (m) => `****${digits(m[2] ?? '').slice(-4)}`, 1)
  if (spans.length === 0) return text
  let masked = ''
  let from = 0
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    masked += text.slice(from, at(span.start)) + span.mask
    from = at(span.end - 1, true)
  }
  return masked + text.slice(from)
}

/** The text with every digit as 0–9 and nothing invisible; `at` leads back to the original. */
function unveil(text: string): { plain: string; at: (index: number, end?: boolean) => number } {
  let plain = ''
  const starts: number[] = []
  const ends: number[] = []
  let offset = 0
  for (const character of text) {
    const shown = INVISIBLE.test(character) ? '' : asDigits(character)
    plain += shown
    for (let i = 0; i < shown.length; i++) {
      starts.push(offset)
      ends.push(offset + character.length)
    }
    offset += character.length
  }
  return { plain, at: (index, end = false) => (end ? ends[index] : starts[index]) ?? text.length }
}

function asDigits(character: string): string {
  if (character <= '\u007f') return character
  const numeral = CHINESE.get(character)
  if (numeral) return numeral
  const folded = character.normalize('NFKC')
  if (/^[0-9+xX]+$/.test(folded)) return folded
  if (!/^\p{Nd}$/u.test(character)) return character
  // Digits of a script stand in tens from zero to nine.
  let value = 0
  const code = character.codePointAt(0) ?? 0
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value++
  return String(value % 10)
}

function spaced(pattern: string): string {
  // One token of the pattern at a time: an escape, a class or a character, with what repeats it.
  const tokens = expand(pattern).match(/\(\?:|[()|]|\[[^\]]*\]|\\d|[0-9]/g) ?? []
  return tokens
    .map((token, i) => (/^(?:\(\?:|[()|])$/.test(token) || i === 0 ? token : `${SEPARATORS}${token}`))
    .join('')
}

function expand(pattern: string): string {
  return pattern.replace(/(\\d|\[[^\]]*\])\{(\d+)\}/g, (_, token: string, times: string) =>
    token.repeat(Number(times)),
  )
}

function digits(text: string): string {
  return text.replace(/[^\dXx]/g, '')
}

function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

function maskIdentity(id: string): string {
  return `${id.slice(0, 3)}${'*'.repeat(id.length - 7)}${id.slice(-4)}`
}
