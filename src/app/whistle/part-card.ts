import type { Button } from '../../domain/message.ts'
import { minutesLate } from '../../domain/ticket/arrivals.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Part } from '../../domain/ticket/whistle-types.ts'
import { shortNumber } from '../names.ts'
import { sayDuration, sayPast, sayTime } from '../texts/time.ts'
import type { CardContext } from '../tickets/card-context.ts'
import { sayWords } from '../tickets/secrecy.ts'

/** What the department called reads besides place and matter: who called, as what, with whom, and what to do. */
export function partFacts(ticket: Ticket, part: Part, ctx: CardContext): string[] {
  const { town, texts, clock } = ctx
  const { name, role } = ticket.reporter
  const together = part.together.flatMap((code) => town.departmentByCode.get(code)?.name ?? [])
  const head = texts.text('part-whistled', {
    who: texts.text('card-reporter', { name: name || '—', post: texts.text(`role-${role}`) }),
    time: sayPast(ticket.openedAt, texts, clock),
    kind: texts.text(`whistle-kind-${part.kind}`),
    text: sayWords(ticket.summary, ticket, ctx),
  })
  return [
    head,
    ...(part.task ? [texts.text('part-task', { text: sayWords(part.task, ticket, ctx) })] : []),
    texts.text(part.lead ? 'part-role-lead' : 'part-role-joint', {
      short: shortNumber(part.parentNumber),
      list: together.length > 0 ? together.join(texts.text('list-separator')) : 'none',
    }),
  ]
}

/** By when somebody has to be there, or who has been since when. */
export function partStatus(ticket: Ticket, part: Part, ctx: CardContext): string | null {
  const { texts, clock } = ctx
  const time = (iso: string | null): string => (iso ? sayTime(iso, texts, clock) : '')
  if (ticket.state === 'dispatched')
    return texts.text('part-limits', { due: time(ticket.acceptDue), resolve: time(ticket.resolveDue) })
  if (ticket.state !== 'accepted' || !part.arrival) return null
  const { at, late, by } = part.arrival
  return texts.text('part-here', {
    who: by || 'none',
    time: sayPast(at, texts, clock),
    delay: late ? sayDuration(minutesLate(ticket.acceptDue, at), texts) : 'none',
    resolve: time(ticket.resolveDue),
  })
}

/** 报到 instead of 接单; then the work goes on as with any other ticket. */
export function partButtons(ticket: Ticket, { texts, buttons: make }: CardContext): Button[] {
  const then = [
    make.action(texts.text('button-transfer'), 'transfer'),
    make.action(texts.text('button-return'), 'return'),
  ]
  if (ticket.state === 'dispatched') return [make.action(texts.text('button-arrive'), 'arrive'), ...then]
  if (ticket.state === 'accepted') return [make.action(texts.text('button-resolve'), 'resolve'), ...then]
  return []
}
