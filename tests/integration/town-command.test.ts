import { spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { townCommand } from '../../bot-scripts/lib/town-command.ts'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { openDatabase } from '../../src/store/database.ts'
import { importTown, loadTown } from '../../src/store/town.ts'
import { BREAKAGES } from '../support/broken-folders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { edited, SMALL_TOWN, withFolder } from '../support/town-folders.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

async function town(args: string[], url?: string): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await townCommand(args, {
    env: url ? { DATABASE_URL: url } : {},
    print: (lines) => out.push(...lines),
    complain: (lines) => err.push(...lines),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

test('the script hands its arguments over and ends with the code', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot-scripts/town.ts', 'check', '/nowhere'])
  let out = ''
  child.stdout.on('data', (piece) => {
    out += piece
  })
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1)
  expect(out).toContain('找不到这个文件夹')
}, 60_000)

test('check says what is wrong with file and line, without a database', async () => {
  const good = await withFolder(SMALL_TOWN, (folder) => town(['check', folder]))
  expect(good).toMatchObject({ code: 0, err: '' })
  expect(good.out).toContain('可以导入：青石镇，镇 1、村 2、网格 1、单元 2；部门 2，人员 6（岗位 7），群 3')
  const bad = await withFolder(edited('areas.csv', 'G1,V1', 'G1,V9'), (folder) => town(['check', folder]))
  expect(bad.code).toBe(1)
  expect(bad.out).toContain('✗ areas.csv:4 [parent]  不认识的「parent」：V9')
  const json = await withFolder(edited('areas.csv', 'G1,V1', 'G1,V9'), (folder) =>
    town(['check', folder, '--json']),
  )
  expect(JSON.parse(json.out)).toMatchObject({ ok: false, problems: [{ file: 'areas.csv', line: 4 }] })
})

test('wrong calls end with 2 and the usage', async () => {
  for (const args of [[], ['chekc', 'x'], ['check'], ['check', 'a', 'b'], ['check', 'x', '--nope']]) {
    const { code, err } = await town(args)
    expect(code).toBe(2)
    expect(err).toContain('npm run town -- check|import|export DIR')
  }
  const noDatabase = await withFolder(SMALL_TOWN, (folder) => town(['import', folder]))
  expect(noDatabase).toMatchObject({ code: 2 })
  expect(noDatabase.err).toContain('DATABASE_URL')
})

test('import shows the difference, then makes it; a second one has nothing to do', async () => {
  await withFolder(SMALL_TOWN, async (folder) => {
    const dry = await town(['import', folder, '--dry-run'], db.url)
    expect(dry).toMatchObject({ code: 0 })
    expect(dry.out).toContain('areas.csv 区域:新增 6')
    expect(dry.out).toContain('现在什么都没有动')
    expect((await town(['import', folder], db.url)).out).toContain('已导入，第 1 版')
    expect((await town(['import', folder], db.url)).out).toContain('没有要改的')
  })
})

test('no broken folder changes the database', async () => {
  const database = openDatabase({ url: db.url, statements: 2, lanes: 1, onError: () => undefined })
  try {
    const good = await withFolder(SMALL_TOWN, loadTownFolder)
    if (!good.ok) throw new Error('the small town is broken')
    await importTown(database.pool, good.folder, { dryRun: false, demo: false, now: new Date(0) })
    const before = await loadTown(database.pool)
    for (const { files } of BREAKAGES) {
      const loaded = await withFolder(files, loadTownFolder)
      // A refused folder has nothing that an import could take.
      expect('folder' in loaded).toBe(false)
    }
    const refused = await withFolder(BREAKAGES[0]?.files ?? {}, (folder) => town(['import', folder], db.url))
    expect(refused.code).toBe(1)
    expect(await loadTown(database.pool)).toEqual(before)
  } finally {
    await database.close()
  }
})
