import type { Actor, Notice, TicketEvent } from './decision.ts'
import { afterSteps, type Moment, type Outcome, type Step } from './outcome.ts'
import type { Follower, Note, Ticket } from './types.ts'

/** Notes a ticket carries; older ones are in its history. */
const KEPT_NOTES = 50

export function follow(ticket: Ticket, { actor }: Moment): Outcome {
  if (actor.kind === 'system') return { refuse: 'not_allowed' }
  const { identityId, personId } = actor
  const followers: Follower[] = [...(ticket.followers ?? []), { identityId, personId }]
  return { steps: [{ command: 'follow', patch: { followers } }], notices: [] }
}

export function unfollow(ticket: Ticket, { actor }: Moment): Outcome {
  if (actor.kind === 'system') return { refuse: 'not_allowed' }
  const followers = (ticket.followers ?? []).filter(({ identityId }) => identityId !== actor.identityId)
  return { steps: [{ command: 'unfollow', patch: { followers } }], notices: [] }
}

/** 备注, for the department, the dispatcher and the chiefs. It stays out of the event's `note`, which others read. */
export function note(ticket: Ticket, text: string, { actor, iso }: Moment): Outcome {
  const said = text.trim()
  if (said === '') return { refuse: 'needs_text' }
  const added: Note = { at: iso, by: actor.kind === 'account' ? actor.name : '', text: said }
  return {
    steps: [{ command: 'note', patch: { notes: [...(ticket.notes ?? []), added].slice(-KEPT_NOTES) } }],
    notices: [],
  }
}

/** Steps that those who follow a ticket are told; the last of a decision counts. */
const MILESTONES: readonly TicketEvent['command'][] = [
  'accept',
  'start',
  'return',
  'transfer',
  'resolve',
  'confirm',
  'settled_by_reporter',
  'dispute',
  'withdraw',
  'reject',
  'grant_extension',
  'suspend',
  'resume',
  'reopen',
  'merge',
]

/** One line for each who follows the ticket, where a milestone was passed; not for the one who passed it. */
export function toldFollowers(before: Ticket, steps: readonly Step[], { actor }: Moment): Notice[] {
  const step = steps.findLast(({ command, patch }) =>
    command === 'timer' ? patch.state === 'closed' : MILESTONES.includes(command),
  )
  if (!step) return []
  const after = afterSteps(before, steps)
  const self: Pick<Extract<Actor, { kind: 'account' }>, 'identityId'> | null =
    actor.kind === 'account' ? actor : null
  return (before.followers ?? [])
    .filter(({ identityId }) => identityId !== self?.identityId)
    .map((follower) => ({
      to: { kind: 'follower' as const, ...follower },
      template: 'followed' as const,
      args: { number: after.number, event: step.command },
    }))
}

/** Whoever followed either ticket follows the one that has both now. */
export function followersOfBoth(ticket: Ticket, other: Ticket): Partial<Ticket> {
  const known = new Set((ticket.followers ?? []).map(({ identityId }) => identityId))
  const more = (other.followers ?? []).filter(({ identityId }) => !known.has(identityId))
  return more.length > 0 ? { followers: [...(ticket.followers ?? []), ...more] } : {}
}
