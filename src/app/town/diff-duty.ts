import type { Absence, Roster } from '../../domain/area/town.ts'
import type { RowKind } from './diff.ts'
import type { TownFolder } from './folder.ts'
import type { StoredTown } from './store.ts'

function namesOf(folder: TownFolder, stored: StoredTown): (id: string | null) => string {
  const names = new Map([...stored.people, ...folder.people].map((p) => [p.id, p.name]))
  return (id) => (id === null ? '' : (names.get(id) ?? '?'))
}

/** Rows of rosters.csv: any change is another turn, so that a swap never slips to one it was not agreed for. */
export function rosterKind(folder: TownFolder, stored: StoredTown): RowKind<Roster> {
  const nameOf = namesOf(folder, stored)
  return {
    file: 'rosters.csv',
    what: '值班',
    key: (row) => row.id,
    label: ({ department, area, personId, role, from, to }) =>
      [department ?? area, personId ? nameOf(personId) : role, `${from}–${to}`].join(' '),
  }
}

export function absenceKind(folder: TownFolder, stored: StoredTown): RowKind<Absence> {
  const nameOf = namesOf(folder, stored)
  return {
    file: 'absences.csv',
    what: '请假',
    key: (row) => row.id,
    label: ({ personId, from, to, deputy }) =>
      `${nameOf(personId)} ${from}–${to}${deputy ? ` → ${nameOf(deputy)}` : ''}`,
  }
}
