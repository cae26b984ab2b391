import { isConfidential } from '../access.ts'
import { personName } from '../area/posts.ts'
import { type Area, lineage, type Post, type Role, type Town } from '../area/town.ts'
import type { Audience } from './decision.ts'
import type { Ticket } from './types.ts'

/** One level that is told when a ticket is late or not fixed. */
export interface Rung {
  role: Role
  /** Its area; null for a department's lead. */
  area: string | null
  /** Everyone who holds the post: two where there are dual chiefs. */
  holders: readonly Post[]
  /** Roles between the rung below and this one that should exist and nobody holds, nearest first. */
  vacant: readonly Role[]
}

const ROLES_UPWARD: readonly Role[] = ['grid_chief', 'village_lead', 'town_lead', 'district_lead']

/** The chief an area of this level should have: `grid`, `grid2` … a grid chief; null where the level has no such post. */
function chiefOf(level: string): Role | null {
  const word = level.replace(/\d+$/, '')
  return ROLES_UPWARD.find((role) => role.split('_')[0] === word) ?? null
}

function rungsAt(town: Town, area: Area): { role: Role; holders: Post[] }[] {
  const posts = town.postsByArea.get(area.code) ?? []
  return ROLES_UPWARD.map((role) => ({ role, holders: posts.filter((p) => p.role === role) })).filter(
    ({ role, holders }) => holders.length > 0 || role === chiefOf(area.level),
  )
}

/**
 * Who is told, rung by rung, from the ticket's area upwards. A vacant post falls to the next rung above it, which says so.
 * A confidential matter climbs no area: only its department's leads are told.
 */
export function ladder(town: Town, ticket: Pick<Ticket, 'area' | 'category' | 'department'>): Rung[] {
  if (isConfidential(town, ticket.category)) {
    const posts = ticket.department === null ? [] : (town.postsByDepartment.get(ticket.department) ?? [])
    const holders = posts.filter((p) => p.role === 'department_lead')
    return holders.length > 0 ? [{ role: 'department_lead', area: null, holders, vacant: [] }] : []
  }
  const rungs: Rung[] = []
  let vacant: Role[] = []
  for (const area of lineage(town, ticket.area)) {
    for (const { role, holders } of rungsAt(town, area)) {
      if (holders.length === 0) {
        vacant.push(role)
      } else {
        rungs.push({ role, area: area.code, holders, vacant })
        vacant = []
      }
    }
  }
  return rungs
}

/** The people of a rung, as audiences; the same person once. */
export function peopleOf(rung: Rung): Audience[] {
  const seen = new Set<string>()
  const people: Audience[] = []
  for (const { personId, role, area, department } of rung.holders) {
    if (seen.has(personId)) continue
    seen.add(personId)
    people.push({ kind: 'person', personId, role, area, department })
  }
  return people
}

/** Plain values that say who a rung is: `role` and `vacant` are role keys, `level` is what people call the level. */
export function describe(town: Town, rung: Rung): Record<string, string> {
  const area = rung.area === null ? undefined : town.areaByCode.get(rung.area)
  return {
    role: rung.role,
    level: area ? (town.policy.levelNames[area.level] ?? area.level) : '',
    areaName: area?.name ?? '',
    personName: [...new Set(rung.holders.map((p) => personName(town, p.personId)))].join('、'),
    vacant: rung.vacant.join(','),
  }
}
