import { mayCorrect } from '../../domain/access.ts'
import { decide } from '../../domain/ticket/decide.ts'
import type { Command } from '../../domain/ticket/decision.ts'
import { RATINGS, type Ticket } from '../../domain/ticket/types.ts'
import { answerQuestion } from '../asking/answer.ts'
import { turnMine } from '../commands/mine.ts'
import { turnOverdue } from '../commands/overdue.ts'
import { offerPrint } from '../commands/print.ts'
import { showStatus } from '../commands/status.ts'
import { clockOf } from '../context.ts'
import { answerSwap } from '../duty/answer-swap.ts'
import { askWord } from '../feedback/by-words.ts'
import { setApart } from '../joining/apart.ts'
import { pressMediation } from '../mediation/press.ts'
import { sayArea, shortNumber } from '../names.ts'
import { pressStats } from '../scores/press.ts'
import type { ButtonToken } from '../store-port/cards.ts'
import { sayTime } from '../texts/time.ts'
import { ButtonMaker, isAction } from '../tickets/buttons.ts'
import { departmentButtons } from '../tickets/card-buttons.ts'
import { sayArrived } from '../whistle/come.ts'
import { pressWhistle } from '../whistle/pick.ts'
import { offerFix, sayFixed, sayNotAllowed } from './fix.ts'
import { isHidden } from './hidden.ts'
import { actorOf, execute, type Intake, reply, textsOf } from './intake.ts'
import { isOrder } from './more-words.ts'
import { offerMore } from './offer-more.ts'
import { giveOrder } from './orders.ts'
import { refusalLine, sayRefusal } from './refusal.ts'
import { endWait, wait } from './wait.ts'

type ActionBody = Extract<Intake['event']['body'], { kind: 'action' }>

/**
 * A pressed button. The token tells ticket and action; the presser's rights are checked anew (rule 7). A token
 * that nobody made, that belongs to another chat or is too old is refused with a reason and noted.
 */
export async function handleAction(intake: Intake, body: ActionBody): Promise<void> {
  const texts = textsOf(intake)
  const answer = (text: string | null): void =>
    intake.draft.answer(intake.conversation.id, body.actionId, text)
  const token = await intake.app.store.token(body.token)
  const foreign = token !== null && token.conversationId !== intake.conversation.id
  if (!token || foreign || token.expiresAt <= intake.now || !isAction(token.action)) {
    const why = !token ? 'forged' : foreign ? 'foreign' : 'expired'
    intake.draft.write.audit.push({
      actor: intake.identity.id,
      action: `button.${why}`,
      target: intake.conversation.id,
      data: {},
    })
    return answer(texts.text('refuse-button'))
  }
  if (token.action === 'list_overdue' || token.action === 'status_overdue') {
    answer(null)
    return turnOverdue(intake, token.args)
  }
  if (token.action.startsWith('status_')) {
    answer(null)
    return showStatus(intake, token.args['area'] ?? '', token.action)
  }
  if (token.action === 'list_mine') return answer(await turnMine(intake, token.args))
  if (token.action.startsWith('stats_')) {
    answer(null)
    return pressStats(intake, token.action, token.args)
  }
  if (token.action === 'answer') return answer(await answerQuestion(intake, token.args))
  if (token.action === 'swap_yes' || token.action === 'swap_no')
    return answer(await answerSwap(intake, token.args['swap'] ?? '', token.action === 'swap_yes'))
  const ticket = token.ticketId ? await intake.app.store.ticket(token.ticketId) : null
  if (!ticket || isHidden(intake, ticket)) return answer(texts.text('refuse-button'))
  if (token.action === 'apart') return answer(await setApart(intake, ticket, token.args))
  if (token.action.startsWith('whistle')) return answer(await pressWhistle(intake, ticket, token))
  await press(intake, ticket, token, answer)
}

async function press(
  intake: Intake,
  ticket: Ticket,
  token: ButtonToken,
  answer: (text: string | null) => void,
): Promise<void> {
  const texts = textsOf(intake)
  const short = shortNumber(ticket.number)
  if (isOrder(token.action)) return answer((await giveOrder(intake, ticket, token.action, '')).line)
  if (token.action === 'more') return answer(offerMore(intake, ticket))
  if (token.action === 'print') return answer(offerPrint(intake, ticket))
  const mediated = await pressMediation(intake, ticket, token.action)
  if (mediated !== null) return answer(mediated || null)
  const asks = asking(intake, ticket, token.action)
  if (asks !== null) return answer(asks || null)
  const command = commandOf(token)
  if (!command) return answer(texts.text('refuse-button'))
  const result = await execute(intake, ticket, command)
  if (!result.ok) {
    const { code } = result.refusal
    if (command.kind === 'resolve' && (code === 'needs_photo' || code === 'needs_text')) {
      wait(intake, ticket, 'result_photo')
      const text = texts.text('done-resolve-photo', { short })
      reply(intake, text, ticket.id)
      return answer(text)
    }
    if (command.kind === 'correct' && result.refusal.code === 'not_allowed')
      return answer(sayNotAllowed(intake, ticket))
    return answer(await refusalLine(intake, result.refusal, ticket, command.kind))
  }
  endWait(intake)
  answer(done(intake, result.ticket, token))
}

/** Buttons that ask for words first; null for those that act at once. Rights are checked before anything is asked. */
function asking(intake: Intake, ticket: Ticket, action: string): string | null {
  const texts = textsOf(intake)
  const short = shortNumber(ticket.number)
  switch (action) {
    case 'supply':
      wait(intake, ticket, 'supplement')
      return texts.text('done-supply-hint')
    case 'return':
    case 'reject': {
      const probe = refusedBeforehand(intake, ticket, { kind: action, reason: '?' })
      if (probe) return probe
      wait(intake, ticket, action === 'return' ? 'return_reason' : 'reject_reason')
      const text = texts.text(action === 'return' ? 'done-return-ask' : 'done-reject-ask', { short })
      reply(intake, text, ticket.id)
      return text
    }
    case 'deny_excuse': {
      const probe = refusedBeforehand(intake, ticket, { kind: 'deny_excuse', reason: '?' })
      if (probe) return probe
      wait(intake, ticket, 'deny_reason')
      const text = texts.text('done-deny-ask', { short })
      reply(intake, text, ticket.id)
      return text
    }
    case 'fix':
      if (!mayCorrect(ticket, actorOf(intake), intake.view.town)) return sayNotAllowed(intake, ticket)
      offerFix(intake, ticket)
      return ''
    case 'transfer': {
      const probe = refusedBeforehand(intake, ticket, { kind: 'transfer', department: '', reason: '' })
      if (probe) return probe
      return offerDepartments(intake, ticket)
    }
    default:
      return null
  }
}

/** Why the command will not do, before anything is asked for it. */
function refusedBeforehand(intake: Intake, ticket: Ticket, command: Command): string | null {
  const decision = decide(ticket, command, {
    now: intake.now,
    town: intake.view.town,
    actor: actorOf(intake),
  })
  const onlyMissing = !decision.ok && decision.refusal.code === 'unknown_department'
  return decision.ok || onlyMissing
    ? null
    : sayRefusal(decision.refusal, ticket, command.kind, intake.view.town, textsOf(intake))
}

function offerDepartments(intake: Intake, ticket: Ticket): string {
  const { app, view, conversation, now, draft } = intake
  const texts = textsOf(intake)
  const buttons = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
  const rows = departmentButtons(
    ticket,
    {
      town: view.town,
      texts,
      clock: clockOf(app, now),
      buttons,
      department: conversation.department,
      joinedBy: null,
      photosWithCard: 0,
      inGroup: conversation.type === 'group',
    },
    'transfer_to',
  )
  draft.addTokens(buttons.tokens)
  wait(intake, ticket, 'transfer_reason')
  const text = texts.text('done-transfer-ask', { short: shortNumber(ticket.number) })
  reply(intake, { lines: [text], buttons: rows }, ticket.id)
  return text
}

function commandOf({ action, args }: ButtonToken): Command | null {
  switch (action) {
    case 'accept':
    case 'confirm':
      return { kind: action }
    case 'arrive':
      return { kind: 'arrive', how: 'button', photos: [] }
    case 'still_fixed':
    case 'grant_excuse':
      return { kind: action }
    case 'rate':
      return { kind: 'rate', value: RATINGS.find((value) => value === args['value']) ?? 'good', text: '' }
    case 'resolve':
      return { kind: 'resolve', result: '', photos: [] }
    case 'dispute':
      return { kind: 'dispute', text: '' }
    case 'withdraw':
      return { kind: action, reason: '' }
    case 'dispatch':
      return { kind: 'dispatch', department: args['department'] ?? '' }
    case 'transfer_to':
      return { kind: 'transfer', department: args['department'] ?? '', reason: '' }
    case 'fix_category':
      return { kind: 'correct', category: args['category'] ?? '', byHand: true }
    case 'assign_to':
      return { kind: 'assign', person: args['person'] ?? null }
    case 'place':
      return { kind: 'supply', text: '', photos: [], area: args['area'] ?? '' }
    default:
      return null
  }
}

/** The short line the presser sees. */
function done(intake: Intake, ticket: Ticket, { action, args }: ButtonToken): string {
  const { view, app, now } = intake
  const texts = textsOf(intake)
  const department = view.town.departmentByCode.get(args['department'] ?? '')?.name ?? ''
  const short = shortNumber(ticket.number)
  switch (action) {
    case 'accept':
      return texts.text('done-accept', {
        resolve: ticket.resolveDue ? sayTime(ticket.resolveDue, texts, clockOf(app, now)) : '',
      })
    case 'arrive':
      return sayArrived(intake, ticket)
    case 'transfer_to':
      return texts.text('done-transfer', { short, department })
    case 'dispatch':
      return texts.text('done-dispatch', { short, department })
    case 'assign_to':
      return texts.text('done-assign', {
        short,
        name: view.town.personById.get(ticket.handler ?? '')?.name ?? '',
        department: view.town.departmentByCode.get(ticket.department ?? '')?.name ?? '',
      })
    case 'rate': {
      const bad = args['value'] === 'bad'
      if (bad) askWord(intake, ticket)
      return texts.text('done-rate', { more: bad ? 'yes' : 'no' })
    }
    case 'fix_category':
      return sayFixed(intake, ticket)
    case 'place':
      return texts.text('done-place', { area: sayArea(view.town, args['area'] ?? '') })
    default:
      return texts.text(`done-${action}`, { short })
  }
}
