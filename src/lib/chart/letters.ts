import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Font } from 'fontkit'
import type { Lettering, Weight } from './chart.ts'

const PACKAGE = '@embedpdf/fonts-sc'
/** As CSS counts them; the package names its files by them. */
const WEIGHTS: Record<Weight, number> = { regular: 400, bold: 700 }

/** Nothing to draw: marks that join or vary what stands beside them, and pictures of emoji fonts. */
const UNDRAWN = /[\p{Cf}\p{Cc}\p{Variation_Selector}\p{Extended_Pictographic}]/u

export interface ChineseLettering extends Lettering {
  /** False: the font draws its empty box for the character. */
  has(char: string): boolean
}

let loaded: Promise<ChineseLettering> | undefined

/**
 * Noto Sans for simplified Chinese out of a package (docs/decisions/0029-charts.md): the same letters on every machine,
 * also on one without fonts. Read at the first picture; 17 MB of file stay in memory from then on.
 */
export function chineseLettering(): Promise<ChineseLettering> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined
    throw error
  })
  return loaded
}

async function load(): Promise<ChineseLettering> {
  // Most processes never draw: they start without these.
  const [{ create }, { fonts }] = await Promise.all([import('fontkit'), import('@embedpdf/fonts-sc')])
  const folder = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '../fonts')
  const open = async (weight: Weight): Promise<Font> => {
    const file = fonts.find((f) => f.weight === WEIGHTS[weight])?.file
    if (!file) throw new Error(`${PACKAGE} has no font of weight ${WEIGHTS[weight]}`)
    const font = create(await readFile(join(folder, file)))
    if (!('glyphForCodePoint' in font)) throw new Error(`${file} is a collection, not a font`)
    return font
  }
  const [regular, bold] = await Promise.all([open('regular'), open('bold')])
  return lettering({ regular, bold })
}

interface Shape {
  /** Of the em. */
  advance: number
  commands: readonly { command: string; args: readonly number[] }[]
}

const LETTERS: Record<string, string> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
}
/** Names and numbers of a town come again and again; a flood of strange ones must not stay. */
const MOST_KEPT = 2000

function lettering(fonts: Record<Weight, Font>): ChineseLettering {
  const kept = new Map<string, Shape>()
  const shape = (char: string, weight: Weight): Shape => {
    const key = weight + char
    const known = kept.get(key)
    if (known) return known
    const font = fonts[weight]
    const glyph = font.glyphForCodePoint(char.codePointAt(0) ?? 32)
    const em = font.unitsPerEm
    const commands = glyph.path.commands.map(({ command, args }) => ({
      command: LETTERS[command] ?? '',
      args: args.map((n) => n / em),
    }))
    const made = { advance: glyph.advanceWidth / em, commands }
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, made)
    return made
  }
  const shapes = (text: string, weight: Weight): Shape[] =>
    [...text].filter((char) => !UNDRAWN.test(char)).map((char) => shape(char, weight))
  return {
    has: (char) => fonts.regular.hasGlyphForCodePoint(char.codePointAt(0) ?? 0),
    width: (text, size, weight = 'regular') =>
      shapes(text, weight).reduce((sum, { advance }) => sum + advance * size, 0),
    path(text, x, y, size, weight = 'regular') {
      let at = x
      let path = ''
      for (const { advance, commands } of shapes(text, weight)) {
        for (const { command, args } of commands) {
          // A font counts upwards from the base line, a picture downwards.
          const points = args.map((n, i) => (i % 2 === 0 ? at + n * size : y - n * size).toFixed(1))
          path += command + points.join(' ')
        }
        at += advance * size
      }
      return path
    },
  }
}
