import { join } from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { loadTownFolder, type TownFolder } from '../../../src/app/town/index.ts'
import { parseCsv } from '../../../src/lib/csv.ts'
import { type FolderFiles, SMALL_TOWN, withFolder } from '../../support/town-folders.ts'
import { makeXlsx } from '../../support/xlsx.ts'

async function load(files: FolderFiles, inside = ''): Promise<TownFolder> {
  const loaded = await withFolder(files, (folder) => loadTownFolder(join(folder, inside)))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1))
  return loaded.folder
}

/** Every CSV of the small town rewritten. */
function rewritten(change: (text: string) => string | Buffer): FolderFiles {
  return Object.fromEntries(
    Object.entries(SMALL_TOWN).map(([name, text]) => [name, name.endsWith('.csv') ? change(text) : text]),
  )
}

/** The small town's tables as sheets; phones as numbers, as a spreadsheet makes them. */
function workbook(): Buffer {
  const sheets = Object.entries(SMALL_TOWN).flatMap(([name, text]) => {
    const parsed = name.endsWith('.csv') ? parseCsv(text) : null
    if (!parsed?.ok) return []
    const rows = parsed.rows.map((row) =>
      row.cells.map((cell) => (/^1\d{10}$/.test(cell) ? Number(cell) : cell)),
    )
    return [[name.replace('.csv', ''), rows] as const]
  })
  return makeXlsx(Object.fromEntries([...sheets, ['说明', [['随便写写']]]]))
}

describe('one town in every form an office program writes', () => {
  const forms: [string, FolderFiles, string?][] = [
    ['UTF-8 with BOM and CRLF', rewritten((text) => `\ufeff${text.replaceAll('\n', '\r\n')}`)],
    ['GB18030', rewritten((text) => iconv.encode(text, 'gb18030'))],
    ['GB18030 with CRLF', rewritten((text) => iconv.encode(text.replaceAll('\n', '\r\n'), 'gb18030'))],
    [
      'UTF-16 with BOM and tabs',
      rewritten((text) => iconv.encode(text.replaceAll(',', '\t'), 'utf-16le', { addBOM: true })),
    ],
    ['semicolons', rewritten((text) => text.replaceAll(',', ';'))],
    ['blank lines and rows of commas', rewritten((text) => text.replaceAll('\n', '\n\n,,,,\n'))],
    ['full-width digits and spaces', rewritten((text) => text.replaceAll('13800000003', ' 138 0000 0003 '))],
    ['capital file names', { ...without(SMALL_TOWN, 'areas.csv'), 'Areas.CSV': SMALL_TOWN['areas.csv'] }],
    [
      'a workbook in the folder',
      { 'town.xlsx': workbook(), '~$town.xlsx': 'lock', 'policy.yaml': SMALL_TOWN['policy.yaml'] },
    ],
    [
      'a workbook by its path',
      { '镇.xlsx': workbook(), 'policy.yaml': SMALL_TOWN['policy.yaml'] },
      '镇.xlsx',
    ],
  ]
  test.each(forms)('%s', async (_, files, inside) => {
    expect(await load(files, inside)).toEqual(await load(SMALL_TOWN))
  })

  test('Chinese column names and words', async () => {
    const files = {
      ...SMALL_TOWN,
      'areas.csv': SMALL_TOWN['areas.csv']
        .replace(
          'code,parent,level,name,aliases,kind,households,lng,lat',
          '编码,上级,层级,名称,别名,类型,户数,经度,纬度',
        )
        .replace('V1,T,village', 'V1,T,村'),
      'people.csv': SMALL_TOWN['people.csv'].replace('grid_chief,G1,,,yes', '网格长,G1,,,是'),
    }
    expect(await load(files)).toEqual(await load(SMALL_TOWN))
  })

  test('quoted cells with line breaks keep the lines of what follows', async () => {
    const areas = SMALL_TOWN['areas.csv'].replace('上河|老槐树', '"上河|\r\n老槐树"')
    expect(await load({ ...SMALL_TOWN, 'areas.csv': areas })).toEqual(await load(SMALL_TOWN))
    const broken = areas.replace('V2,T,village', 'V2,X,village')
    const loaded = await withFolder({ ...SMALL_TOWN, 'areas.csv': broken }, loadTownFolder)
    expect(loaded).toMatchObject({ ok: false, problems: [{ file: 'areas.csv', line: 8 }] })
  })

  test('a problem in a workbook names the sheet and the row', async () => {
    const rows = [
      ['code', 'parent', 'level', 'name'],
      ['T', '', 'town', '青石镇'],
      [],
      ['V', 'X', 'village', '村'],
    ]
    const files = { ...without(SMALL_TOWN, 'areas.csv'), 'book.xlsx': makeXlsx({ areas: rows }) }
    const loaded = await withFolder(files, (folder) => loadTownFolder(join(folder, 'book.xlsx')))
    if (loaded.ok) throw new Error('should have been refused')
    expect(loaded.problems).toContainEqual(
      expect.objectContaining({ file: 'book.xlsx/areas', line: 4, column: 'parent' }),
    )
  })
})

function without(files: FolderFiles, name: string): FolderFiles {
  const { [name]: _, ...rest } = files
  return rest
}
