import type { Command, FollowUp, TicketEvent } from './decision.ts'
import { equal } from './equal.ts'
import { isOpenPart, isPart, openParts, partView } from './parts.ts'
import type { Ticket } from './types.ts'
import type { PartView, Whistle } from './whistle-types.ts'

/**
 * What a change of one ticket asks of others, in the same write: a parent opens, calls off, sends back and corrects its
 * parts; a part tells its parent how it stands. Read off the change itself, so that no way of changing either forgets it.
 */
export function following(
  before: Ticket | null,
  after: Ticket,
  command: Command,
  events: readonly TicketEvent[],
): FollowUp[] {
  if (isPart(after)) return before ? toParent(before, after, events) : []
  return after.whistle && !equal(before, after) ? toParts(before, after, after.whistle, command) : []
}

function toParent(before: Ticket, after: Ticket, events: readonly TicketEvent[]): FollowUp[] {
  if (!isPart(before) || !isPart(after)) return []
  const due = after.acceptDue
  const late = due !== null && events.some(({ command, at }) => command === 'escalated' && at >= due)
  const view = partView(after, late)
  if (!view.late && equal(partView(before, false), view)) return []
  return [{ ticketId: after.part.parentId, command: { kind: 'part_moved', part: view } }]
}

function toParts(before: Ticket | null, after: Ticket, whistle: Whistle, command: Command): FollowUp[] {
  const known = new Map((before?.whistle?.parts ?? []).map((part) => [part.id, part]))
  const moved = whistle.parts.flatMap((part): FollowUp[] => {
    const was = known.get(part.id)
    return was ? toPart(was, part, command) : [open(after, whistle, part)]
  })
  return before ? [...moved, ...corrections(before, after)] : moved
}

function toPart(was: PartView, part: PartView, command: Command): FollowUp[] {
  if (command.kind === 'part_moved') return []
  const ticketId = part.id
  if (isOpenPart(was) && part.state === 'recalled')
    return [{ ticketId, command: { kind: 'withdraw', reason: 'reason' in command ? command.reason : '' } }]
  if (was.state === 'done' && part.state === 'called')
    return [{ ticketId, command: { kind: 'dispute', text: 'text' in command ? command.text : '' } }]
  if (part.lead === was.lead) return []
  return [{ ticketId, command: { kind: 'lead_part', ...(part.lead ? {} : { off: true as const }) } }]
}

/** Opens the ticket of a part: where and what as the parent has it, told by whoever whistled. */
function open(parent: Ticket, { by, parts }: Whistle, part: PartView): FollowUp {
  const { category, urgency, area, place, placeTold, point, summary, stakes, source } = parent
  const { id, number, kind, lead, task, department } = part
  const called = parts.filter((other) => isOpenPart(other) && other.id !== id)
  return {
    ticketId: null,
    command: {
      ...{ kind: 'open', id, number, category, urgency, area, place, point, summary, missing: null },
      ...(placeTold === undefined ? {} : { placeTold }),
      ...(stakes ? { stakes } : {}),
      reporter: by,
      // It shows with its department only: what is said where the matter was reported is about the parent.
      source: { ...source, messageId: null },
      photos: parent.photosBefore,
      part: {
        ...{ parentId: parent.id, parentNumber: parent.number, kind, lead, task, arrival: null },
        together: called.flatMap((other) => other.department ?? []),
      },
      department: department ?? '',
    },
  }
}

/** Whoever is on the way must hear where it really is, and what became of it. */
function corrections(before: Ticket, after: Ticket): FollowUp[] {
  const { category, urgency, area, place, point, summary } = after
  const changed = {
    ...(category === before.category ? {} : { category }),
    ...(urgency === before.urgency ? {} : { urgency }),
    ...(area === before.area ? {} : { area }),
    ...(place === before.place ? {} : { place }),
    ...(point && !equal(point, before.point) ? { point } : {}),
    ...(summary === before.summary ? {} : { summary }),
  }
  if (Object.keys(changed).length === 0) return []
  const known = new Set((before.whistle?.parts ?? []).map(({ id }) => id))
  return openParts(after)
    .filter(({ id }) => known.has(id))
    .map(({ id }) => ({ ticketId: id, command: { kind: 'correct', ...changed } }))
}
