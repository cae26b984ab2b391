import { leads, personName, worksFor } from '../../area/posts.ts'
import { isWithin, lineage, type Post, type Role, type Town } from '../../area/town.ts'
import { localTime } from '../../duty/local.ts'
import { standIn } from '../../duty/stand-in.ts'
import type { Audience } from '../decision.ts'
import type { Ticket } from '../types.ts'
import { levelOf, mediates, mediationLevels, rankOf } from './levels.ts'

const MEDIATORS: readonly Role[] = ['mediator', 'police', 'village_lead']

/**
 * True when the post lets its holder mediate the matter where it is now: posts of its department, and mediators, police
 * and village leads whose area covers it and stands as high as the level it has reached.
 */
export function mayMediate(town: Town, post: Post, ticket: Ticket): boolean {
  if (!mediates(town, ticket.category)) return false
  const { department } = ticket
  if (department !== null && (worksFor(post, department) || leads(post, department))) return true
  if (!MEDIATORS.includes(post.role) || post.area === null) return false
  const own = town.areaByCode.get(post.area)
  if (!own || !isWithin(town, ticket.area, own.code)) return false
  const { level } = levelOf(town, ticket)
  const lowest = mediationLevels(town, ticket.area)[0]?.level
  return level === lowest || rankOf(town, own.level) <= rankOf(town, level)
}

/** Persons in charge who still hold a post for it; somebody who left is not counted on. */
export function inCharge(town: Town, ticket: Ticket): string[] {
  return (ticket.mediation?.mediators ?? []).filter((id) =>
    (town.postsByPerson.get(id) ?? []).some((post) => mayMediate(town, post, ticket)),
  )
}

/**
 * Who is asked to take it on: mediators of exactly the level the matter is at; police and village leads, who may take it
 * too, only where there is none. The same person once.
 */
export function candidates(town: Town, ticket: Ticket): Post[] {
  const { area } = levelOf(town, ticket)
  const line = lineage(town, ticket.area).filter(({ code }) => isWithin(town, code, area))
  const posts = line.flatMap(({ code }) => town.postsByArea.get(code) ?? [])
  const found = new Map<string, Post>()
  for (const post of posts) {
    if (!MEDIATORS.includes(post.role) || !mayMediate(town, post, ticket)) continue
    if (!found.has(post.personId) || post.role === 'mediator') found.set(post.personId, post)
  }
  const all = [...found.values()]
  const named = all.filter((post) => post.role === 'mediator')
  return named.length > 0 ? named : all
}

/** The candidates who are there, and deputies who may mediate it too; all of them where none is. */
function thereToTake(town: Town, ticket: Ticket, at: Date): string[] {
  const local = localTime(town, at)
  const fits = (id: string) =>
    (town.postsByPerson.get(id) ?? []).some((post) => mayMediate(town, post, ticket))
  const all = candidates(town, ticket).map((post) => post.personId)
  const there = all.flatMap((id) => standIn(town, id, local, fits)?.personId ?? [])
  return there.length > 0 ? [...new Set(there)] : all
}

/**
 * Who hears what concerns the mediation: those in charge, else the level's mediators who are there, else the department,
 * else the dispatcher.
 */
export function toMediators(town: Town, ticket: Ticket, at: Date): Audience[] {
  const { area } = levelOf(town, ticket)
  const own = inCharge(town, ticket)
  const people = own.length > 0 ? own : thereToTake(town, ticket, at)
  if (people.length > 0)
    return people.map((personId) => ({ kind: 'person', personId, role: 'mediator', area, department: null }))
  if (ticket.department !== null) return [{ kind: 'department', department: ticket.department }]
  return [{ kind: 'dispatcher' }]
}

/** Names of those in charge, for a refusal. */
export function namesInCharge(town: Town, ticket: Ticket): string {
  return inCharge(town, ticket)
    .map((id) => personName(town, id))
    .join('、')
}
