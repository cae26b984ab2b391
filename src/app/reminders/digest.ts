import type { OutgoingMessage } from '../../domain/message.ts'
import type { Notice } from '../../domain/ticket/decision.ts'
import { worstFirst } from '../../domain/ticket/status.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { moreUrgent } from '../../domain/ticket/urgency.ts'
import { sayCategory, shortNumber } from '../names.ts'
import { sayDuration } from '../texts/time.ts'
import type { NoticeContext } from '../tickets/notices.ts'
import { sayWhere } from '../tickets/secrecy.ts'

/** Matters named one by one; the rest are counted. */
const SHOWN = 10

interface Told {
  row: { notice: Notice }
  ticket: Ticket
}

/** Many reminders as one message: the worst first, one line each. */
export function digest(told: readonly Told[], context: NoticeContext): OutgoingMessage {
  const { texts, clock } = context
  const worst = worstFirst(clock.now)
  const sorted = told.toSorted((a, b) => worst(a.ticket, b.ticket))
  const most = sorted.reduce(
    (tone, { ticket }) => (moreUrgent(ticket.urgency, tone) ? ticket.urgency : tone),
    'low' as Ticket['urgency'],
  )
  const more = sorted.length - SHOWN
  return {
    title: texts.text('reminders-head', { n: sorted.length }),
    lines: [
      ...sorted.slice(0, SHOWN).map((one) => line(one, context)),
      ...(more > 0 ? [texts.text('reminders-more', { n: more })] : []),
    ],
    tone: most,
    photos: [],
    buttons: [],
  }
}

function line({ row: { notice }, ticket }: Told, { town, texts, inGroup, clock }: NoticeContext): string {
  const { dueAt } = notice.args
  // By now it is later than when the step was taken.
  const late = dueAt ? (clock.now.getTime() - new Date(String(dueAt)).getTime()) / 60_000 : 0
  const args = {
    short: shortNumber(ticket.number),
    category: sayCategory(town, ticket.category, texts),
    place: sayWhere(ticket, { town, inGroup }),
    late: sayDuration(Math.max(0, late), texts),
  }
  switch (notice.template) {
    case 'warn_accept':
    case 'warn_resolve':
      return late > 0
        ? texts.text(notice.template === 'warn_accept' ? 'reminders-accept' : 'reminders-resolve', args)
        : texts.text('reminders-soon', { ...args, left: sayDuration(-late, texts) })
    case 'escalated_accept':
      return texts.text('reminders-accept', args)
    case 'escalated_resolve':
      return texts.text('reminders-resolve', args)
    case 'idle':
      return texts.text('reminders-idle', args)
    case 'round_due':
    case 'escalated_round':
      return texts.text('reminders-round', args)
    case 'visit_due':
      return texts.text('reminders-visit', args)
    default:
      return texts.text('reminders-nobody', args)
  }
}
