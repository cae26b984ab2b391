import { simplify } from '../simplify.ts'

const EMOJI = /\p{Extended_Pictographic}/u
/** WeChat ends a name it put in with this space; it goes when mentions are read. */
export const NAME_END = '\u2005'
/** What a character becomes: a code, or one of these two. */
export const DROP = 0
export const STICKER = 1

const SAME: Readonly<Record<string, string>> = {
  '\t': ' ',
  '\u00a0': ' ',
  '\u2003': ' ',
  '\u3000': ' ',
  '\u2028': '\n',
  '“': '"',
  '”': '"',
  '„': '"',
  '‐': '-',
  '–': '-',
  '—': '-',
  '─': '-',
  '━': '-',
  '﹕': ':',
  '：': ':',
  '○': '〇',
  '『': '「',
  '』': '」',
}
const ROMAN = '123456789'

function plainOf(code: number): number {
  const char = String.fromCharCode(code)
  if (code === 0xa) return code
  if (code < 0x20 || (code >= 0x7f && code < 0xa0 && code !== 0x85)) return code === 0x9 ? 0x20 : DROP
  const same = SAME[char]
  if (same !== undefined) return same.charCodeAt(0)
  if (code >= 0x41 && code <= 0x5a) return code + 0x20
  if (code < 0xa9) return code
  if ((code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e)) return DROP
  if (code === 0xfeff || code === 0xfffd || code === 0x20e3 || (code >= 0xfe00 && code <= 0xfe0f)) return DROP
  if (code >= 0xd800 && code <= 0xdfff) return DROP
  if (code >= 0xff01 && code <= 0xff5e) return plainOf(code - 0xfee0)
  if (code >= 0x2160 && code <= 0x2168) return ROMAN.charCodeAt(code - 0x2160)
  if ((code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff)) return compatible(char)
  if (code < 0x3300 && EMOJI.test(char)) return STICKER
  return simplify(char).charCodeAt(0)
}

/** Radicals and compatibility letters as copied out of scans: ⼭ is 山. */
function compatible(char: string): number {
  const plain = char.normalize('NFKC')
  return plain.length === 1 ? simplify(plain).charCodeAt(0) : char.charCodeAt(0)
}

const TABLE: Uint16Array = (() => {
  const table = new Uint16Array(0x10000)
  for (let code = 0; code < table.length; code++) table[code] = plainOf(code)
  return table
})()

/** One unit of text made plain: its new code, `DROP` or `STICKER`. */
export function plainCode(code: number): number {
  return TABLE[code] ?? DROP
}

/** The same for a character of two units; null when it stays as it is. */
export function plainAstral(char: string): number | null {
  const code = char.codePointAt(0) ?? 0
  if (code >= 0x1d7ce && code <= 0x1d7ff) return 0x30 + ((code - 0x1d7ce) % 10)
  if (code >= 0x1f130 && code <= 0x1f149) return 0x61 + code - 0x1f130
  if (code === 0x1f170 || code === 0x1f171) return 0x61 + code - 0x1f170
  if (code >= 0xe0000 || (code >= 0x1f1e6 && code <= 0x1f1ff) || (code >= 0x1f3fb && code <= 0x1f3ff))
    return DROP
  return EMOJI.test(char) ? STICKER : null
}
