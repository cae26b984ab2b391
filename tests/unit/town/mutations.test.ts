import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { TABLE_NAMES } from '../../../src/app/town/columns.ts'
import { readTown } from '../../../src/app/town/index.ts'
import { closest } from '../../../src/lib/closest.ts'
import { escapeCell, parseCsv, unescapeCell, writeCsv } from '../../../src/lib/csv.ts'
import { decodeText } from '../../../src/lib/decode-text.ts'
import type { TableFiles } from '../../../src/lib/table-files.ts'
import { SMALL_TOWN } from '../../support/town-folders.ts'

type File = keyof typeof SMALL_TOWN
const FILES = Object.keys(SMALL_TOWN) as File[]

const scrap = fc.oneof(
  fc.constantFrom(
    '"',
    ',',
    '\n',
    '|',
    "'",
    '=',
    '*',
    ':',
    '  ',
    '\t',
    '\u3000',
    '-',
    '[',
    '{',
    'V1',
    'G1',
    'T',
    '1e9',
    'power',
    '\u0000',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
/** Cuts a piece out of a file and puts a scrap there. */
const cut = fc.record({
  file: fc.constantFrom(...FILES),
  at: fc.nat(400),
  length: fc.nat(12),
  scrap,
})

/** The files as the reader of folders would give them, from bytes. */
function asFiles(texts: Record<File, string>): TableFiles {
  const files: TableFiles = {
    tables: new Map(),
    texts: new Map(),
    faults: [],
    unread: new Set(),
    strangers: [],
    ignoredWorkbook: null,
  }
  for (const file of FILES) {
    const decoded = decodeText(Buffer.from(texts[file]))
    const name = file.replace('.csv', '')
    if (!decoded.ok) {
      files.unread.add(name)
      files.faults.push({ code: 'unreadable', file, line: decoded.line })
    } else if (!TABLE_NAMES.some((table) => table === name))
      files.texts.set(file, { file, text: decoded.text })
    else {
      const parsed = parseCsv(decoded.text)
      if (parsed.ok) files.tables.set(name, { file, rows: parsed.rows })
      else {
        files.unread.add(name)
        files.faults.push({ code: parsed.code, file, line: parsed.line })
      }
    }
  }
  return files
}

describe('whatever happens to a folder', () => {
  it.each([
    ['an alias without its anchor', 'town: *QS\n'],
    [
      'aliases that grow without bound',
      `a: &a [x,x]\n${[...'bcdefgh'].map((k, i) => `${k}: &${k} [${`*${'abcdefg'[i]},`.repeat(9)}]\n`).join('')}`,
    ],
  ])('%s in the policy is a problem with a line', (_what, text) => {
    const loaded = readTown(asFiles({ ...SMALL_TOWN, 'policy.yaml': text }))
    expect(loaded.ok).toBe(false)
    if (!loaded.ok) expect(loaded.problems[0]).toMatchObject({ file: 'policy.yaml', line: 1 })
  })

  test.prop([fc.array(cut, { minLength: 1, maxLength: 6 })], { numRuns: 600 })(
    'the check gives a town or problems, never a crash',
    (cuts) => {
      const texts: Record<File, string> = { ...SMALL_TOWN }
      for (const { file, at, length, scrap } of cuts)
        texts[file] = texts[file].slice(0, at) + scrap + texts[file].slice(at + length)
      const loaded = readTown(asFiles(texts))
      if (loaded.ok) {
        const codes = new Set(loaded.folder.town.areas.map((a) => a.code))
        for (const area of loaded.folder.town.areas) {
          expect(area.parent === null || codes.has(area.parent)).toBe(true)
          expect(area.name).not.toBe('')
        }
        for (const post of loaded.folder.town.posts)
          expect(post.area !== null || post.department !== null).toBe(true)
        return
      }
      expect(loaded.problems.length).toBeGreaterThan(0)
      for (const problem of loaded.problems) {
        expect(problem.message && problem.remedy && problem.en).toBeTruthy()
        if (problem.line !== null) {
          const lines = texts[problem.file as File].split(/\r\n?|\n/).length
          expect(problem.line).toBeGreaterThan(0)
          expect(problem.line).toBeLessThanOrEqual(lines)
        }
      }
    },
  )

  test.prop([fc.uint8Array({ maxLength: 300 })])('any bytes decode or name a line', (bytes) => {
    const decoded = decodeText(bytes)
    if (decoded.ok) parseCsv(decoded.text)
    else expect(decoded.line).toBeGreaterThan(0)
  })
})

describe('cells', () => {
  const line = fc.string().map((text) => text.replaceAll('\r', ''))
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('=1+1', '-5', "'=x", "''=x", '@a', '+86', '\tx', "'", "'a"),
  )
  test.prop([cell])('are escaped against formulas and come back', (text) => {
    const escaped = escapeCell(text)
    expect(unescapeCell(escaped)).toBe(text)
    expect(escaped).not.toMatch(/^[=+\-@\t\r]/)
  })

  test.prop([fc.array(fc.array(line, { minLength: 2, maxLength: 2 }), { minLength: 1 })])(
    'survive writing and reading',
    (rows) => {
      fc.pre(rows.every((row) => row.some((text) => text !== '')))
      const parsed = parseCsv(
        writeCsv([['a', 'b'], ...rows])
          .replace(/^\ufeff/, '')
          .replace(/\r\n/g, '\n'),
      )
      if (!parsed.ok) throw new Error(parsed.code)
      expect(parsed.rows.slice(1).map((row) => row.cells.map(unescapeCell))).toEqual(rows)
    },
  )
})

describe('the nearest word', () => {
  it.each([
    ['gird', ['grid', 'unit'], 'grid'],
    ['handlr', ['handler', 'volunteer'], 'handler'],
    ['x', ['y', 'xy'], null],
    ['completely else', ['grid'], null],
  ] as const)('%s', (word, known, near) => {
    expect(closest(word, known)).toBe(near)
  })
})
