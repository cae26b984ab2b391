import type { Absence } from '../../domain/area/town.ts'
import { nameUuid } from '../../lib/name-uuid.ts'
import type { PeopleRefs } from './people-refs.ts'
import { inOrder, readTime } from './read-times.ts'
import type { SheetRow } from './sheet-row.ts'

/** Who is away when, and who answers meanwhile. */
export function readAbsences(rows: readonly SheetRow[], people: PeopleRefs): Absence[] {
  const found = new Map<string, { absence: Absence; row: SheetRow }>()
  for (const row of rows) {
    row.required('person')
    const personId = people.person(row, 'person')
    const deputy = people.person(row, 'deputy')
    const [from, to] = [readTime(row, 'from'), readTime(row, 'to')]
    if (personId === null || !from || !to || !inOrder(row, from, to)) continue
    if (deputy === personId) {
      row.error('deputy', {
        message: '请假的人不能自己代自己',
        remedy: '写另一个人，或者空着',
        en: 'nobody stands in for themselves: name another person, or nobody',
      })
      continue
    }
    const id = nameUuid('absence', personId, from)
    const first = found.get(id)
    if (first)
      row.error('from', {
        message: `这个人从这个时间起的请假，第 ${first.row.line} 行已经写过`,
        remedy: '合成一行',
        en: `this absence is already in line ${first.row.line}: keep one row`,
      })
    else found.set(id, { absence: { id, personId, from, to, deputy }, row })
  }
  return [...found.values()].map(({ absence }) => absence)
}
