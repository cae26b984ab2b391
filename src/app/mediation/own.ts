import { sidesOf } from '../../domain/access.ts'
import { mediates } from '../../domain/ticket/mediation/levels.ts'
import { candidates, inCharge } from '../../domain/ticket/mediation/mediators.ts'
import { nextVisit } from '../../domain/ticket/mediation/visits.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { actorOf, type Intake, postsOf } from '../intake/intake.ts'
import { shortNumber } from '../names.ts'

export interface OwnMediations {
  /** In charge. */
  own: Ticket[]
  /** In nobody's charge, and asked to take it. */
  free: Ticket[]
}

/** The disputes of whoever speaks. */
export async function ownMediations(intake: Intake): Promise<OwnMediations> {
  const { app, view, identity } = intake
  const { town } = view
  const posts = postsOf(intake)
  const { personId } = identity
  if (personId === null || posts.length === 0) return { own: [], free: [] }
  const within = new Set(posts.flatMap((p) => (p.area === null ? [] : [p.area])))
  const areas = town.areas
    .filter((a) => within.has(a.code) || isBelow(intake, a.code, within))
    .map((a) => a.code)
  const tickets = await app.store.mediations({
    personId,
    areas,
    departments: posts.flatMap((p) => (p.department === null ? [] : [p.department])),
    categories: town.policy.mediation.categories,
  })
  const actor = actorOf(intake)
  const own = tickets.filter((t) => !isOver(t) && inCharge(town, t).includes(personId))
  const free = tickets.filter(
    (t) =>
      !own.includes(t) &&
      mediates(town, t.category) &&
      sidesOf(t, actor, town).has('mediator') &&
      inCharge(town, t).length === 0 &&
      (candidates(town, t).some((p) => p.personId === personId) || ofDepartment(t, posts)),
  )
  return { own, free }
}

function isBelow({ view }: Intake, code: string, within: ReadonlySet<string>): boolean {
  let area = view.town.areaByCode.get(code)
  while (area?.parent) {
    if (within.has(area.parent)) return true
    area = view.town.areaByCode.get(area.parent)
  }
  return false
}

function ofDepartment({ department }: Ticket, posts: readonly { department: string | null }[]): boolean {
  return department !== null && posts.some((post) => post.department === department)
}

function isOver(ticket: Ticket): boolean {
  const inHand = ticket.state === 'new' || ticket.state === 'dispatched' || ticket.state === 'accepted'
  return !inHand && nextVisit(ticket.mediation) === null
}

/**
 * A dispute by number as its mediator says it: 31 may be of months ago, so one of their own counts before this month's.
 * null when it is none the asker may see.
 */
export async function findMediation(intake: Intake, number: string): Promise<Ticket | null> {
  if (intake.conversation.type === 'dm' && !number.includes('-')) {
    const { own } = await ownMediations(intake)
    const meant = own.filter((t) => shortNumber(t.number) === String(Number(number)))
    if (meant.length === 1 && meant[0]) return meant[0]
  }
  return findTicket(intake, number)
}
