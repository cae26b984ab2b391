import { type Post, ROLES, type Role, type Roster } from '../../domain/area/town.ts'
import { nameUuid } from '../../lib/name-uuid.ts'
import type { PeopleRefs } from './people-refs.ts'
import { quote } from './problem.ts'
import { ROLE_WORDS } from './read-people.ts'
import { inOrder, readClock, readTime } from './read-times.ts'
import { readWeekdays } from './read-weekdays.ts'
import type { Refs } from './refs.ts'
import type { SheetRow } from './sheet-row.ts'

type Where = Pick<Roster, 'department' | 'area'>
type When = Pick<Roster, 'days' | 'from' | 'to'>

function whereOf(row: SheetRow, refs: Refs): Where | null {
  const both = row.text('department') !== '' && row.text('area') !== ''
  const none = row.text('department') === '' && row.text('area') === ''
  if (both || none) {
    row.error('department', {
      message: both ? '部门和区域都写了' : '没有写给哪个部门、或哪一片值班',
      remedy: '「department」和「area」只填一个',
      en: both
        ? 'give a department or an area, not both'
        : 'on duty for what? fill in a department or an area',
    })
    return null
  }
  const where = { department: refs.department(row, 'department'), area: refs.area(row, 'area') }
  return where.department === null && where.area === null ? null : where
}

function hour(row: SheetRow, column: 'from' | 'to'): string | null {
  const cell = row.required(column)?.normalize('NFKC').trim()
  if (cell === undefined) return null
  const clock = readClock(cell)
  if (clock === null)
    row.error(column, {
      message: `「${column}」不是钟点：${quote(cell)}`,
      remedy: '写了星期，这里就只写钟点，如 18:00',
      en: `no hour: ${quote(cell)}; with days of the week write the hour alone, 18:00`,
    })
  return clock
}

function whenOf(row: SheetRow): When | null {
  const cell = row.text('days')
  if (cell === '') {
    const [from, to] = [readTime(row, 'from'), readTime(row, 'to')]
    return from && to && inOrder(row, from, to) ? { days: null, from, to } : null
  }
  const days = readWeekdays(cell)
  if (!days)
    row.error('days', {
      message: `「days」看不懂：${quote(cell)}`,
      remedy: '写成 周一至周五、周六|周日、每天 这样',
      en: `no days: ${quote(cell)}; write mon-fri, sat|sun or daily`,
    })
  const [from, to] = [hour(row, 'from'), hour(row, 'to')]
  return days && from && to ? { days, from, to } : null
}

function whoOf(
  row: SheetRow,
  where: Where | null,
  people: PeopleRefs,
): { personId: string | null; role: Role | null } | null {
  const named = row.text('person') !== ''
  const role = row.text('role') === '' ? null : row.oneOf('role', ROLES, ROLE_WORDS)
  if (named === (row.text('role') !== '')) {
    row.error('person', {
      message: named ? '人和岗位都写了' : '没有写谁值班',
      remedy: '写一个人的姓名，或写一个岗位（这个岗位上的人一起值班）',
      en: named ? 'give a person or a role, not both' : 'who is on duty? give a person, or a role',
    })
    return null
  }
  if (!named) return role === null ? null : { personId: null, role }
  const personId = people.person(row, 'person', where ?? undefined)
  return personId === null ? null : { personId, role: null }
}

/** Somebody on duty for a department without a post in it is told, but could not accept. */
function warnStranger(row: SheetRow, where: Where, personId: string | null, posts: readonly Post[]): void {
  if (personId === null || where.department === null) return
  if (posts.some((post) => post.department === where.department)) return
  row.warn('person', {
    message: '这个人在这个部门没有岗位，单子派不到他手里',
    remedy: '在 people.csv 给他加一个这个部门的岗位',
    en: 'this person holds no post in the department and cannot get its tickets: add one in people.csv',
  })
}

/** Who is on duty when, for a department or an area. */
export function readRosters(rows: readonly SheetRow[], refs: Refs, people: PeopleRefs): Roster[] {
  const found = new Map<string, { roster: Roster; row: SheetRow }>()
  for (const row of rows) {
    const where = whereOf(row, refs)
    const who = whoOf(row, where, people)
    const when = whenOf(row)
    if (!where || !who || !when) continue
    warnStranger(row, where, who.personId, who.personId ? people.posts(who.personId) : [])
    const days = when.days?.join('') ?? ''
    const id = nameUuid(
      'roster',
      ...[
        where.department ?? '',
        where.area ?? '',
        who.personId ?? '',
        who.role ?? '',
        days,
        when.from,
        when.to,
      ],
    )
    const first = found.get(id)
    if (first)
      row.warn('person', {
        message: `和第 ${first.row.line} 行重复`,
        remedy: '删掉一行',
        en: `the same as line ${first.row.line}: delete one`,
      })
    else found.set(id, { roster: { id, ...where, ...who, ...when }, row })
  }
  return [...found.values()].map(({ roster }) => roster)
}
