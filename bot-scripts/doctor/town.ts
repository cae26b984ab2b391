import type { Pool } from 'pg'
import { Policy } from '../../src/domain/area/policy.ts'
import { examineCalendar } from './calendar.ts'
import { type Finding, note, ok } from './finding.ts'

interface Counts {
  name: string
  demo: boolean
  policy: unknown
  areas: number
  people: number
  groups: number
  unanswered: string[]
  grids: number
  units: number
}

const COUNTS = `SELECT t.name, t.demo, t.policy,
  (SELECT count(*)::int FROM area WHERE active) AS areas,
  (SELECT count(*)::int FROM person WHERE active) AS people,
  (SELECT count(*)::int FROM conversation WHERE type = 'group' AND status = 'active'
    AND (area IS NOT NULL OR department IS NOT NULL)) AS groups,
  (SELECT coalesce(array_agg(d.name ORDER BY d.position), '{}') FROM department d WHERE d.active
    AND NOT EXISTS (SELECT 1 FROM post p WHERE p.active AND p.department = d.code
      AND p.role IN ('handler', 'department_lead'))) AS unanswered,
  (SELECT count(*)::int FROM area a WHERE a.active AND a.level = 'grid'
    AND NOT EXISTS (SELECT 1 FROM post p WHERE p.active AND p.area = a.code AND p.role = 'grid_chief')) AS grids,
  (SELECT count(*)::int FROM area a WHERE a.active AND a.level = 'unit'
    AND NOT EXISTS (SELECT 1 FROM post p WHERE p.active AND p.area = a.code AND p.role = 'unit_chief')) AS units
FROM town t WHERE t.id = 1`

const COMPLETE = [
  '在 people.csv 里补上人，再运行 npm run town -- import 资料文件夹',
  'add people to people.csv, then run `npm run town -- import DIR`',
] as const

/** Is a town there, and does everybody's call reach somebody? Names of departments only, never of people. */
export async function examineTown(pool: Pool): Promise<Finding[]> {
  const { rows: there } = await pool.query<{ made: boolean }>(
    "SELECT to_regclass('town') IS NOT NULL AS made",
  )
  const { rows } = there[0]?.made ? await pool.query<Counts>(COUNTS) : { rows: [] }
  const town = rows[0]
  if (!town) {
    return [
      note(
        'town',
        ['还没有导入镇街资料', 'no town has been imported yet'],
        [
          'npm start 会导入演示镇；自己的资料用 npm run town -- import 文件夹',
          '`npm start` imports the demo town; for your own: `npm run town -- import DIR`',
        ],
      ),
    ]
  }
  const { areas, people, groups } = town
  const findings = [
    ok('town', [
      `${town.name}${town.demo ? '（演示）' : ''}：${areas} 个区域，${people} 人，${groups} 个群已绑定`,
      `${town.name}${town.demo ? ' (demo)' : ''}: ${areas} areas, ${people} people, ${groups} groups bound`,
    ]),
  ]
  const { unanswered, grids, units } = town
  if (unanswered.length > 0) {
    const names = unanswered.slice(0, 10).join('、') + (unanswered.length > 10 ? '……' : '')
    findings.push(
      note(
        'departments',
        [
          `${unanswered.length} 个部门没有经办人，派单会转给上一级：${names}`,
          `${unanswered.length} departments have no handler, their tickets go to the next level up: ${names}`,
        ],
        COMPLETE,
      ),
    )
  }
  if (grids + units > 0) {
    findings.push(
      note(
        'vacancies',
        [
          `空缺：网格长 ${grids} 个，单元长 ${units} 个`,
          `vacant: ${grids} grid chiefs, ${units} unit chiefs`,
        ],
        COMPLETE,
      ),
    )
  }
  const policy = Policy.safeParse(town.policy)
  if (policy.success) findings.push(...examineCalendar(policy.data, new Date()))
  return findings
}
