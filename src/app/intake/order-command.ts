import { belongsTo } from '../../domain/area/posts.ts'
import type { Town } from '../../domain/area/town.ts'
import type { Command } from '../../domain/ticket/decision.ts'
import { promiseOf } from '../../domain/ticket/extension.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { whenFrom } from '../../domain/when/add-span.ts'
import { readWhen } from '../../domain/when/read-when.ts'
import { findDepartment } from '../tickets/find-department.ts'
import type { Order } from './more-words.ts'

export interface OrderContext {
  now: Date
  zone: string
  town: Town
}

/** Words of a reason without what only leads to it. */
export function reasonIn(words: string): string {
  return words
    .replace(/^[\s,\uFF0C。.:\uFF1A;\uFF1B、]+|[\s,\uFF0C。;\uFF1B、]+$/g, '')
    .replace(/^(?:是?因为|由于|原因是?|理由是?)[\s:\uFF1A,\uFF0C]*/, '')
}

const TITLE = /^(.)(?:工|师傅|师|队长|所长|站长|主任|警官|队员|干事)$/

/** Somebody of the department by name, or by surname and title (郑师傅) where only one is called so. */
export function findPerson(town: Town, words: string, department: string | null): string | null {
  if (department === null) return null
  const called = words.replaceAll(/\s+/g, '')
  const staff = town.people.filter(({ id }) => belongsTo(town, id, department))
  const exact = staff.filter(({ name }) => name === called)
  if (exact.length > 0) return exact.length === 1 ? (exact[0]?.id ?? null) : null
  const surname = TITLE.exec(called)?.[1]
  const named = staff.filter(({ name }) =>
    surname ? name.startsWith(surname) : name.length > 1 && called.includes(name),
  )
  return named.length === 1 ? (named[0]?.id ?? null) : null
}

/** 派给 names a person of the department, or another department: then the ticket goes there. */
function assignment(ticket: Ticket, rest: string, town: Town): Command {
  const person = findPerson(town, rest, ticket.department)
  const other = person === null ? findDepartment(town, rest, ticket.area) : null
  if (!other || other.code === ticket.department) return { kind: 'assign', person }
  const waits = ticket.state === 'new' || ticket.state === 'needs_info'
  return waits
    ? { kind: 'dispatch', department: other.code }
    : { kind: 'transfer', department: other.code, reason: '' }
}

/**
 * What an order asks for, of the words that came with it: times are read, people and departments found. What is lacking is
 * left empty, and `decide` says so. `split` needs more than one ticket and is not made here.
 */
export function orderCommand(
  order: Exclude<Order, 'split'>,
  ticket: Ticket,
  rest: string,
  { now, zone, town }: OrderContext,
): Command {
  switch (order) {
    case 'ask_extension': {
      const read = readWhen(rest, { now, zone, edge: 'end' })
      const until = read ? whenFrom(read.when, promiseOf(ticket, now), town.calendar).toISOString() : null
      return { kind: order, until, reason: reasonIn(read ? read.rest : rest) }
    }
    case 'grant_extension': {
      const read = readWhen(rest, { now, zone, edge: 'end' })
      return read
        ? { kind: order, until: whenFrom(read.when, promiseOf(ticket, now), town.calendar).toISOString() }
        : { kind: order }
    }
    case 'suspend': {
      const read = readWhen(rest, { now, zone, edge: 'start' })
      const until = read ? whenFrom(read.when, now, town.calendar).toISOString() : null
      return { kind: order, until, reason: reasonIn(read ? read.rest : rest) }
    }
    case 'deny_extension':
    case 'reopen':
      return { kind: order, reason: reasonIn(rest) }
    case 'assign':
      return assignment(ticket, rest, town)
    case 'note':
      return { kind: order, text: rest }
    case 'start':
    case 'resume':
    case 'follow':
    case 'unfollow':
      return { kind: order }
  }
}
