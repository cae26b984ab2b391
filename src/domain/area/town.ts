import { type WorkingCalendar, workingCalendar } from '../time/working-calendar.ts'
import type { Policy } from './policy.ts'
import type { AreaShape } from './shape-rings.ts'
import type { Category, TownWords } from './taxonomy.ts'

export const ROLES = [
  'unit_chief',
  'grid_chief',
  'village_lead',
  'town_lead',
  'district_lead',
  'handler',
  'department_lead',
  'dispatcher',
  'mediator',
  'police',
  'volunteer',
] as const
/** What a post lets its holder do; the words of `people.csv`. */
export type Role = (typeof ROLES)[number]

export const AREA_KINDS = ['residential', 'village', 'enterprise', 'school', 'market', 'mixed'] as const
export type AreaKind = (typeof AREA_KINDS)[number]

export interface Area {
  code: string
  /** null for the top. */
  parent: string | null
  /** A key of `policy.levels`. */
  level: string
  name: string
  aliases: string[]
  kind: AreaKind
  households: number | null
  /** WGS-84 degrees. */
  lng: number | null
  lat: number | null
}

export interface Department {
  code: string
  name: string
  aliases: string[]
  /** The area it serves. */
  area: string
  /** As in the taxonomy's `lead`. */
  kind: string
}

/** A person holds a role for an area or a department. Rights come from posts alone (rule 7). */
export interface Post {
  id: string
  personId: string
  role: Role
  area: string | null
  department: string | null
}

export interface Person {
  id: string
  name: string
}

export interface Responsibility {
  /** Leaf (`safety.gas`), head (`safety`) or `*`. */
  category: string
  area: string
  lead: string
  assist: string[]
}

/** A time by the town's own clock, to the minute: `2026-08-03T18:00`. */
export type LocalTime = string

/** Who answers for a department or an area in a time that is told once, or week by week. */
export interface Roster {
  id: string
  /** One of the two is set. */
  department: string | null
  area: string | null
  /** Everyone who holds that post there, where no person is named. */
  role: Role | null
  personId: string | null
  /** 1 Monday to 7 Sunday: the days on which a weekly shift begins; null for one that is told once. */
  days: number[] | null
  /** A local time; of a weekly shift its hour, `18:00`. */
  from: string
  /** The end, not in it any more. A weekly shift whose hour is not after `from` ends on the next day. */
  to: string
}

/** Somebody is not there; the deputy answers meanwhile. */
export interface Absence {
  id: string
  personId: string
  from: LocalTime
  /** Not absent any more. */
  to: LocalTime
  /** null: nobody was named, and others of the same department are called. */
  deputy: string | null
}

/** One shift of a roster that another person stands, as both have agreed. */
export interface Swap {
  id: string
  roster: string
  /** When the shift begins. */
  start: LocalTime
  /** Whose shift it was. */
  personId: string
  /** Who stands it. */
  by: string
}

export interface Duty {
  rosters: Roster[]
  absences: Absence[]
  swaps: Swap[]
}

export const NO_DUTY: Duty = { rosters: [], absences: [], swaps: [] }

/** Everything of a town that decisions and reading need; plain data as the store gives it. */
export interface TownData {
  /** Grows with every import; a cached town with another version is stale. */
  version: number
  name: string
  /** Letters of the ticket numbers, e.g. `DZ`. */
  letters: string
  demo: boolean
  areas: Area[]
  /** The ground that areas cover; not every area needs one. */
  shapes: AreaShape[]
  departments: Department[]
  people: Person[]
  posts: Post[]
  responsibilities: Responsibility[]
  taxonomy: Category[]
  /** The town's own words, besides the built-in lexicon. */
  lexicon: TownWords[]
  policy: Policy
  /** Who is on duty and who is away. */
  duty: Duty
}

/** `TownData` with the indexes that make look-ups constant-time. Built once per version by `indexTown`. */
export interface Town extends TownData {
  /** Code of the topmost area. */
  top: string
  /** IANA zone of the town's clock. */
  zone: string
  areaByCode: ReadonlyMap<string, Area>
  childrenOf: ReadonlyMap<string, readonly Area[]>
  departmentByCode: ReadonlyMap<string, Department>
  personById: ReadonlyMap<string, Person>
  postsByPerson: ReadonlyMap<string, readonly Post[]>
  postsByArea: ReadonlyMap<string, readonly Post[]>
  postsByDepartment: ReadonlyMap<string, readonly Post[]>
  categoryByCode: ReadonlyMap<string, Category>
  /** Working time by `policy.calendar` on the town's clock. */
  calendar: WorkingCalendar
}

function group<T>(items: readonly T[], key: (item: T) => string | null): Map<string, T[]> {
  const map = new Map<string, T[]>()
  for (const item of items) {
    const k = key(item)
    if (k === null) continue
    const list = map.get(k)
    if (list) list.push(item)
    else map.set(k, [item])
  }
  return map
}

/**
 * Builds the indexes. Throws when there is no top area: a town folder without one is refused at import. `zone` is the IANA
 * name of the town's clock.
 */
export function indexTown(data: TownData, zone = 'Asia/Shanghai'): Town {
  const top = data.areas.find((a) => a.parent === null)
  if (!top) throw new Error('town has no top area')
  return {
    ...data,
    top: top.code,
    zone,
    areaByCode: new Map(data.areas.map((a) => [a.code, a])),
    childrenOf: group(data.areas, (a) => a.parent),
    departmentByCode: new Map(data.departments.map((d) => [d.code, d])),
    personById: new Map(data.people.map((p) => [p.id, p])),
    postsByPerson: group(data.posts, (p) => p.personId),
    postsByArea: group(data.posts, (p) => p.area),
    postsByDepartment: group(data.posts, (p) => p.department),
    categoryByCode: new Map(data.taxonomy.map((c) => [c.code, c])),
    calendar: workingCalendar(data.policy.calendar, zone),
  }
}

/** The area and all above it, nearest first; empty for an unknown code. */
export function lineage(town: Pick<Town, 'areaByCode'>, code: string): Area[] {
  const line: Area[] = []
  let area = town.areaByCode.get(code)
  while (area && line.length < 32) {
    line.push(area)
    area = area.parent === null ? undefined : town.areaByCode.get(area.parent)
  }
  return line
}

/** True when `code` lies in `within` (or is it). */
export function isWithin(town: Pick<Town, 'areaByCode'>, code: string, within: string): boolean {
  return lineage(town, code).some((a) => a.code === within)
}
