import type { TownWords } from '../../domain/area/taxonomy.ts'
import { normalise } from '../../domain/understanding/normalise.ts'
import { quote } from './problem.ts'
import type { Refs } from './refs.ts'
import type { SheetRow } from './sheet-row.ts'

const KINDS = ['strong', 'weak'] as const
const KIND_WORDS: Record<string, TownWords['kind']> = {
  强: 'strong',
  单独算: 'strong',
  弱: 'weak',
  偏向: 'weak',
}
/** Length of a word, characters: a single one stands in too many others, a sentence in none. */
const SHORTEST = 2
const LONGEST = 16

function checkedWord(row: SheetRow, word: string): boolean {
  const size = [...normalise(word).text].length
  if (size >= SHORTEST && size <= LONGEST) return true
  const short = size < SHORTEST
  row.error('words', {
    message: `词「${quote(word)}」太${short ? '短' : '长'}`,
    remedy: short ? `写成 ${SHORTEST} 个字以上的词` : `最多 ${LONGEST} 个字；几个词用 | 隔开`,
    en: short
      ? `word "${quote(word)}" is too short: write at least ${SHORTEST} characters`
      : `word "${quote(word)}" is too long: at most ${LONGEST} characters, several words are separated by |`,
  })
  return false
}

function leafOf(row: SheetRow, refs: Refs, heads: ReadonlySet<string>): string | null {
  row.required('category')
  const category = row.text('category') === '' ? null : refs.category(row, 'category')
  if (category === null || (category !== '*' && !heads.has(category))) return category
  row.error('category', {
    message: `「${quote(category)}」是大类，词要写在小类上`,
    remedy: '写小类的编码，例如 facility.street_light',
    en: `"${quote(category)}" is a head: words belong to a leaf, e.g. facility.street_light`,
  })
  return null
}

/** The town's own words by category; rows of the same category and kind become one. */
export function readLexicon(rows: readonly SheetRow[], refs: Refs, heads: ReadonlySet<string>): TownWords[] {
  const found = new Map<string, TownWords>()
  const seen = new Map<string, { row: SheetRow; category: string; kind: TownWords['kind'] }>()
  for (const row of rows) {
    const category = leafOf(row, refs, heads)
    const kind = row.text('kind') === '' ? 'strong' : row.oneOf('kind', KINDS, KIND_WORDS)
    const told = row.list('words')
    if (told.length === 0)
      row.error('words', {
        message: '「words」没有填',
        remedy: '写这里的人怎么说，几个词用 | 隔开',
        en: '"words" is empty: write what people here say, several words separated by |',
      })
    const words = told.filter((word) => checkedWord(row, word))
    if (category === null || kind === null) continue
    for (const word of words) {
      const plain = normalise(word).text
      const first = seen.get(plain)
      if (!first) seen.set(plain, { row, category, kind })
      else if (first.category === category || (first.kind === 'strong' && kind === 'strong'))
        row.error('words', {
          message: `词「${quote(word)}」在第 ${first.row.line} 行已经写过（${first.category}）`,
          remedy: first.category === category ? '只留一处' : '只留一处；两类都说的词，两处都写 weak',
          en: `word "${quote(word)}" is already in line ${first.row.line} (${first.category}): keep one, or make both weak`,
        })
    }
    const key = `${category}/${kind}`
    const known = found.get(key)
    if (known) known.words.push(...words.filter((word) => !known.words.includes(word)))
    else if (words.length > 0) found.set(key, { category, words, kind })
  }
  return [...found.values()]
}
