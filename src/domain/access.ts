import { belongsTo, leads, worksFor } from './area/posts.ts'
import { fallsUnder } from './area/responsibility.ts'
import { isWithin, type Post, type Town } from './area/town.ts'
import type { Actor, CommandKind } from './ticket/decision.ts'
import { inCharge, mayMediate } from './ticket/mediation/mediators.ts'
import { CORRECTORS, TRANSITIONS, type Transition, type Who } from './ticket/transition-table.ts'
import type { Reporter, Ticket } from './ticket/types.ts'

/** Complaints about officials are confidential in every town; `policy.confidential` adds leaves or heads. */
const ALWAYS_CONFIDENTIAL = ['governance.conduct']

/** True when the category may never appear in a group (rule 8) and only its own posts may see it. */
export function isConfidential(town: Pick<Town, 'policy'>, category: string): boolean {
  return fallsUnder(category, [...ALWAYS_CONFIDENTIAL, ...town.policy.confidential])
}

function isOf({ identityId, personId }: Reporter, actor: Actor): boolean {
  if (actor.kind === 'system') return false
  if (identityId !== null && identityId === actor.identityId) return true
  return personId !== null && personId === actor.personId
}

/** Where a post holds; a dispatcher's without an area holds for that of its department, else for the whole town. */
function areaOf(town: Town, post: Post): string | null {
  if (post.area !== null || post.role !== 'dispatcher') return post.area
  return town.departmentByCode.get(post.department ?? '')?.area ?? town.top
}

function covers(town: Town, post: Post, ticket: Ticket): boolean {
  const area = areaOf(town, post)
  return area !== null && isWithin(town, ticket.area, area)
}

/** What one post makes its holder for this ticket, or null. */
function sideOf(town: Town, post: Post, ticket: Ticket): Who | null {
  if (ticket.department !== null && worksFor(post, ticket.department)) return 'handler'
  if (ticket.department !== null && leads(post, ticket.department)) return 'department_lead'
  switch (post.role) {
    case 'unit_chief':
    case 'grid_chief':
    case 'village_lead':
    case 'town_lead':
    case 'district_lead':
    case 'dispatcher':
      return covers(town, post, ticket) ? post.role : null
    default:
      return null
  }
}

/** All that an actor is for this ticket, from posts and from having reported it. */
export function sidesOf(ticket: Ticket, actor: Actor, town: Town): ReadonlySet<Who> {
  if (actor.kind === 'system') return new Set<Who>(['system'])
  const sides = new Set<Who>(['anyone'])
  if (isOf(ticket.reporter, actor)) sides.add('reporter')
  if (ticket.joined.some((report) => isOf(report.reporter, actor))) sides.add('joined')
  for (const post of actor.posts) {
    const side = sideOf(town, post, ticket)
    if (side) sides.add(side)
    if (mayMediate(town, post, ticket)) sides.add('mediator')
  }
  const { personId } = actor
  if (personId !== null && actor.posts.length > 0 && inCharge(town, ticket).includes(personId))
    sides.add('mediating')
  return sides
}

/** Leads of a discipline department that covers the place see what the town keeps confidential. */
function keepsDiscipline(town: Town, actor: Actor, ticket: Ticket): boolean {
  if (actor.kind === 'system') return true
  return actor.posts.some((post) => {
    const department = post.department === null ? undefined : town.departmentByCode.get(post.department)
    if (department?.kind !== 'discipline' || !leads(post, department.code)) return false
    return isWithin(town, ticket.area, department.area)
  })
}

/** The handler of a confidential matter, as long as a post in its department is held. */
function isItsHandler(town: Town, actor: Actor, ticket: Ticket): boolean {
  if (actor.kind === 'system' || actor.personId === null || ticket.department === null) return false
  return ticket.handler === actor.personId && belongsTo(town, actor.personId, ticket.department)
}

/**
 * Who may read a ticket: its reporter, those whose reports joined it, its department, the posts of its area. A confidential one only its reporter,
 * the dispatcher, the lead of its department, its handler, and the leads of the discipline department.
 */
export function maySee(ticket: Ticket, actor: Actor, town: Town): boolean {
  if (actor.kind === 'system') return true
  const sides = sidesOf(ticket, actor, town)
  if (!isConfidential(town, ticket.category)) return sides.size > 1
  if (sides.has('reporter') || sides.has('dispatcher') || sides.has('department_lead')) return true
  return isItsHandler(town, actor, ticket) || keepsDiscipline(town, actor, ticket)
}

const SEE_PARTIES: readonly Who[] = [
  'mediating',
  'dispatcher',
  'department_lead',
  'village_lead',
  'town_lead',
  'district_lead',
]

/** True when the actor may know who the parties of a dispute are: those who mediate it, the dispatcher, leads. */
export function maySeeParties(ticket: Ticket, actor: Actor, town: Town): boolean {
  const sides = sidesOf(ticket, actor, town)
  return maySee(ticket, actor, town) && SEE_PARTIES.some((who) => sides.has(who))
}

/**
 * True when the actor must not learn who reported a confidential matter: everybody but its reporter and the dispatcher,
 * so also the department that deals with it.
 */
export function isShielded(ticket: Ticket, actor: Actor, town: Town): boolean {
  if (actor.kind === 'system' || !isConfidential(town, ticket.category)) return false
  const sides = sidesOf(ticket, actor, town)
  return !sides.has('reporter') && !sides.has('dispatcher')
}

/**
 * True when the actor's posts allow the command on this ticket, whatever its state. `ticket` is null for `open`.
 * `anyone` means anyone who meets the ticket in a chat: the app offers it only where the ticket is shown.
 */
export function may(command: CommandKind, ticket: Ticket | null, actor: Actor, town: Town): boolean {
  if (actor.kind === 'system') return true
  if (ticket === null) return command === 'open'
  if (isConfidential(town, ticket.category) && !maySee(ticket, actor, town)) return false
  const { who }: Transition = TRANSITIONS[command]
  const sides = sidesOf(ticket, actor, town)
  return who.some((w) => sides.has(w))
}

/** True when the actor's posts allow to correct by hand how the ticket was read. */
export function mayCorrect(ticket: Ticket, actor: Actor, town: Town): boolean {
  const sides = sidesOf(ticket, actor, town)
  return may('correct', ticket, actor, town) && CORRECTORS.some((who) => sides.has(who))
}
