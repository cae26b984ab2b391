/**
 * Masks for what identifies a person. Every disguise of a digit counts: full-width and circled digits,
 * other scripts, Chinese numerals, digits with spaces, dashes or invisible characters between them.
 */

const CHINESE = new Map(
  [
    '零〇洞',
    '一壹幺吆',
    '二贰貳两兩',
    '三叁參',
    '四肆',
    '五伍',
    '六陆陸',
    '七柒拐',
    '八捌',
    '九玖勾',
  ].flatMap((numerals, digit) => [...numerals].map((numeral) => [numeral, String(digit)] as const)),
)
/** Stands between digits without being seen: joiners, marks, keycap signs. */
const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}]/u
/** Up to three of these between two digits still make one number. */
const SEPARATORS = `[\\s\\p{Pd}_.,;/\\\\|()\\[\\]~'"\u00b7\u2018-\u201d\u2022\u2026\u3001\u3002\u3010\u3011\u30fb\uff08\uff09\uff0c\uff0f\uff1b\uff5c\uff5e]{0,3}`

const MOBILE = spaced('1[3-9]\\d{9}')
const PREFIX = '(?:(?:\\+|00?)?86|0)'
// Look-aheads: where one number could be read in two ways, both are found.
const MOBILES = new RegExp(`(?<!\\d)(?=(${PREFIX}${SEPARATORS})?(${MOBILE})(?!\\d))`, 'gu')
/** Several mobiles written without a gap. */
const GLUED_MOBILES = /(?<!\d)(?:1[3-9]\d{9}){2,}(?!\d)/gu
const LANDLINES = /(?<!\d)(?=(0(?:10|2\d|[3-9]\d{2})[\s\p{Pd})\uff09]{1,2})(\d{3,4}[\s\p{Pd}]?\d{4})(?!\d))/gu
const MONTH_DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
const IDENTITY_18 = spaced(`[1-8]\\d{5}(?:18|19|20)\\d{2}${MONTH_DAY}\\d{3}[\\dXx]`)
const IDENTITY_15 = spaced(`[1-8]\\d{5}\\d{2}${MONTH_DAY}\\d{3}`)
const IDENTITIES = new RegExp(`(?<!\\d)(?=()(${IDENTITY_18}|${IDENTITY_15})(?![\\dXx]))`, 'gu')

/**
 * Text with phone numbers (`138****8000`) and Chinese identity numbers (first 3, last 4) masked.
 * Everything else stays as written.
 */
export function maskText(text: string): string {
  const cells = unveil(text)
  const plain = cells.map((cell) => cell.shown).join('')
  const fate: Fates = new Map()
  for (const { index } of plain.matchAll(GLUED_MOBILES)) {
    const length = plain.slice(index).search(/\D|$/)
    for (let at = index; at < index + length; at += 11) decide(fate, plain, at, at + 11, 3)
  }
  for (const [pattern, kept] of [
    [MOBILES, 3],
    [LANDLINES, 0],
    [IDENTITIES, 3],
  ] as const) {
    for (const match of plain.matchAll(pattern)) {
      const start = match.index + (match[1]?.length ?? 0)
      decide(fate, plain, start, start + (match[2]?.length ?? 0), kept)
    }
  }
  return fate.size === 0 ? text : render(cells, fate)
}

/** First character of a name, the rest as stars: 陈淑华 → 陈**. Empty stays empty. */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  const first = characters[0]
  if (first === undefined) return ''
  return first + '*'.repeat(Math.min(Math.max(characters.length - 1, 1), 2))
}

type Fates = Map<number, 'shown' | 'starred'>

/** Stars the digits of plain[start, end) but for the first `kept` and the last four. */
function decide(fate: Fates, plain: string, start: number, end: number, kept: number): void {
  const digits: number[] = []
  for (let at = start; at < end; at++) {
    if (!fate.has(at)) fate.set(at, 'shown')
    if (/[\dXx]/.test(plain.charAt(at))) digits.push(at)
  }
  for (const at of digits.slice(kept, -4)) fate.set(at, 'starred')
}

/** Inside a number only digits and stars are left; outside, everything as it was. */
function render(cells: readonly Cell[], fate: Fates): string {
  let out = ''
  let at = 0
  for (const { source, shown } of cells) {
    if (shown === '' && fate.has(at - 1)) continue
    if (!fate.has(at) || shown === '') out += source
    else
      for (let i = 0; i < shown.length; i++)
        out += fate.get(at + i) === 'starred' ? '*' : shown.charAt(i).replace(/[^\dXx]/, '')
    at += shown.length
  }
  return out
}

/** One character of the text, and what it shows: a digit as 0–9, nothing when it is invisible. */
interface Cell {
  source: string
  shown: string
}

function unveil(text: string): Cell[] {
  return [...text].map((source) => ({ source, shown: INVISIBLE.test(source) ? '' : asDigits(source) }))
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
