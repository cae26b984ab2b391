import type { LadderStep, Target } from '../area/ladder-policy.ts'
import { belongsTo } from '../area/posts.ts'
import { lineage, type Post, type Town } from '../area/town.ts'
import { thereFor } from '../duty/handler.ts'
import { localTime } from '../duty/local.ts'
import { onDuty } from '../duty/on-duty.ts'
import { chiefOf, ladder, leadsOf, present, type Rung, type RungRole } from './ladder.ts'
import type { Ticket } from './types.ts'

type Place = Pick<Ticket, 'area' | 'category' | 'department' | 'handler'>

/** Whom a target means for one ticket: told together, or a line of levels told one after another. */
export interface Found {
  rungs: Rung[]
  /** The role to say, where nobody holds it, or whoever does is away. */
  vacant: RungRole[]
  away: RungRole[]
}

const NOBODY: Found = { rungs: [], vacant: [], away: [] }
const one = (found: Rung): Found => ({ ...NOBODY, rungs: [found] })

function workerPost(personId: string, department: string | null, role: 'handler' | 'department_lead'): Post {
  return { id: `stage-${personId}`, personId, role, area: null, department }
}

/** The handler or a deputy; where there is no handler, the step falls to the next. */
function handler(town: Town, ticket: Place, at: Date): Found {
  if (ticket.handler === null) return NOBODY
  const found = thereFor(town, ticket.handler, ticket.department, at)
  if (!found) return { ...NOBODY, away: ['handler'] }
  const holders = [workerPost(found.personId, ticket.department, 'handler')]
  const standsFor = found.standsFor === null ? {} : { standsFor: { [found.personId]: found.standsFor } }
  return one({ role: 'handler', area: null, holders, vacant: [], ...standsFor })
}

function onCall(town: Town, { department }: Place, at: Date): Found {
  if (department === null) return NOBODY
  const called = onDuty(town, { department }, localTime(town, at)).filter(({ personId }) =>
    belongsTo(town, personId, department),
  )
  if (called.length === 0) return { ...NOBODY, vacant: ['on_call'] }
  const holders = called.map(({ personId }) => workerPost(personId, department, 'handler'))
  const absent = called.flatMap(({ personId, standsFor }) =>
    standsFor ? [[personId, standsFor] as const] : [],
  )
  const standsFor = absent.length > 0 ? { standsFor: Object.fromEntries(absent) } : {}
  return one({ role: 'on_call', area: null, holders, vacant: [], ...standsFor })
}

function lead(town: Town, department: string | null, at: Date): Found {
  const found = leadsOf(town, department, at)
  if (found.holders.length > 0) return one(found)
  const held = (town.postsByDepartment.get(department ?? '') ?? []).some((p) => p.role === 'department_lead')
  return held ? { ...NOBODY, away: ['department_lead'] } : { ...NOBODY, vacant: ['department_lead'] }
}

/** The lead of the department, then those of departments of the same kind for the areas above it. */
function departmentLine(town: Town, { department }: Place, at: Date): Found {
  const own = town.departmentByCode.get(department ?? '')
  if (!own) return NOBODY
  const above = lineage(town, own.area)
    .slice(1)
    .flatMap((area) => town.departments.filter((d) => d.kind === own.kind && d.area === area.code))
  const line = [own, ...above].map((d) => lead(town, d.code, at))
  return {
    rungs: line.flatMap((found) => found.rungs),
    vacant: line[0]?.vacant ?? [],
    away: line[0]?.away ?? [],
  }
}

type Chief = Extract<Target, 'grid_chief' | 'village_lead' | 'town_lead' | 'district_lead'>

/** The nearest above the place who holds that post. */
function chief(town: Town, ticket: Place, role: Chief, at: Date): Found {
  const line = lineage(town, ticket.area)
  for (const area of line) {
    const holders = (town.postsByArea.get(area.code) ?? []).filter((p) => p.role === role)
    if (holders.length === 0) continue
    const here = present(town, holders, at)
    if (here.holders.length === 0) return { ...NOBODY, away: [role] }
    return one({ role, area: area.code, vacant: [], ...here })
  }
  return line.some((area) => chiefOf(area.level) === role) ? { ...NOBODY, vacant: [role] } : NOBODY
}

/** The rungs a step tells. A step with a line has one stage for each level of it. */
export function stagesOf(town: Town, ticket: Place, step: LadderStep, at: Date): Found[] {
  const together: Found[] = []
  const lines: Rung[] = []
  for (const target of step.notify) {
    switch (target) {
      case 'handler':
        together.push(handler(town, ticket, at))
        break
      case 'on_call':
        together.push(onCall(town, ticket, at))
        break
      case 'department_lead':
        together.push(lead(town, ticket.department, at))
        break
      case 'department_line':
        lines.push(...departmentLine(town, ticket, at).rungs)
        break
      case 'area_line':
        lines.push(...ladder(town, ticket, at))
        break
      case 'dispatcher':
        break
      default:
        together.push(chief(town, ticket, target, at))
    }
  }
  const [firstOfLine, ...rest] = lines
  const first: Found = {
    rungs: [...together.flatMap((f) => f.rungs), ...(firstOfLine ? [firstOfLine] : [])],
    vacant: together.flatMap((f) => f.vacant),
    away: together.flatMap((f) => f.away),
  }
  return [first, ...rest.map(one)]
}
