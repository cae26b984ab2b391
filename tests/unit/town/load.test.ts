import { describe, expect, test } from 'vitest'
import { loadTownFolder } from '../../../src/app/town/index.ts'
import { edited, type FolderFiles, SMALL_TOWN, withFolder, without } from '../../support/town-folders.ts'

async function load(files: FolderFiles) {
  const loaded = await withFolder(files, loadTownFolder)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1))
  return loaded
}

describe('a town folder', () => {
  test('becomes a town', async () => {
    const { folder, warnings } = await load(SMALL_TOWN)
    const { town } = folder
    expect(town).toMatchObject({ version: 0, name: '青石镇', letters: 'QS', demo: false })
    expect(town.areas).toHaveLength(6)
    expect(town.areas[1]).toEqual({
      code: 'V1',
      parent: 'T',
      level: 'village',
      name: '上河村',
      aliases: ['上河', '老槐树'],
      kind: 'village',
      households: 120,
      lng: 119.06,
      lat: 25.25,
    })
    expect(town.policy.close.afterHours).toBe(48)
    expect(town.policy.gather.windowMinutes).toBe(5)
    expect(town.taxonomy.length).toBeGreaterThan(100)
    expect(folder.groups).toHaveLength(3)
    expect(warnings.map((w) => w.file)).toEqual(['people.csv', 'people.csv'])
    expect(warnings.map((w) => w.message)).toEqual([
      '2 个村没有人（village_lead）：青石镇 上河村、青石镇 下河村',
      '1 个单元没有人（unit_chief）：上河村 1网格2单元',
    ])
  })

  test('joins the rows of one mobile number into one person with several posts', async () => {
    const { folder } = await load(SMALL_TOWN)
    const chen = folder.people.find((p) => p.name === '陈梅')
    expect(folder.people.map((p) => p.name)).toEqual(['周明', '陈梅', '林强', '张工', '许静', '值班室'])
    expect(folder.town.posts.filter((p) => p.personId === chen?.id).map((p) => [p.role, p.area])).toEqual([
      ['unit_chief', 'U1'],
      ['volunteer', 'V1'],
    ])
    expect(chen?.accounts).toEqual([{ channel: 'telegram', userId: '1001' }])
  })

  test('gives people the same ids however the rows lie', async () => {
    const first = await load(SMALL_TOWN)
    const [head = '', ...rows] = SMALL_TOWN['people.csv'].trim().split('\n')
    const turned = await load({ ...SMALL_TOWN, 'people.csv': [head, ...rows.reverse()].join('\n') })
    const ids = (loaded: typeof first) => loaded.folder.people.map((p) => [p.name, p.id]).sort()
    expect(ids(turned)).toEqual(ids(first))
    expect(ids(first)[0]?.[1]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })

  test('gives a post of no place the whole town', async () => {
    const { folder } = await load(SMALL_TOWN)
    expect(folder.town.posts.find((p) => p.role === 'dispatcher')).toMatchObject({
      area: 'T',
      department: null,
    })
  })

  test('takes the ticket letters from the top area without policy.yaml', async () => {
    const { folder } = await load(without('policy.yaml'))
    expect(folder.town.letters).toBe('T')
  })

  test('undoes the escapes of exported cells', async () => {
    const { folder } = await load(edited('groups.csv', '-100200300', "'-100200300"))
    expect(folder.groups?.[2]?.chat).toBe('-100200300')
  })

  test('leaves groups alone when there is no groups.csv', async () => {
    const { folder } = await load(without('groups.csv'))
    expect(folder.groups).toBeNull()
  })

  test.each<[string, FolderFiles, string, string]>([
    ['unknown column', edited('people.csv', 'party', 'pary'), 'people.csv:1', '是不是想写「party」？'],
    [
      'unknown table',
      { ...without('responsibilities.csv'), 'responsibility.csv': 'category,lead\n' },
      'responsibility.csv:',
      '能用的表名',
    ],
    [
      'unknown kind of department',
      edited('departments.csv', 'T,water', 'T,watr'),
      'departments.csv:3',
      '是不是「water」?',
    ],
    [
      'level not below its parent',
      edited('areas.csv', 'U1,G1,unit', 'U1,G1,grid'),
      'areas.csv:5',
      '检查「level」和「parent」',
    ],
    ['same post twice', edited('people.csv', 'volunteer,V1', 'unit_chief,U1'), 'people.csv:4', '删掉一行'],
    ['namesakes under one parent', edited('areas.csv', '下河村', '上河村'), 'areas.csv:7', '加别名'],
    [
      'nobody leads',
      edited('responsibilities.csv', '*,T,power,\n', ''),
      'departments.csv:',
      '在 departments.csv 加这类部门',
    ],
    [
      'nobody handles',
      edited('people.csv', '值班室,0594-5551234,department_lead,,water,,\n', ''),
      'people.csv:',
      '在 people.csv 加 handler',
    ],
    ['workbook beside CSV', { ...SMALL_TOWN, 'old.xlsx': 'x' }, 'old.xlsx:', '只留一种'],
  ])('warns: %s', async (_, files, at, remedy) => {
    const { warnings } = await load(files)
    const found = warnings.find((w) => `${w.file}:${w.line ?? ''}` === at && w.remedy.includes(remedy))
    expect(found, JSON.stringify(warnings, null, 1)).toBeDefined()
  })
})

describe('the demo town', () => {
  test('has nothing to correct, and only the posts that are vacant on purpose', async () => {
    const loaded = await loadTownFolder('prisma/towns/dongzhuang')
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1))
    expect(loaded.warnings.map((w) => w.message.replace(/：.*/, ''))).toEqual([
      '1 个村没有人（village_lead）',
      '3 个网格没有人（grid_chief）',
      '10 个单元没有人（unit_chief）',
    ])
    const { town, people, groups } = loaded.folder
    expect(town).toMatchObject({ name: '秀屿示范区', letters: 'DZ' })
    expect(people.every((p) => /^1990000\d{4}$/.test(p.phone ?? ''))).toBe(true)
    expect(groups?.map((g) => g.chat)).toEqual(expect.arrayContaining(['dongqin', 'power', 'center']))
    const holder = (role: string, place: string) => {
      const post = town.posts.find((p) => p.role === role && (p.area === place || p.department === place))
      return town.people.find((p) => p.id === post?.personId)?.name
    }
    expect(holder('unit_chief', 'DQ-3-1')).toBe('陈淑华')
    expect(holder('grid_chief', 'DQ-3')).toBe('林志强')
    expect(holder('handler', 'power')).toBe('张建国')
    expect(holder('dispatcher', 'DZ')).toBe('黄敏')
  })
})
