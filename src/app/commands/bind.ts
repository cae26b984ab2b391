import { type Area, type Department, isWithin, type Town } from '../../domain/area/town.ts'
import { maskText } from '../../lib/mask.ts'
import { type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { exampleArea } from '../intake/membership.ts'
import { sayArea } from '../names.ts'

const BINDERS = ['grid_chief', 'village_lead', 'town_lead', 'district_lead', 'dispatcher']

/**
 * `/bind 东沁村` in a group: says which area or department it works for. Only somebody whose post covers the
 * area may (or who works in the department), so that nobody can listen in by binding a group of their own.
 */
export function bind(intake: Intake, args: string): void {
  reply(intake, bound(intake, args))
}

function bound(intake: Intake, args: string): string {
  const { view, conversation, draft, identity } = intake
  const texts = textsOf(intake)
  const example = exampleArea(intake)
  if (conversation.type !== 'group') return texts.text('bind-private')
  if (args === '') return texts.text('bind-how', { example })
  const owner = ownerOf(intake)
  if (owner) return texts.text('bind-not-allowed', { area: owner, example })
  const { areas, departments } = findTargets(view.town, args)
  const found = areas.length + departments.length
  if (found === 0) return texts.text('bind-none', { name: maskText(args).slice(0, 40) })
  const allowed = areas.filter((a) => mayBindArea(intake, a))
  const mine = departments.filter((d) => mayBindDepartment(intake, d))
  if (allowed.length + mine.length > 1) {
    const list = [...allowed.map((a) => fullName(view.town, a)), ...mine.map((d) => d.name)].slice(0, 6)
    return texts.text('bind-many', {
      name: maskText(args).slice(0, 40),
      list: list.join(texts.text('list-separator')),
    })
  }
  const area = allowed[0]
  const department = mine[0]
  if (!area && !department) {
    const name = areas[0] ? sayArea(view.town, areas[0].code) : (departments[0]?.name ?? '')
    const key = intake.identity.personId ? 'bind-not-allowed' : 'unbound-group-nobody'
    return texts.text(key, { area: name, example })
  }
  draft.write.conversations.push({
    id: conversation.id,
    area: area?.code ?? null,
    department: department?.code ?? null,
    toldBind: true,
  })
  draft.write.audit.push({
    actor: identity.id,
    action: 'group.bind',
    target: conversation.id,
    data: { area: area?.code ?? null, department: department?.code ?? null },
  })
  return area
    ? texts.text('bound-area', { area: sayArea(view.town, area.code) })
    : texts.text('bound-department', { department: department?.name ?? '' })
}

/** Whose group it is already, when that is not the asker's to change: nobody takes a group over from elsewhere. */
function ownerOf(intake: Intake): string | null {
  const { conversation, view } = intake
  const area = view.town.areaByCode.get(conversation.area ?? '')
  const department = view.town.departmentByCode.get(conversation.department ?? '')
  if (area) return mayBindArea(intake, area) ? null : sayArea(view.town, area.code)
  if (department) return mayBindDepartment(intake, department) ? null : department.name
  return null
}

/** Areas and departments of exactly this code, name or alias; `东沁村3网格` is found below 东沁村. */
function findTargets(town: Town, words: string): { areas: Area[]; departments: Department[] } {
  const text = words.replaceAll(/\s+/g, '')
  const named = (x: { code: string; name: string; aliases: string[] }): boolean =>
    x.code === words || [x.name, ...x.aliases].some((n) => n === text)
  const areas = town.areas.filter((a) => named(a) || fullName(town, a).replaceAll(' ', '') === text)
  return { areas, departments: town.departments.filter(named) }
}

function fullName(town: Town, area: Area): string {
  return sayArea(town, area.code)
}

function mayBindArea(intake: Intake, area: Area): boolean {
  const { town } = intake.view
  return postsOf(intake).some((p) => {
    if (!BINDERS.includes(p.role)) return false
    const own = p.area ?? town.departmentByCode.get(p.department ?? '')?.area ?? town.top
    return isWithin(town, area.code, own) || above(intake, area, own)
  })
}

/** A grid chief may bind the group of the village the grid lies in: that is the group the grid talks in. */
function above({ view }: Intake, area: Area, postArea: string): boolean {
  return area.level === 'village' && isWithin(view.town, postArea, area.code)
}

function mayBindDepartment(intake: Intake, department: Department): boolean {
  return postsOf(intake).some(
    (p) =>
      p.department === department.code ||
      (p.role === 'dispatcher' && p.area !== null && isWithin(intake.view.town, department.area, p.area)),
  )
}
