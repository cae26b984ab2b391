import type { Notice } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { DraftContext } from '../tickets/draft.ts'

/** A call of a ladder, in the same write as the step itself. Codes and figures: no names, no words, no place, no photos. */
export function addCall(
  notice: Notice,
  name: string,
  ticket: Ticket,
  { app, draft, now }: DraftContext,
): void {
  const { clock = '', dueAt = '', minutesLate = 0, step = 0 } = notice.args
  draft.write.calls.push({
    id: app.newId(),
    name,
    body: {
      event: 'ladder.step',
      number: ticket.number,
      state: ticket.state,
      category: ticket.category,
      urgency: ticket.urgency,
      area: ticket.area,
      department: ticket.department,
      clock,
      dueAt,
      minutesLate,
      step,
      at: now.toISOString(),
    },
    nextAt: now,
  })
}
