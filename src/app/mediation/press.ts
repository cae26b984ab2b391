import { maySeeParties, sidesOf } from '../../domain/access.ts'
import { levelAbove, mediates } from '../../domain/ticket/mediation/levels.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { actorOf, execute, type Intake, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import { shortNumber } from '../names.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { ask, run } from './act.ts'
import { labelOf } from './private-words.ts'
import { sayLevel } from './say.ts'

/** A button of a mediation; the short line the presser sees, '' for none, null when it is another button. */
export async function pressMediation(intake: Intake, ticket: Ticket, action: string): Promise<string | null> {
  if (!action.startsWith('mediate_')) return null
  const texts = textsOf(intake)
  const inGroup = intake.conversation.type === 'group'
  const short = shortNumber(ticket.number)
  if (action === 'mediate_take') return take(intake, ticket)
  // Old cards of a group, were there any: what follows is said in private only.
  if (inGroup) return texts.text('mediate-in-private', { short })
  if (action === 'mediate_parties') return tellParties(intake, ticket)
  const { town } = intake.view
  const sides = sidesOf(ticket, actorOf(intake), town)
  if (!mediates(town, ticket.category) || !(sides.has('mediator') || sides.has('dispatcher')))
    return texts.text('refuse-button')
  if (ticket.state !== 'dispatched' && ticket.state !== 'accepted')
    return texts.text('refuse-stale', { short })
  switch (action) {
    case 'mediate_plan':
      ask(intake, ticket, 'mediation_time')
      return ''
    case 'mediate_hold':
      ask(intake, ticket, 'mediation_round')
      return ''
    case 'mediate_agree':
      ask(intake, ticket, 'mediation_paper')
      return ''
    case 'mediate_court':
      ask(intake, ticket, 'mediation_court', { outcome: 'to_court' })
      return ''
    case 'mediate_up':
      return offerUp(intake, ticket)
    case 'mediate_up_yes':
      await run(intake, ticket, (words) => ({ kind: 'move_up', words }))
      return ''
    default:
      return texts.text('refuse-button')
  }
}

async function take(intake: Intake, ticket: Ticket): Promise<string> {
  const texts = textsOf(intake)
  const result = await execute(intake, ticket, { kind: 'take_mediation' })
  if (!result.ok) return sayRefusal(result.refusal, ticket, 'take_mediation', intake.view.town, texts)
  const short = shortNumber(ticket.number)
  if (intake.conversation.type === 'group') return texts.text('mediate-taken-group', { short })
  reply(intake, texts.text('mediate-taken', { short }), ticket.id)
  return ''
}

/** Once up it does not come down: both sides are asked for first. */
function offerUp(intake: Intake, ticket: Ticket): string {
  const { app, view, conversation, draft, now } = intake
  const texts = textsOf(intake)
  const short = shortNumber(ticket.number)
  const above = levelAbove(view.town, ticket)
  if (!above) return texts.text('refuse-at_top', { short })
  const make = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
  const yes = make.action(texts.text('button-mediate-up-yes'), 'mediate_up_yes')
  draft.addTokens(make.tokens)
  const text = texts.text('mediate-ask-up', { short, level: sayLevel(view.town, above.level) })
  reply(intake, { lines: [text], buttons: [[yes]] }, ticket.id)
  return ''
}

/** Names and phones, in private, to those who may know them. */
async function tellParties(intake: Intake, ticket: Ticket): Promise<string> {
  const texts = textsOf(intake)
  const short = shortNumber(ticket.number)
  const lines = await partyLines(intake, ticket)
  if (!lines) return texts.text('mediate-not-told', { short })
  reply(intake, { lines: lines.length > 0 ? lines : [texts.text('mediation-no-parties')] }, ticket.id)
  return ''
}

/** One line for each party; null for those who may not know, and in groups. */
export async function partyLines(intake: Intake, ticket: Ticket): Promise<string[] | null> {
  const { app, view, conversation } = intake
  if (conversation.type === 'group' || !maySeeParties(ticket, actorOf(intake), view.town)) return null
  const { mediation } = ticket
  if (!mediation) return []
  const texts = textsOf(intake)
  const rows = await app.store.disputePrivate(ticket.id)
  return mediation.parties.flatMap(({ id }) => {
    const row = rows.find((r) => r.id === id)
    const post = labelOf(mediation, id, texts)
    return row?.text
      ? [texts.text('mediate-party-line', { post, name: row.text, text: row.phone ?? 'none' })]
      : []
  })
}
