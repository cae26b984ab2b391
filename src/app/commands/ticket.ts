import { isShielded, may, mayCorrect } from '../../domain/access.ts'
import { moveFrom, possibleCommands } from '../../domain/ticket/transitions.ts'
import { clockOf } from '../context.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { actorOf, type Intake, reply, textsOf } from '../intake/intake.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { whistleButton } from '../tickets/card-buttons.ts'
import { cardMessage } from '../tickets/cards.ts'
import { historyLines, noteLines } from '../tickets/history-lines.ts'
import { offersWork } from '../tickets/more-buttons.ts'

/** `/ticket 31`: one ticket with its steps, for those who may see it. */
export async function showTicket(intake: Intake, args: string): Promise<void> {
  const { app, view, conversation, now } = intake
  const texts = textsOf(intake)
  const number = /([A-Za-z]{1,4}-\d{4}-\d{1,6}(?:-\d{1,2})?|\d{1,6}(?:-\d{1,2})?)/.exec(args)?.[1]
  if (!number) return reply(intake, texts.text('ticket-how'))
  const ticket = await findTicket(intake, number)
  if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: number }))
  const actor = actorOf(intake)
  const reader = { actor, inGroup: conversation.type === 'group' }
  // In private those whom it concerns read everything, but who reported what is confidential; a group what its card says.
  const full = isShielded(ticket, actor, view.town) ? 'department' : 'dispatcher'
  const card = cardMessage(reader.inGroup ? 'group' : full, ticket, {
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
  const mine = mayCorrect(ticket, actor, view.town) && moveFrom('correct', ticket.state) !== null
  const offered = !reader.inGroup || offersWork(possibleCommands(ticket, actor, view.town, now))
  const calls = may('whistle', ticket, actor, view.town)
    ? whistleButton(ticket, { town: view.town, texts, buttons: make })
    : []
  const row = [
    ...(mine && !ticket.part ? [make.action(texts.text('button-fix'), 'fix')] : []),
    ...calls,
    ...(offered ? [make.action(texts.text('button-more'), 'more')] : []),
  ]
  const buttons = row.length > 0 ? [row] : []
  intake.draft.addTokens(make.tokens)
  const history = await app.store.history(ticket.id)
  const ctx = { town: view.town, texts, clock: clockOf(app, now) }
  reply(
    intake,
    {
      ...card,
      lines: [
        ...card.lines,
        ...noteLines(ticket, reader, ctx),
        ...historyLines(ticket, history, reader, ctx),
      ],
      buttons,
    },
    ticket.id,
  )
}
