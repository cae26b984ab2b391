import { currentDue, minutesOverdue } from '../../domain/ticket/status.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { clockOf } from '../context.ts'
import type { Intake, textsOf } from '../intake/intake.ts'
import { sayArea, sayCategory, sayOwner, sayPlace, shortNumber } from '../names.ts'
import { sayDuration, sayTime } from '../texts/time.ts'

type Asker = Pick<Intake, 'app' | 'view' | 'now'> & { texts: ReturnType<typeof textsOf> }

/** One ticket in a list for those who answer for it: who has it, and how late or by when. */
export function ticketLine({ app, view, now, texts }: Asker, ticket: Ticket): string {
  const due = currentDue(ticket)
  const minutes = minutesOverdue(ticket, now)
  const args = {
    short: shortNumber(ticket.number),
    category: sayCategory(view.town, ticket.category, texts),
    owner: sayOwner(view.town, ticket, texts),
    late: sayDuration(minutes, texts),
    due: due ? sayTime(due, texts, clockOf(app, now)) : '',
  }
  if (minutes > 0) return texts.text('status-line-overdue', args)
  return due
    ? texts.text('status-line', args)
    : texts.text('mine-line', { ...args, state: texts.text(`state-${ticket.state}`) })
}

/** One ticket in the list of whoever works on it: where it is, in a group by its area only, and how late or by when. */
export function workLine({ app, view, now, texts }: Asker, ticket: Ticket, inGroup: boolean): string {
  const due = currentDue(ticket)
  const minutes = minutesOverdue(ticket, now)
  const args = {
    short: shortNumber(ticket.number),
    category: sayCategory(view.town, ticket.category, texts),
    place: inGroup ? sayArea(view.town, ticket.area) : sayPlace(view.town, ticket),
    late: sayDuration(minutes, texts),
    due: due ? sayTime(due, texts, clockOf(app, now)) : '',
    state: texts.text(`state-${ticket.state}`),
  }
  if (minutes > 0) return texts.text('work-line-overdue', args)
  return due ? texts.text('work-line', args) : texts.text('work-line-waits', args)
}
