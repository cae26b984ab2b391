import { may, mayCorrect } from '../../domain/access.ts'
import type { TicketEvent } from '../../domain/ticket/decision.ts'
import { moveFrom } from '../../domain/ticket/transition-table.ts'
import { clockOf } from '../context.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { actorOf, type Intake, reply, textsOf } from '../intake/intake.ts'
import { sayPast } from '../texts/time.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { whistleButton } from '../tickets/card-buttons.ts'
import { cardMessage } from '../tickets/cards.ts'

const SHOWN_STEPS = 12

/** `/ticket 31`: one ticket with its steps, for those who may see it. */
export async function showTicket(intake: Intake, args: string): Promise<void> {
  const { app, view, conversation, now } = intake
  const texts = textsOf(intake)
  const number = /([A-Za-z]{1,4}-\d{4}-\d{1,6}(?:-\d{1,2})?|\d{1,6}(?:-\d{1,2})?)/.exec(args)?.[1]
  if (!number) return reply(intake, texts.text('ticket-how'))
  const ticket = await findTicket(intake, number)
  if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: number }))
  // In private those whom it concerns read everything; a group only what its card says.
  const card = cardMessage(conversation.type === 'group' ? 'group' : 'dispatcher', ticket, {
    town: view.town,
    texts,
    clock: clockOf(app, now),
    buttons: new ButtonMaker(app.secret, conversation.id, ticket.id, now),
    department: null,
    joinedBy: null,
    photosWithCard: 0,
    inGroup: conversation.type === 'group',
  })
  const make = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
  const mine = mayCorrect(ticket, actorOf(intake), view.town) && moveFrom('correct', ticket.state) !== null
  const calls = may('whistle', ticket, actorOf(intake), view.town)
    ? whistleButton(ticket, { town: view.town, texts, buttons: make })
    : []
  const fixes = mine && !ticket.part ? [make.action(texts.text('button-fix'), 'fix')] : []
  const row = [...fixes, ...calls]
  intake.draft.addTokens(make.tokens)
  const history = await app.store.history(ticket.id)
  reply(
    intake,
    {
      ...card,
      lines: [...card.lines, ...history.slice(-SHOWN_STEPS).map((e) => step(intake, e))],
      buttons: row.length > 0 ? [row] : [],
    },
    ticket.id,
  )
}

function step(intake: Intake, event: TicketEvent): string {
  const { app, view, now } = intake
  const texts = textsOf(intake)
  const key = `ticket-${event.command}`
  return texts.text('ticket-history', {
    time: sayPast(event.at, texts, clockOf(app, now)),
    what: texts.has(key) ? texts.text(key) : texts.text('ticket-changed'),
    who: view.town.personById.get(event.by.personId ?? '')?.name ?? 'none',
  })
}
