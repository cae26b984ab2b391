import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { ImportDiff } from '../../src/app/town/import.ts'
import { loadTownFolder, type TownFolder } from '../../src/app/town/index.ts'
import { indexTown } from '../../src/domain/area/town.ts'
import { openDatabase } from '../../src/store/database.ts'
import { exportTown, importTown, loadTown, townVersion } from '../../src/store/town.ts'
import { testDatabase } from '../support/database.ts'
import { edited, type FolderFiles, SMALL_TOWN, withFolder, without } from '../support/town-folders.ts'

const db = await testDatabase()
const database = openDatabase({ url: db.url, statements: 6, lanes: 1, onError: () => undefined })
const { pool } = database
afterAll(async () => {
  await database.close()
  await db.drop()
})

const TABLES = [
  'area',
  'area_shape',
  'department',
  'person',
  'post',
  'responsibility',
  'roster',
  'absence',
  'identity',
  'conversation',
]
const now = new Date('2026-11-22T00:00:00Z')

beforeEach(async () => {
  await pool.query(`TRUNCATE ${TABLES.join(', ')}, conversation_address, town, audit_log`)
})

async function read(files: FolderFiles): Promise<TownFolder> {
  const loaded = await withFolder(files, loadTownFolder)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1))
  return loaded.folder
}
const bring = async (files: FolderFiles, options: { dryRun?: boolean; demo?: boolean } = {}) =>
  importTown(pool, await read(files), { dryRun: false, demo: false, now, ...options })

/** All rows of all tables, to show that nothing was touched. */
async function everything(): Promise<string> {
  const rows = TABLES.map(
    async (name) => (await pool.query(`SELECT to_jsonb(t) FROM ${name} t ORDER BY 1::text`)).rows,
  )
  return JSON.stringify(await Promise.all([...rows, pool.query('SELECT * FROM town').then((r) => r.rows)]))
}

function counts(diff: ImportDiff): string[] {
  return diff.tables.flatMap(({ file, what, added, changed, removed, moved }) =>
    added + changed + removed + moved === 0
      ? []
      : [`${file} ${what} +${added} ~${changed} -${removed} >${moved}`],
  )
}

describe('the import of a town folder', () => {
  test('stores what the folder says', async () => {
    const folder = await read(SMALL_TOWN)
    const diff = await importTown(pool, folder, { dryRun: false, demo: true, now })
    expect(diff).toMatchObject({ changed: true, before: 0, version: 1 })
    expect(await loadTown(pool)).toEqual({ ...folder.town, version: 1, demo: true })
    expect(await townVersion(pool)).toBe(1)
    expect(indexTown((await loadTown(pool)) ?? folder.town).top).toBe('T')
  })

  test('a town that was never imported is none', async () => {
    expect(await loadTown(pool)).toBeNull()
    expect(await townVersion(pool)).toBe(0)
  })

  test('the second import changes nothing and keeps the version', async () => {
    await bring(SMALL_TOWN)
    const before = await everything()
    const again = await bring(SMALL_TOWN)
    expect(again).toMatchObject({ changed: false, before: 1, version: 1 })
    expect(counts(again)).toEqual([])
    expect(await everything()).toBe(before)
  })

  test('a dry run says what would change and changes nothing', async () => {
    const first = await bring(SMALL_TOWN, { dryRun: true })
    expect(first).toMatchObject({ changed: true, before: 0, version: 0 })
    expect(await loadTown(pool)).toBeNull()
    await bring(SMALL_TOWN)
    const before = await everything()
    const diff = await bring(edited('areas.csv', '上河村', '上河新村'), { dryRun: true })
    expect(counts(diff)).toEqual(['areas.csv 区域 +0 ~1 -0 >0'])
    expect(diff.tables[0]?.samples).toEqual(['~ 上河新村(V1):name 上河村 → 上河新村'])
    expect(await everything()).toBe(before)
  })

  test('what is no longer in the folder becomes inactive, and comes back', async () => {
    await bring(SMALL_TOWN)
    const smaller = {
      ...SMALL_TOWN,
      'areas.csv': SMALL_TOWN['areas.csv'].replace(/U2.*\n/, ''),
      'people.csv': SMALL_TOWN['people.csv'].replace(/林强.*\n/, '').replace(/陈梅.*volunteer.*\n/, ''),
      'responsibilities.csv': SMALL_TOWN['responsibilities.csv'].replace(/facility.*\n/, ''),
    }
    const gone = await bring(smaller)
    expect(counts(gone)).toEqual([
      'areas.csv 区域 +0 ~0 -1 >1',
      'people.csv 人员 +0 ~0 -1 >3',
      'people.csv 岗位 +0 ~0 -2 >3',
      'responsibilities.csv 责任 +0 ~0 -1 >0',
    ])
    const { rows } = await pool.query<{ area: boolean; person: boolean }>(
      `SELECT (SELECT active FROM area WHERE code = 'U2') AS area, (SELECT active FROM person WHERE name = '林强') AS person`,
    )
    expect(rows[0]).toEqual({ area: false, person: false })
    expect((await loadTown(pool))?.areas.map((a) => a.code)).not.toContain('U2')
    const back = await bring(SMALL_TOWN)
    expect(back.version).toBe(3)
    expect(await loadTown(pool)).toEqual({ ...(await read(SMALL_TOWN)).town, version: 3 })
  })

  test('a row put in between moves the others without calling them changed', async () => {
    await bring(SMALL_TOWN)
    const diff = await bring(edited('areas.csv', 'V2,T', 'V3,T,village,中河村,,village,,,\nV2,T'))
    expect(counts(diff)).toEqual(['areas.csv 区域 +1 ~0 -0 >1'])
  })

  test('borders are stored, compared and exported as they were read', async () => {
    const borders = (west: number) =>
      [
        '{"type":"FeatureCollection","features":[',
        `{"type":"Feature","properties":{"code":"V1"},"geometry":{"type":"Polygon","coordinates":[[[${west},25.2],[119.07,25.2],[119.07,25.3],[${west},25.2]],[[119.06,25.21],[119.061,25.21],[119.0600001,25.2112345],[119.06,25.21]]]}},`,
        '{"type":"Feature","properties":{"code":"T"},"geometry":{"type":"MultiPolygon","coordinates":[[[[-0.00000001,0],[119,25],[120,26],[0,0]]]]}}]}',
      ].join('\n')
    const files = { ...SMALL_TOWN, 'areas.geojson': borders(119.05) }
    expect(counts(await bring(files))).toContain('areas.geojson 范围 +2 ~0 -0 >0')
    expect(await loadTown(pool)).toEqual({ ...(await read(files)).town, version: 1 })
    expect(await bring(files)).toMatchObject({ changed: false, version: 1 })

    const folder = await mkdtemp(join(tmpdir(), 'export-'))
    try {
      expect(await exportTown(pool, folder, { force: true })).toMatchObject({
        files: expect.arrayContaining(['areas.geojson']),
      })
      const again = await loadTownFolder(folder)
      expect(again.ok && again.folder.town.shapes).toEqual((await read(files)).town.shapes)
      const moved = await bring({ ...SMALL_TOWN, 'areas.geojson': borders(119.04) })
      expect(counts(moved)).toEqual(['areas.geojson 范围 +0 ~1 -0 >0'])
      expect(moved.tables.flatMap(({ samples }) => samples)).toEqual(['~ V1:polygons 改了'])
      expect(counts(await bring(SMALL_TOWN))).toEqual(['areas.geojson 范围 +0 ~0 -2 >0'])
      expect((await loadTown(pool))?.shapes).toEqual([])
      await exportTown(pool, folder, { force: true })
      const without = await loadTownFolder(folder)
      expect(without.ok && without.folder.town.shapes).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('policy, letters and demo are part of the town', async () => {
    await bring(SMALL_TOWN, { demo: true })
    const diff = await bring(edited('policy.yaml', '48', '24'))
    const settings = diff.tables.find((t) => t.file === 'policy.yaml')
    expect(settings?.samples).toEqual(['~ close', '~ (演示)'])
    expect(await loadTown(pool)).toMatchObject({ demo: false, policy: { close: { afterHours: 24 } } })
  })

  test('phone numbers are in no sample', async () => {
    const first = await bring(SMALL_TOWN)
    const second = await bring(edited('people.csv', '13800000003', '13800000009'))
    expect(JSON.stringify([first, second])).not.toMatch(/1380000|5551234/)
  })

  test('a fault in the middle of the write leaves nothing behind', async () => {
    await bring(SMALL_TOWN)
    const before = await everything()
    const folder = await read(edited('areas.csv', '上河村', '上河新村'))
    const [person] = folder.people
    if (!person) throw new Error('no person')
    const broken = { ...folder, people: [{ ...person, id: 'not-a-uuid' }, ...folder.people] }
    await expect(importTown(pool, broken, { dryRun: false, demo: false, now })).rejects.toThrow()
    expect(await everything()).toBe(before)
  })

  test('imports at the same time wait for each other', async () => {
    const names = ['甲河村', '乙河村', '丙河村', '丁河村']
    const diffs = await Promise.all(names.map((name) => bring(edited('areas.csv', '上河村', name))))
    expect(diffs.map((d) => d.version).sort()).toEqual([1, 2, 3, 4])
    const last = diffs.findIndex((d) => d.version === 4)
    expect((await loadTown(pool))?.areas[1]?.name).toBe(names[last])
    const same = await Promise.all([1, 2, 3].map(() => bring(SMALL_TOWN)))
    expect(same.filter((d) => d.changed)).toHaveLength(1)
  })
})

describe('platform accounts', () => {
  const identities = async () =>
    (
      await pool.query(
        `SELECT i.user_id, i.account, p.name, i.tied_by FROM identity i LEFT JOIN person p ON p.id = i.person_id ORDER BY 1`,
      )
    ).rows.map((r) => [r.user_id, r.account, r.name, r.tied_by])

  test('are tied to people before anybody wrote', async () => {
    await bring(SMALL_TOWN)
    expect(await identities()).toEqual([
      ['1001', '*', '陈梅', 'import'],
      ['1002', '*', '张工', 'import'],
    ])
  })

  test('known accounts are tied, and untied when the folder drops them', async () => {
    const known = `INSERT INTO identity (id, channel, account, user_id, tied_by) VALUES (gen_random_uuid(), 'telegram', 'bot1', $1, $2)`
    await pool.query(known, ['1001', null])
    await pool.query(known, ['7777', 'link'])
    await bring(SMALL_TOWN)
    expect(await identities()).toContainEqual(['1001', 'bot1', '陈梅', 'import'])
    await bring({
      ...SMALL_TOWN,
      'people.csv': SMALL_TOWN['people.csv'].replace('1001', '').replace('1002', ''),
    })
    expect(await identities()).toEqual([
      ['1001', 'bot1', null, null],
      ['7777', 'bot1', null, 'link'],
    ])
  })

  test('an adopted account stays where it is', async () => {
    await bring(SMALL_TOWN)
    await pool.query(`UPDATE identity SET account = 'bot1' WHERE user_id = '1001'`)
    expect((await bring(SMALL_TOWN)).changed).toBe(false)
  })
})

describe('groups', () => {
  const groups = async () =>
    (
      await pool.query(
        `SELECT a.channel, a.account, a.chat, c.title, c.area, c.department, c.status FROM conversation c
         JOIN conversation_address a ON a.conversation_id = c.id ORDER BY 1, 3`,
      )
    ).rows.map((r) => Object.values(r).join('/'))

  test('are bound to their area or department', async () => {
    await bring(SMALL_TOWN)
    expect(await groups()).toEqual([
      'telegram/*/-100200300/下河村群/V2//active',
      'web/web/power/供电所接单群//power/active',
      'web/web/shanghe/上河村网格群/V1//active',
    ])
  })

  test('a room that is gone is left, a chat that is gone keeps its binding', async () => {
    await bring(SMALL_TOWN)
    await bring({ ...SMALL_TOWN, 'groups.csv': 'channel,chat,name,area,department\nweb,power,新名,,power\n' })
    expect(await groups()).toEqual([
      'telegram/*/-100200300/下河村群/V2//active',
      'web/web/power/新名//power/active',
      'web/web/shanghe/上河村网格群/V1//left',
    ])
    await bring(without('groups.csv'))
    expect(await groups()).toHaveLength(3)
    await bring(SMALL_TOWN)
    expect(await groups()).toContain('web/web/shanghe/上河村网格群/V1//active')
  })

  test('a chat the bot has heard is bound where it is, under its old id too', async () => {
    await bring(without('groups.csv'))
    await pool.query(
      `WITH c AS (INSERT INTO conversation (id, channel, account, type, title) VALUES (gen_random_uuid(), 'telegram', 'bot1', 'group', '真名') RETURNING id)
       INSERT INTO conversation_address SELECT 'telegram', 'bot1', chat, c.id, cur FROM c, (VALUES ('-100200300', false), ('-100999', true)) AS v(chat, cur)`,
    )
    await bring(SMALL_TOWN)
    expect((await groups()).filter((g) => g.startsWith('telegram'))).toEqual([
      'telegram/bot1/-100200300/真名/V2//active',
      'telegram/bot1/-100999/真名/V2//active',
    ])
  })
})

describe('the export', () => {
  async function roundTrip(files: FolderFiles, before?: () => Promise<unknown>): Promise<ImportDiff> {
    await bring(files)
    await before?.()
    const folder = await mkdtemp(join(tmpdir(), 'town-export-'))
    try {
      expect(await exportTown(pool, folder, { force: false })).toMatchObject({ ok: true })
      expect(await exportTown(pool, folder, { force: false })).toEqual({ ok: false, reason: 'not_empty' })
      expect(await exportTown(pool, folder, { force: true })).toMatchObject({ ok: true })
      const loaded = await loadTownFolder(folder)
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1))
      return await importTown(pool, loaded.folder, { dryRun: false, demo: false, now })
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  test('imports as the same town', async () => {
    const diff = await roundTrip(SMALL_TOWN)
    expect(counts(diff)).toEqual([])
    expect(diff).toMatchObject({ changed: false, version: 1 })
  })

  test('with cells that look like formulas, an own taxonomy, a bound chat and a person in several rows', async () => {
    const taxonomy = `code,parent,zh,en,urgency,accept_within,resolve_within,lead
facility,,设施,Facility,normal,2h,3wd,power
facility.drain,facility,"下水道,井盖",Drain,normal,2h,3wd,water
facility.tree,facility,树,Tree,normal,2h,3wd,water
`
    const files = {
      ...edited('areas.csv', '老槐树', '=1+1|@角|-5度'),
      'taxonomy.csv': taxonomy,
      'responsibilities.csv': 'category,area,lead,assist\nfacility,T,power,water\n',
    }
    const diff = await roundTrip(files, () =>
      pool.query(
        `WITH c AS (INSERT INTO conversation (id, channel, account, type, title, area) VALUES (gen_random_uuid(), 'telegram', 'bot1', 'group', '自己绑的群', 'V2') RETURNING id)
         INSERT INTO conversation_address SELECT 'telegram', 'bot1', '-1009', id, true FROM c`,
      ),
    )
    expect(counts(diff)).toEqual([])
  })

  test('of the demo town', async () => {
    const loaded = await loadTownFolder('prisma/towns/dongzhuang')
    if (!loaded.ok) throw new Error('demo town is broken')
    await importTown(pool, loaded.folder, { dryRun: false, demo: false, now })
    const folder = await mkdtemp(join(tmpdir(), 'town-export-'))
    try {
      await exportTown(pool, folder, { force: false })
      const again = await loadTownFolder(folder)
      if (!again.ok) throw new Error(JSON.stringify(again.problems, null, 1))
      const byChat = (groups: TownFolder['groups']) => groups?.toSorted((a, b) => (a.chat < b.chat ? -1 : 1))
      expect(again.folder.town).toEqual(loaded.folder.town)
      expect(again.folder.people).toEqual(loaded.folder.people)
      expect(byChat(again.folder.groups)).toEqual(byChat(loaded.folder.groups))
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('of nothing is refused', async () => {
    const folder = join(tmpdir(), 'town-never-made')
    expect(await exportTown(pool, folder, { force: false })).toEqual({ ok: false, reason: 'no_town' })
  })
})

describe('the town lexicon', () => {
  const LEXICON =
    'category,words,kind\nfacility.manhole,马葫芦|大井盖,\nfacility.manhole,窨子,强\nfacility.drain,阳沟,weak\n'
  const WITH = { ...SMALL_TOWN, 'lexicon.csv': LEXICON }
  const STORED = [
    { category: 'facility.manhole', words: ['马葫芦', '大井盖', '窨子'], kind: 'strong' },
    { category: 'facility.drain', words: ['阳沟'], kind: 'weak' },
  ]

  test('is stored, told in the diff, and the second import changes nothing', async () => {
    await bring(SMALL_TOWN)
    const dry = await bring(WITH, { dryRun: true })
    expect(counts(dry)).toEqual(['lexicon.csv 本地说法 +2 ~0 -0 >0'])
    expect((await loadTown(pool))?.lexicon).toEqual([])
    expect(await bring(WITH)).toMatchObject({ changed: true, version: 2 })
    expect((await loadTown(pool))?.lexicon).toEqual(STORED)
    expect(await bring(WITH)).toMatchObject({ changed: false, version: 2 })
    const fewer = { ...WITH, 'lexicon.csv': LEXICON.replace('|大井盖', '') }
    const changed = await bring(fewer)
    expect(counts(changed)).toEqual(['lexicon.csv 本地说法 +0 ~1 -0 >0'])
    expect(counts(await bring(SMALL_TOWN))).toEqual(['lexicon.csv 本地说法 +0 ~0 -2 >0'])
  })

  test('is exported so that importing it changes nothing', async () => {
    await bring(WITH)
    const folder = await mkdtemp(join(tmpdir(), 'town-lexicon-'))
    try {
      const done = await exportTown(pool, folder, { force: false })
      expect(done).toMatchObject({ ok: true, files: expect.arrayContaining(['lexicon.csv']) })
      const again = await loadTownFolder(folder)
      if (!again.ok) throw new Error('the export cannot be read')
      expect(again.folder.town.lexicon).toEqual(STORED)
      const options = { dryRun: false, demo: false, now }
      expect(await importTown(pool, again.folder, options)).toMatchObject({ changed: false })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe('rosters and absences', () => {
  const DUTY = {
    ...SMALL_TOWN,
    'rosters.csv': `department,area,person,role,days,from,to
power,,张工,,周一至周五,18:00,08:00
,G1,,grid_chief,周末,08:00,20:00
,V1,13800000003,,,2026-12-24 18:00,2026/12/25
`,
    'absences.csv': `person,from,to,deputy
张工,2026-12-01,2026-12-03,许静
`,
  }

  test('are stored, told in the diff, and the second import changes nothing', async () => {
    const folder = await read(DUTY)
    const first = await importTown(pool, folder, { dryRun: false, demo: false, now })
    expect(counts(first)).toContain('rosters.csv 值班 +3 ~0 -0 >0')
    expect(counts(first)).toContain('absences.csv 请假 +1 ~0 -0 >0')
    expect(await bring(DUTY)).toMatchObject({ changed: false, version: 1 })
    const town = await loadTown(pool)
    expect(town?.duty).toEqual(folder.town.duty)
    expect(town?.duty.rosters.map(({ days, from, to }) => [days, from, to])).toEqual([
      [[1, 2, 3, 4, 5], '18:00', '08:00'],
      [[6, 7], '08:00', '20:00'],
      [null, '2026-12-24T18:00', '2026-12-26T00:00'],
    ])
    expect(town?.duty.absences[0]).toMatchObject({ from: '2026-12-01T00:00', to: '2026-12-04T00:00' })
  })

  test('come back out of the export as they went in', async () => {
    await bring(DUTY)
    const before = await everything()
    const folder = await mkdtemp(join(tmpdir(), 'export-'))
    try {
      await exportTown(pool, folder, { force: true })
      const loaded = await loadTownFolder(folder)
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
      const again = await importTown(pool, loaded.folder, { dryRun: false, demo: false, now })
      expect(counts(again).filter((line) => /rosters|absences/.test(line))).toEqual([])
      expect(again.changed).toBe(false)
      expect(await everything()).toBe(before)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('what people told in a chat is theirs: an import neither takes it away nor sees a change in it', async () => {
    await bring(DUTY)
    await pool.query(
      `INSERT INTO absence (id, person_id, begins, ends, source)
       SELECT gen_random_uuid(), id, '2099-01-01T00:00', '2099-01-02T00:00', 'chat' FROM person LIMIT 1`,
    )
    expect(await bring(DUTY)).toMatchObject({ changed: false })
    const gone = await bring(SMALL_TOWN)
    expect(counts(gone)).toEqual(['rosters.csv 值班 +0 ~0 -3 >0', 'absences.csv 请假 +0 ~0 -1 >0'])
    const { rows } = await pool.query('SELECT source FROM absence')
    expect(rows).toEqual([{ source: 'chat' }])
  })
})
