import { possibleCommands } from '../../domain/ticket/transitions.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { shortNumber } from '../names.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { moreButtons } from '../tickets/more-buttons.ts'
import { actorOf, type Intake, reply, textsOf } from './intake.ts'

/** 更多: a message with buttons for all else that the presser may do now. @returns the line the presser sees. */
export function offerMore(intake: Intake, ticket: Ticket): string {
  const { app, view, conversation, now, draft } = intake
  const texts = textsOf(intake)
  const make = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
  const buttons = moreButtons(possibleCommands(ticket, actorOf(intake), view.town, now), make, texts)
  draft.addTokens(make.tokens)
  const line = texts.text('more-ask', { short: shortNumber(ticket.number) })
  reply(intake, { lines: [line], buttons }, ticket.id)
  return line
}
