import { isConfidential } from '../access.ts'
import { personName } from '../area/posts.ts'
import { type Area, lineage, type Post, type Role, type Town } from '../area/town.ts'
import { localTime } from '../duty/local.ts'
import { standIn } from '../duty/stand-in.ts'
import type { Audience } from './decision.ts'
import type { Ticket } from './types.ts'

/** What a rung is called: a post, or whoever is on duty. */
export type RungRole = Role | 'on_call'

/** One level that is told when a ticket is late or not fixed. */
export interface Rung {
  role: RungRole
  /** Its area; null for a department's people. */
  area: string | null
  /** Everyone who holds the post (two where there are dual chiefs), or stands in for its holder. */
  holders: readonly Post[]
  /** Roles between the rung below and this one that should exist and nobody holds, nearest first. */
  vacant: readonly RungRole[]
  /** Roles between that are held only by people who are away without a deputy, nearest first. */
  away?: readonly RungRole[]
  /** Person → the absent person for whom they are told. */
  standsFor?: Readonly<Record<string, string>>
}

const ROLES_UPWARD: readonly Role[] = ['grid_chief', 'village_lead', 'town_lead', 'district_lead']

/** The chief an area of this level should have: `grid`, `grid2` … a grid chief; null where the level has no such post. */
export function chiefOf(level: string): Role | null {
  const word = level.replace(/\d+$/, '')
  return ROLES_UPWARD.find((role) => role.split('_')[0] === word) ?? null
}

function rungsAt(town: Town, area: Area): { role: Role; holders: Post[] }[] {
  const posts = town.postsByArea.get(area.code) ?? []
  return ROLES_UPWARD.map((role) => ({ role, holders: posts.filter((p) => p.role === role) })).filter(
    ({ role, holders }) => holders.length > 0 || role === chiefOf(area.level),
  )
}

/** The holders who are there at that time, and the deputies of those who are not. */
export function present(
  town: Town,
  holders: readonly Post[],
  at: Date | null,
): Pick<Rung, 'holders' | 'standsFor'> {
  if (at === null || town.duty.absences.length === 0) return { holders }
  const local = localTime(town, at)
  const standsFor: Record<string, string> = {}
  const there = holders.flatMap((post) => {
    const found = standIn(town, post.personId, local)
    if (!found) return []
    if (found.standsFor !== null) standsFor[found.personId] = found.standsFor
    return [{ ...post, personId: found.personId }]
  })
  return Object.keys(standsFor).length > 0 ? { holders: there, standsFor } : { holders: there }
}

/** A rung whose holders are there at that time. */
function rung(
  town: Town,
  found: { role: RungRole; area: string | null; holders: readonly Post[] },
  at: Date | null,
): Rung {
  return { ...found, ...present(town, found.holders, at), vacant: [] }
}

/**
 * Who is told, rung by rung, from the ticket's area upwards. A vacant post falls to the next rung above it, which says
 * so, and so does that of somebody who is away `at` that time without a deputy. A confidential matter climbs no area:
 * only its department's leads are told.
 */
export function ladder(
  town: Town,
  ticket: Pick<Ticket, 'area' | 'category' | 'department'>,
  at: Date | null = null,
): Rung[] {
  if (isConfidential(town, ticket.category)) {
    const found = leadsOf(town, ticket.department, at)
    return found.holders.length > 0 ? [found] : []
  }
  const rungs: Rung[] = []
  let vacant: RungRole[] = []
  let away: RungRole[] = []
  for (const area of lineage(town, ticket.area)) {
    for (const { role, holders } of rungsAt(town, area)) {
      const here = rung(town, { role, area: area.code, holders }, at)
      if (holders.length === 0) vacant.push(role)
      else if (here.holders.length === 0) away.push(role)
      else {
        rungs.push({ ...here, vacant, ...(away.length > 0 ? { away } : {}) })
        vacant = []
        away = []
      }
    }
  }
  return rungs
}

/** The leads of a department; without holders where there are none, or none is there. */
export function leadsOf(town: Town, department: string | null, at: Date | null): Rung {
  const posts = department === null ? [] : (town.postsByDepartment.get(department) ?? [])
  const holders = posts.filter((p) => p.role === 'department_lead')
  return rung(town, { role: 'department_lead', area: null, holders }, at)
}

/** The people of a rung, as audiences; the same person once. */
export function peopleOf({ holders, role: called }: Rung): Audience[] {
  const seen = new Set<string>()
  const people: Audience[] = []
  for (const { personId, role, area, department } of holders) {
    if (seen.has(personId)) continue
    seen.add(personId)
    people.push({ kind: 'person', personId, role: called === 'on_call' ? null : role, area, department })
  }
  return people
}

/** Plain values that say who a rung is: `role` and `vacant` are role keys, `level` is what people call the level. */
export function describe(town: Town, rung: Rung): Record<string, string> {
  const area = rung.area === null ? undefined : town.areaByCode.get(rung.area)
  const absent = Object.values(rung.standsFor ?? {}).map((id) => personName(town, id))
  return {
    role: rung.role,
    level: area ? (town.policy.levelNames[area.level] ?? area.level) : '',
    areaName: area?.name ?? '',
    personName: [...new Set(rung.holders.map((p) => personName(town, p.personId)))].join('、'),
    vacant: rung.vacant.join(','),
    ...(rung.away && rung.away.length > 0 ? { away: rung.away.join(',') } : {}),
    ...(absent.length > 0 ? { standsFor: [...new Set(absent)].join('、') } : {}),
  }
}
