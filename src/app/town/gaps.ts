import type { Area, Role, TownData } from '../../domain/area/town.ts'
import { type Problems, quote } from './problem.ts'

/** The post that should be filled in every area of a level. */
const CHIEF_OF: Readonly<Record<string, Role>> = {
  town: 'town_lead',
  village: 'village_lead',
  grid: 'grid_chief',
  grid2: 'grid_chief',
  grid3: 'grid_chief',
  unit: 'unit_chief',
}

const some = (names: readonly string[]) =>
  names.slice(0, 5).map(quote).join('、') + (names.length > 5 ? ' …' : '')

/** `东沁村 3网格1单元`: with the name above that is not part of it already, since unit names repeat everywhere. */
function called(area: Area, byCode: ReadonlyMap<string, Area>): string {
  const above = (of: Area) => (of.parent === null ? undefined : byCode.get(of.parent))
  let parent = above(area)
  if (parent && parent.name !== '' && area.name.startsWith(parent.name)) parent = above(parent)
  return parent ? `${parent.name} ${area.name}` : area.name
}

function vacant(town: TownData, file: string, problems: Problems) {
  const held = new Set(town.posts.map((p) => `${p.role}/${p.area}`))
  const byCode = new Map(town.areas.map((a) => [a.code, a]))
  for (const level of town.policy.levels) {
    const role = CHIEF_OF[level]
    if (!role) continue
    const areas = town.areas.filter((a) => a.level === level && !held.has(`${role}/${a.code}`))
    if (areas.length === 0) continue
    const names = some(areas.map((a) => called(a, byCode)))
    const word = town.policy.levelNames[level] ?? level
    problems.warn({
      file,
      line: null,
      message: `${areas.length} 个${word}没有人（${role}）：${names}`,
      remedy: '在岗的人补上；空着时，事情报给上一级',
      en: `${areas.length} areas of level ${level} have no ${role}: ${names}; matters go to the level above`,
    })
  }
}

function leaderless(town: TownData, file: string, problems: Problems) {
  const kinds = new Set(town.departments.map((d) => d.kind))
  const named = new Set(town.responsibilities.map((r) => r.category))
  if (named.has('*')) return
  const byKind = new Map<string, string[]>()
  for (const { code, parent, lead, zh } of town.taxonomy) {
    if (kinds.has(lead) || named.has(code) || (parent !== null && named.has(parent))) continue
    byKind.set(lead, [...(byKind.get(lead) ?? []), zh])
  }
  for (const [kind, names] of byKind)
    problems.warn({
      file,
      line: null,
      message: `没有「${kind}」类的部门，这些事项没人主办：${some(names)}`,
      remedy: '在 departments.csv 加这类部门，或在 responsibilities.csv 指定主办；否则交给调度员',
      en: `no department of kind "${kind}": nobody leads ${names.length} categories; they go to the dispatcher`,
    })
}

function handless(town: TownData, file: string, problems: Problems) {
  const staffed = new Set(town.posts.map((p) => p.department))
  const empty = town.departments.filter((d) => !staffed.has(d.code))
  if (empty.length === 0) return
  const names = some(empty.map((d) => d.name))
  problems.warn({
    file,
    line: null,
    message: `${empty.length} 个部门没有经办人：${names}`,
    remedy: '在 people.csv 加 handler；否则只能在部门群里由人来接',
    en: `${empty.length} departments have no handler: ${names}; whoever accepts in their group has the ticket`,
  })
}

/** Gaps a town can live with, each kind as one warning. */
export function warnGaps(
  town: TownData,
  files: { people: string; departments: string; responsibilities: string },
  problems: Problems,
) {
  vacant(town, files.people, problems)
  leaderless(town, files.departments, problems)
  handless(town, files.people, problems)
}
