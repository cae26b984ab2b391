import type { StoredTown } from './store.ts'

/** `2026-08-03 18:00`: as a spreadsheet shows it. */
const spaced = (time: string) => time.replace('T', ' ')

/** rosters.csv and absences.csv, where there is anything to write; what people told in a chat is not of the folder. */
export function dutyTables({
  people,
  rosters,
  absences,
}: StoredTown): [name: 'rosters' | 'absences', rows: object[]][] {
  const byId = new Map(people.map((person) => [person.id, person]))
  // A name that two people have does not lead back to one of them.
  const called = (id: string | null): string => {
    const person = id === null ? undefined : byId.get(id)
    const twins = people.filter((p) => p.name === person?.name).length > 1
    return (twins ? person?.phone : null) ?? person?.name ?? ''
  }
  const turns = rosters.map(({ personId, days, from, to, ...row }) => ({
    ...row,
    person: called(personId),
    days: days?.map(String) ?? [],
    from: spaced(from),
    to: spaced(to),
  }))
  const away = absences.map(({ personId, from, to, deputy }) => ({
    person: called(personId),
    from: spaced(from),
    to: spaced(to),
    deputy: called(deputy),
  }))
  return [
    ...(turns.length > 0 ? [['rosters', turns] as ['rosters', object[]]] : []),
    ...(away.length > 0 ? [['absences', away] as ['absences', object[]]] : []),
  ]
}
