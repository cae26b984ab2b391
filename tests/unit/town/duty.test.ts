import { describe, expect, test } from 'vitest'
import { loadTownFolder } from '../../../src/app/town/index.ts'
import { readWeekdays } from '../../../src/app/town/read-weekdays.ts'
import { SMALL_TOWN, withFolder } from '../../support/town-folders.ts'

async function problems(files: Record<string, string>) {
  const loaded = await withFolder({ ...SMALL_TOWN, ...files }, loadTownFolder)
  const found = loaded.ok ? loaded.warnings : loaded.problems
  return found
    .filter((p) => Object.keys(files).includes(p.file))
    .map((p) => `${p.file}:${p.line} ${p.column ?? ''} ${p.message}`)
}
const roster = (row: string) =>
  problems({ 'rosters.csv': `department,area,person,role,days,from,to\n${row}\n` })
const absence = (row: string) => problems({ 'absences.csv': `person,from,to,deputy\n${row}\n` })

test.each<[string, number[] | null]>([
  ['周一至周五', [1, 2, 3, 4, 5]],
  ['周六|周日', [6, 7]],
  ['星期五到星期一', [1, 5, 6, 7]],
  ['mon-wed, sun', [1, 2, 3, 7]],
  ['1-5|7', [1, 2, 3, 4, 5, 7]],
  ['每天', [1, 2, 3, 4, 5, 6, 7]],
  ['工作日', [1, 2, 3, 4, 5]],
  ['周八', null],
  ['1-2-3', null],
  ['', null],
])('%s', (text, days) => {
  expect(readWeekdays(text)).toEqual(days)
})

describe('rosters.csv', () => {
  test.each<[string, string]>([
    ['power,,张工,,每天,18:00,08:00', ''],
    ['powr,,张工,,每天,18:00,08:00', 'rosters.csv:2 department 不认识的「department」：powr'],
    ['power,G1,张工,,每天,18:00,08:00', 'rosters.csv:2 department 部门和区域都写了'],
    [',,张工,,每天,18:00,08:00', 'rosters.csv:2 department 没有写给哪个部门、或哪一片值班'],
    ['power,,,,每天,18:00,08:00', 'rosters.csv:2 person 没有写谁值班'],
    ['power,,张工,handler,每天,18:00,08:00', 'rosters.csv:2 person 人和岗位都写了'],
    ['power,,张公,,每天,18:00,08:00', 'rosters.csv:2 person 不认识的「person」：张公'],
    ['power,,张工,,周八,18:00,08:00', 'rosters.csv:2 days 「days」看不懂：周八'],
    ['power,,张工,,每天,18点,08:00', 'rosters.csv:2 from 「from」不是钟点：18点'],
    ['power,,张工,,,2026-02-30,2026-03-01', 'rosters.csv:2 from 「from」时间看不懂：202****2-30'],
    ['power,,张工,,,2026-03-02,2026-03-01', 'rosters.csv:2 to 结束不在开始之后'],
    ['power,,林强,,每天,18:00,08:00', 'rosters.csv:2 person 这个人在这个部门没有岗位，单子派不到他手里'],
    ['power,,13800009999,,每天,18:00,08:00', 'rosters.csv:2 person people.csv 里没有这个号码：138****9999'],
  ])('%s', async (row, complaint) => {
    expect((await roster(row)).join()).toBe(complaint)
  })
})

describe('absences.csv', () => {
  test.each<[string, string]>([
    ['张工,2026-12-01,2026-12-03,许静', ''],
    ['张工,2026-12-01 08:00,2026-12-01 18:00,', ''],
    ['张工,2026-12-01,2026-12-03,张工', 'absences.csv:2 deputy 请假的人不能自己代自己'],
    ['张工,12月1日,2026-12-03,', 'absences.csv:2 from 「from」时间看不懂：12月1日'],
    [',2026-12-01,2026-12-03,', 'absences.csv:2 person 「person」没有填'],
    [
      '张工,2026-12-01,2026-12-03,\n张工,2026-12-01,2026-12-05,',
      'absences.csv:3 from 这个人从这个时间起的请假，第 2 行已经写过',
    ],
  ])('%s', async (row, complaint) => {
    expect((await absence(row)).join()).toBe(complaint)
  })

  test('two people of one name are told apart by the number', async () => {
    const people = `${SMALL_TOWN['people.csv']}张工,13800000009,handler,,water,,\n`
    const named = await problems({
      'people.csv': people,
      'absences.csv': 'person,from,to\n张工,2026-12-01,2026-12-03\n',
    })
    expect(named).toContain('absences.csv:2 person 叫「张工」的有 2 个人')
    const numbered = await problems({
      'people.csv': people,
      'absences.csv': 'person,from,to\n13800000009,2026-12-01,2026-12-03\n',
    })
    expect(numbered.filter((p) => p.startsWith('absences'))).toEqual([])
  })
})

describe('ladders in policy.yaml', () => {
  const ladder = (more: string) =>
    problems({ 'policy.yaml': `ladders:\n  - name: 急修\n    clock: accept\n${more}` })

  test.each<[string, string]>([
    ['    steps:\n      - notify: [handler, area_line]\n        wait: 10m\n', ''],
    [
      '    category: [safety.gaz]\n    steps:\n      - notify: [handler]\n',
      'policy.yaml:4 ladders.0.category.0 没有「safety.gaz」这个类别',
    ],
    [
      '    area: [V9]\n    steps:\n      - notify: [handler]\n',
      'policy.yaml:4 ladders.0.area.0 没有「V9」这个区域',
    ],
    [
      '    steps:\n      - webhook: centre\n',
      'policy.yaml:5 ladders.0.steps.0.webhook 没有「centre」这个接口（webhooks）',
    ],
    ['    steps:\n      - wait: 10m\n', 'policy.yaml:5 ladders.0.steps.0 这一步没有写通知谁'],
    [
      '    steps:\n      - notify: [handler]\n        wait: soon\n',
      'policy.yaml:6 ladders.0.steps.0.wait 「ladders.0.steps.0.wait」写法不对',
    ],
    [
      '    steps:\n      - notify: [handler]\n        wayt: 10m\n',
      'policy.yaml:6 ladders.0.steps.0.wayt 不认识的设置「wayt」',
    ],
    [
      '    steps:\n      - notify: [handler]\n        repeat: 6\n',
      'policy.yaml:6 ladders.0.steps.0.repeat 「ladders.0.steps.0.repeat」太大或太多',
    ],
    [
      '    steps:\n      - notify: [mayor]\n',
      'policy.yaml:5 ladders.0.steps.0.notify.0 「ladders.0.steps.0.notify.0」不对',
    ],
  ])('%s', async (text, complaint) => {
    expect((await ladder(text)).join()).toBe(complaint)
  })

  test.each(['ftp://hook.example/in', 'hook.example', 'file:///etc/passwd'])(
    '%s is no address to call',
    async (url) => {
      const found = await problems({ 'policy.yaml': `webhooks:\n  center: { url: '${url}' }\n` })
      expect(found).toHaveLength(1)
      expect(found[0]).toMatch(/^policy.yaml:2 webhooks.center.url/)
    },
  )
})
