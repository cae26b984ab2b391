import { type LocalTime, lineage, type Roster, type Town } from '../area/town.ts'
import { minutesOn } from './local.ts'
import { type Shift, shiftsOf } from './shifts.ts'
import { standIn } from './stand-in.ts'

/** What is answered for: a department, or an area by its own roster or the nearest above that has one. */
export type DutyOf = { department: string } | { area: string }

/** Somebody on duty in one turn of a roster. */
export interface OnDuty {
  shift: Shift
  personId: string
  /** Whose turn it is by the roster, where another one stands it: agreed, or as the deputy. */
  standsFor: string | null
}

const isOf = (roster: Roster, post: DutyOf): boolean =>
  'department' in post ? roster.department === post.department : roster.area === post.area

/** The people a roster names. */
function namedBy(town: Town, roster: Roster): string[] {
  if (roster.personId !== null) return town.personById.has(roster.personId) ? [roster.personId] : []
  const posts =
    roster.department === null
      ? (town.postsByArea.get(roster.area ?? '') ?? [])
      : (town.postsByDepartment.get(roster.department) ?? [])
  return [...new Set(posts.filter((p) => p.role === roster.role).map((p) => p.personId))]
}

/** Who stands the turn of one person: whoever agreed to, and for the absent the deputy; null where that is nobody. */
function standing(town: Town, shift: Shift, personId: string, at: LocalTime): OnDuty | null {
  const swap = town.duty.swaps.find(
    (s) => s.roster === shift.roster.id && s.start === shift.start && s.personId === personId,
  )
  const agreed = swap && town.personById.has(swap.by) ? swap.by : personId
  const there = standIn(town, agreed, at)
  if (!there) return null
  return { shift, personId: there.personId, standsFor: there.personId === personId ? null : personId }
}

/** All turns for a post between two times, each with who stands it when it begins (or at `from`), in order. */
export function turns(town: Town, post: DutyOf, from: LocalTime, to: LocalTime): OnDuty[] {
  const found = town.duty.rosters.filter((r) => isOf(r, post)).flatMap((r) => shiftsOf(r, from, to))
  found.sort((a, b) =>
    a.start !== b.start ? (a.start < b.start ? -1 : 1) : a.roster.id < b.roster.id ? -1 : 1,
  )
  return found.flatMap((shift) => {
    const at = shift.start > from ? shift.start : from
    return namedBy(town, shift.roster).flatMap((personId) => standing(town, shift, personId, at) ?? [])
  })
}

/** Where the roster of an area hangs: the area, else the nearest above it that has one. */
export function rosterArea(town: Town, area: string): string | null {
  const held = new Set(town.duty.rosters.map((r) => r.area))
  return lineage(town, area).find((a) => held.has(a.code))?.code ?? null
}

/** Who is on duty at that time, each person once; of a place the roster of the nearest area counts that has one. */
export function onDuty(town: Town, post: DutyOf, at: LocalTime): OnDuty[] {
  const seen = new Set<string>()
  return turns(town, post, at, minutesOn(at, 1)).filter(
    ({ personId }) => !seen.has(personId) && seen.add(personId),
  )
}
