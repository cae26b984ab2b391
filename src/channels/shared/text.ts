const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** How far back a cut may look for the start of a drawn character before it is taken for hostile (combining marks). */
const LONGEST_CHARACTER = 64

/**
 * Replaces NUL and halves of surrogate pairs by U+FFFD: neither survives JSON and UTF-8 everywhere, and
 * databases and platforms refuse the whole text for one of them. The length stays, so offsets stay true.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\u0000', '\ufffd')
}

/**
 * The last place at or before `max` (UTF-16 units) where `text` may be cut without splitting a character
 * as people see it (surrogate pairs, flags, families).
 */
export function boundary(text: string, max: number): number {
  if (max >= text.length) return text.length
  if (max <= 0) return 0
  const from = Math.max(0, max - LONGEST_CHARACTER)
  const start =
    graphemes.segment(text.slice(from, max + LONGEST_CHARACTER)).containing(max - from)?.index ?? 0
  if (start > 0 || from === 0) return from + start
  // One endless "character": only surrogate pairs are kept whole.
  return isLowSurrogate(text.charCodeAt(max)) ? max - 1 : max
}

/**
 * Shortens to at most `max` UTF-16 units, the closing `…` included: at the end of a line when one lies
 * within the last tenth, else between two characters.
 *
 * @example shorten('东沁村3网格1单元', 6) // '东沁村3网…'
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  if (max < 1) return ''
  return `${text.slice(0, cutAt(text, max - 1))}…`
}

/** Where `shorten` cuts: at most `max`, after a line if one ends close by. */
export function cutAt(text: string, max: number): number {
  const hard = boundary(text, max)
  const lineEnd = text.lastIndexOf('\n', hard - 1)
  return lineEnd > 0 && lineEnd >= hard - max / 10 ? lineEnd + 1 : hard
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
