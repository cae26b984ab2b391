import type { Refusal } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { clockOf } from '../context.ts'
import { shortNumber } from '../names.ts'
import { sayTime } from '../texts/time.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { peopleButtons } from '../tickets/more-buttons.ts'
import { execute, type Intake, reply, textsOf } from './intake.ts'
import type { Order } from './more-words.ts'
import { orderCommand } from './order-command.ts'
import { refusalLine } from './refusal.ts'
import { splitOff } from './split-off.ts'
import { endWait, wait } from './wait.ts'

/** What came of an order: the line to say, and whether the card in this chat says as much by itself. */
export interface Given {
  line: string
  shown: boolean
}

/** Orders that change the card wherever it stands. */
const ON_THE_CARD: readonly Order[] = ['start', 'suspend', 'resume', 'assign']

/**
 * Gives an order on a ticket, by button, slash command or words alike. What it lacks is asked for, and the next words of
 * this person here answer (`answerOrder`).
 */
export async function giveOrder(
  intake: Intake,
  ticket: Ticket,
  order: Order,
  rest: string,
  photos: readonly string[] = [],
): Promise<Given> {
  const { app, view, now } = intake
  const made =
    order === 'split'
      ? await splitOff(intake, ticket, rest, photos)
      : await execute(
          intake,
          ticket,
          orderCommand(order, ticket, rest, { now, zone: app.zone, town: view.town }),
        )
  if (!made.ok) return lacking(intake, ticket, order, rest, made.refusal)
  endWait(intake)
  return { line: await said(intake, made.ticket, order), shown: isShown(intake, ticket, order) }
}

/** Its card stands in this chat. */
function isShown({ conversation }: Intake, ticket: Ticket, order: Order): boolean {
  const here =
    ticket.source.conversationId === conversation.id ||
    (conversation.department !== null && conversation.department === ticket.department)
  return here && ON_THE_CARD.includes(order)
}

async function lacking(
  intake: Intake,
  ticket: Ticket,
  order: Order,
  rest: string,
  refusal: Refusal,
): Promise<Given> {
  const { code } = refusal
  if (code !== 'needs_time' && code !== 'needs_text' && code !== 'unknown_person')
    return { line: await refusalLine(intake, refusal, ticket, order), shown: false }
  const texts = textsOf(intake)
  const short = shortNumber(ticket.number)
  // The time was told already: only the reason is asked for.
  const key = code === 'needs_text' && rest !== '' ? 'order-why' : `order-${order}`
  const line = texts.text(key, { short })
  wait(intake, ticket, 'order', { order, rest: code === 'needs_text' ? rest : '' })
  const make = new ButtonMaker(intake.app.secret, intake.conversation.id, ticket.id, intake.now)
  const buttons = code === 'unknown_person' ? peopleButtons(ticket, intake.view.town, make) : []
  intake.draft.addTokens(make.tokens)
  reply(intake, { lines: [line], buttons }, ticket.id)
  return { line, shown: true }
}

/** What the one who gave the order is told. */
async function said(intake: Intake, ticket: Ticket, order: Order): Promise<string> {
  const { app, view, now, identity, conversation } = intake
  const texts = textsOf(intake)
  const time = (iso: string | null | undefined): string => (iso ? sayTime(iso, texts, clockOf(app, now)) : '')
  const short = shortNumber(ticket.number)
  if (order === 'follow' && conversation.type === 'group') {
    const own = await app.store.identityConversation(identity.id)
    if (own?.status !== 'active') return texts.text('done-follow-unknown', { short })
  }
  return texts.text(`done-${order}`, {
    short,
    until: time(order === 'suspend' ? ticket.hold?.until : ticket.extension?.until),
    resolve: time(ticket.resolveDue),
    name: view.town.personById.get(ticket.handler ?? '')?.name ?? '',
    department:
      view.town.departmentByCode.get(ticket.department ?? '')?.name ?? texts.text('role-dispatcher'),
    into: shortNumber(ticket.splitInto?.at(-1)?.number ?? ticket.number),
  })
}
