import { isConfidential, maySee } from '../../domain/access.ts'
import { leads, worksFor } from '../../domain/area/posts.ts'
import { isWithin, type Post, type Town } from '../../domain/area/town.ts'
import { isOf, type Scope } from '../../domain/report/report.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { actorOf, type Intake, postsOf } from '../intake/intake.ts'
import { sayArea } from '../names.ts'

/** The area a command names, by code, name or alias; null when there is none. */
export function namedArea({ view }: Pick<Intake, 'view'>, words: string): string | null {
  const text = words.replaceAll(/\s+/g, '')
  const found = view.town.areas.filter(
    (a) =>
      [a.code, a.name, ...a.aliases].includes(text) ||
      sayArea(view.town, a.code).replaceAll(' ', '') === text,
  )
  return found[0]?.code ?? null
}

/** A chief's own area, else the group's, else where a dispatcher sits. */
export function ownArea(intake: Intake): string | null {
  const { view, conversation } = intake
  const posts = postsOf(intake)
  const chief = posts.filter((p): p is Post & { area: string } => p.area !== null && p.role !== 'unit_chief')
  const inGroup = chief.find(
    (p) => conversation.area !== null && isWithin(view.town, p.area, conversation.area),
  )
  const own = inGroup ?? chief[0] ?? posts.find((p) => p.area !== null)
  const dispatcher = posts.find((p) => p.role === 'dispatcher')
  return own?.area ?? conversation.area ?? (dispatcher ? placeOf(view.town, dispatcher) : null)
}

function placeOf(town: Town, post: Post): string | null {
  const place = post.area ?? town.departmentByCode.get(post.department ?? '')?.area ?? null
  return place ?? (post.role === 'dispatcher' ? town.top : null)
}

/** Posts that do or lead a department's work. */
function departmentOf(posts: readonly Post[]): string | null {
  const found = posts.find(
    (p) => p.department !== null && (worksFor(p, p.department) || leads(p, p.department)),
  )
  return found?.department ?? null
}

/**
 * What a report is about where nothing is named: in a department's group the department, in private the department
 * of somebody who works there and answers for no area, else `ownArea`.
 */
export function ownScope(intake: Intake): Scope | null {
  const { conversation } = intake
  const posts = postsOf(intake)
  const inGroup = conversation.type === 'group'
  const chief = posts.some((p) => p.area !== null && p.department === null && p.role !== 'unit_chief')
  const department = inGroup ? conversation.department : chief ? null : departmentOf(posts)
  if (department !== null) return { kind: 'department', department }
  const area = ownArea(intake)
  return area === null ? null : { kind: 'area', area }
}

/** Who may look: posts whose place covers it, the department itself, a group's members for what the group has seen anyway. */
export function mayLook(intake: Intake, scope: Scope): boolean {
  const { town } = intake.view
  if (isOfGroup(intake, scope)) return true
  const covers = (post: Post, area: string): boolean => {
    const place = placeOf(town, post)
    return place !== null && isWithin(town, area, place)
  }
  return postsOf(intake).some((post) => {
    if (scope.kind === 'area') return covers(post, scope.area)
    if (post.department === scope.department) return true
    const area = town.departmentByCode.get(scope.department)?.area
    const chief = post.department === null || post.role === 'dispatcher'
    return chief && area !== undefined && covers(post, area)
  })
}

/** The group works for all of it. */
function isOfGroup({ view, conversation }: Intake, scope: Scope): boolean {
  if (conversation.type !== 'group') return false
  return scope.kind === 'area'
    ? conversation.area !== null && isWithin(view.town, scope.area, conversation.area)
    : conversation.department === scope.department
}

/** True when the ticket may be counted and listed for the asker here: in a group nothing confidential, whoever asks (rule 8). */
function counts(intake: Intake, scope: Scope, ticket: Ticket): boolean {
  const { view, conversation } = intake
  if (!isOf(view.town, scope, ticket)) return false
  if (conversation.type === 'group' && isConfidential(view.town, ticket.category)) return false
  return isOfGroup(intake, scope) || maySee(ticket, actorOf(intake), view.town)
}

/** The scope's tickets that are open, or were touched since, as far as the asker may see them; without words and photos. */
export async function seenTickets(intake: Intake, scope: Scope, since: Date): Promise<Ticket[]> {
  const all = await intake.app.store.ticketsForFigures(scope, since, intake.view.town)
  return all.filter((ticket) => counts(intake, scope, ticket))
}
