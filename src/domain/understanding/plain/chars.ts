import { readsBeside } from '../simplify.ts'
import { DROP, plainAstral, plainCode, STICKER } from './plain-char.ts'

/** Text on its way to plain, with the position in the original of each of its units. */
export interface Chars {
  text: string
  map: readonly number[]
}

/** A part that goes; `fill` stands in its place. */
export interface Gone {
  start: number
  end: number
  fill: '' | ' '
}

/** Characters whose plain form hangs on those at their sides. */
const BESIDE: ReadonlySet<number> = new Set(Array.from('著喇', (char) => char.charCodeAt(0)))

/** No message of a platform is longer; what goes beyond is not read. */
const LIMIT = 4_096

/** Simplified, half-width, lower case, without emoji and what cannot be seen. */
export function toPlain(original: string, emoji: string[]): Chars {
  const codes: number[] = []
  const map: number[] = []
  const end = Math.min(original.length, LIMIT)
  for (let at = 0; at < end; at++) {
    const unit = original.charCodeAt(at)
    const paired = unit >= 0xd800 && unit <= 0xdbff && at + 1 < end && isTrail(original.charCodeAt(at + 1))
    if (!paired) {
      const plain = plainCode(unit)
      if (plain === STICKER) emoji.push(original.charAt(at))
      else if (plain !== DROP) {
        const beside = BESIDE.has(unit)
          ? readsBeside(original.charAt(at), original.charAt(at - 1), original.charAt(at + 1))
          : null
        codes.push(beside?.charCodeAt(0) ?? plain)
        map.push(at)
      }
      continue
    }
    const char = original.slice(at, at + 2)
    const plain = plainAstral(char)
    if (plain === STICKER) emoji.push(char)
    else if (plain === null) {
      codes.push(unit, original.charCodeAt(at + 1))
      map.push(at, at + 1)
    } else if (plain !== DROP) {
      codes.push(plain)
      map.push(at)
    }
    at++
  }
  let text = ''
  for (let i = 0; i < codes.length; i += 1_024) text += String.fromCharCode(...codes.slice(i, i + 1_024))
  return { text, map }
}

function isTrail(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

/** Takes parts out; they are in order and don't overlap. */
export function without(chars: Chars, parts: readonly Gone[]): Chars {
  if (parts.length === 0) return chars
  const { text, map } = chars
  const kept: string[] = []
  const way: number[] = []
  let from = 0
  const keep = (end: number) => {
    kept.push(text.slice(from, end))
    for (let i = from; i < end; i++) way.push(map[i] ?? 0)
  }
  for (const part of parts) {
    keep(part.start)
    if (part.fill !== '') {
      kept.push(part.fill)
      way.push(map[part.start] ?? 0)
    }
    from = part.end
  }
  keep(text.length)
  return { text: kept.join(''), map: way }
}

const MARKS = '!?。,;:、~…·'

/** White space becomes one space, marks stand once, and a character said five times counts as twice. */
export function collapse(chars: Chars): Chars {
  const { text } = chars
  const kept: string[] = []
  const map: number[] = []
  let last = ''
  let before = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if ((char === ' ' || char === '\n') && (last === '' || last === '\n' || (last === ' ' && char === ' ')))
      continue
    if (char === last && (MARKS.includes(char) || (before === char && !(char >= '0' && char <= '9'))))
      continue
    kept.push(char)
    map.push(chars.map[i] ?? 0)
    before = last
    last = char
  }
  while (kept.length > 0 && kept[kept.length - 1]?.trim() === '') {
    kept.pop()
    map.pop()
  }
  return kept.length === text.length ? chars : { text: kept.join(''), map }
}
