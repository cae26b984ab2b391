import { isConfidential } from '../access.ts'
import { responsible } from '../area/responsibility.ts'
import type { Town } from '../area/town.ts'
import type { Ticket } from './types.ts'

/**
 * True when the department may be given the ticket. A confidential one goes only to those that are there for it: the
 * one responsible, one of the kind that leads its category, or discipline. So a complaint never reaches, by
 * mistake or on purpose, the department it complains of.
 */
export function mayTake(town: Town, ticket: Pick<Ticket, 'category' | 'area'>, department: string): boolean {
  if (!isConfidential(town, ticket.category)) return true
  const kind = town.departmentByCode.get(department)?.kind
  const leaf = town.categoryByCode.get(ticket.category)
  const lead = leaf?.lead ?? town.categoryByCode.get(ticket.category.split('.')[0] ?? '')?.lead
  if (kind !== undefined && (kind === 'discipline' || kind === lead)) return true
  return responsible(town, ticket.category, ticket.area)?.department === department
}
