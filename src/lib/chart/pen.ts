import type { Lettering, Series, Weight } from './chart.ts'

const INK = '#1b2326'
export const SOFT = '#566167'
const SHEET = '#ffffff'

/** Characters that XML cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function escaped(text: string): string {
  return text
    .replaceAll(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

interface Written {
  x: number
  /** Base line. */
  y: number
  size: number
  weight?: Weight
  colour?: string
  anchor?: 'start' | 'middle' | 'end'
}

/** Gathers the shapes of one picture. Words become outlines and stay readable in `aria-label`. */
export class Pen {
  readonly letters: Lettering
  readonly #parts: string[] = []

  constructor(letters: Lettering) {
    this.letters = letters
  }

  text(text: string, { x, y, size, weight, colour = INK, anchor = 'start' }: Written): void {
    const width = this.letters.width(text, size, weight)
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
    const shape = this.letters.path(text, left, y, size, weight)
    if (shape) this.#parts.push(`<path aria-label="${escaped(text)}" fill="${colour}" d="${shape}"/>`)
  }

  rect(x: number, y: number, width: number, height: number, fill: string): void {
    const [left, top, wide, high] = [x, y, width, height].map(round)
    this.#parts.push(`<rect x="${left}" y="${top}" width="${wide}" height="${high}" rx="3" fill="${fill}"/>`)
  }

  line(x1: number, y1: number, x2: number, y2: number): void {
    this.#parts.push(
      `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${SOFT}" stroke-width="2"/>`,
    )
  }

  svg(width: number, height: number, series: readonly Series[]): string {
    const stripes = series.map((s, i) => (s.striped ? pattern(i, s.colour) : '')).join('')
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.ceil(height)}"><defs>${stripes}</defs><rect width="100%" height="100%" fill="${SHEET}"/>${this.#parts.join('')}</svg>`
  }
}

/** How a mark of that series is filled. */
export function fillOf(series: readonly Series[], index: number): string {
  const one = series[index]
  return one?.striped ? `url(#stripes-${index})` : (one?.colour ?? SOFT)
}

function pattern(index: number, colour: string): string {
  return `<pattern id="stripes-${index}" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="12" height="12" fill="${colour}"/><rect width="4" height="12" fill="#ffffff" fill-opacity="0.55"/></pattern>`
}

/** The text, shortened with … until it fits. */
export function fitting(
  letters: Lettering,
  text: string,
  size: number,
  most: number,
  weight?: Weight,
): string {
  if (letters.width(text, size, weight) <= most) return text
  const chars = [...text]
  let length = chars.length
  while (length > 0 && letters.width(`${chars.slice(0, length).join('')}…`, size, weight) > most) length--
  return `${chars.slice(0, length).join('')}…`
}

/** The text in lines that fit; what does not fit into `lines` of them is shortened. */
export function folded(
  letters: Lettering,
  text: string,
  size: number,
  most: number,
  { lines, weight }: { lines: number; weight?: Weight },
): string[] {
  const made: string[] = []
  let rest = [...text]
  while (rest.length > 0) {
    let length = rest.length
    if (made.length === lines - 1) return [...made, fitting(letters, rest.join(''), size, most, weight)]
    while (length > 1 && letters.width(rest.slice(0, length).join(''), size, weight) > most) length--
    made.push(rest.slice(0, length).join(''))
    rest = rest.slice(length)
  }
  return made
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
