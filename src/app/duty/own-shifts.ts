import type { LocalTime, Roster, Swap, Town } from '../../domain/area/town.ts'
import type { DutyOf, OnDuty } from '../../domain/duty/on-duty.ts'
import { turns } from '../../domain/duty/on-duty.ts'

function postOf({ department, area }: Roster): DutyOf | null {
  if (department !== null) return { department }
  return area === null ? null : { area }
}

/** The turns somebody stands between two times, own ones and those taken over, in order. */
export function shiftsBy(town: Town, personId: string, from: LocalTime, to: LocalTime): OnDuty[] {
  const posts = new Map<string, DutyOf>()
  for (const roster of town.duty.rosters) {
    const post = postOf(roster)
    if (post) posts.set(JSON.stringify(post), post)
  }
  const all = [...posts.values()].flatMap((post) => turns(town, post, from, to))
  return all
    .filter((turn) => turn.personId === personId)
    .sort((a, b) => (a.shift.start < b.shift.start ? -1 : a.shift.start > b.shift.start ? 1 : 0))
}

/** The turn as it changes hands: whose it is by the roster stays told, so that a turn can go on to a third. */
export function handedTo({ shift, personId, standsFor }: OnDuty, by: string): Omit<Swap, 'id'> {
  return { roster: shift.roster.id, start: shift.start, personId: standsFor ?? personId, by }
}
