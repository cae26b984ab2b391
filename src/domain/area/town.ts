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
}

/** `TownData` with the indexes that make look-ups constant-time. Built once per version by `indexTown`. */
export interface Town extends TownData {
  /** Code of the topmost area. */
  top: string
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
