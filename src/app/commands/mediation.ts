import type { Ticket } from '../../domain/ticket/types.ts'
import { clockOf } from '../context.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import { findMediation, ownMediations } from '../mediation/own.ts'
import { partyLines } from '../mediation/press.ts'
import { privateWords } from '../mediation/private-words.ts'
import { mediationFacts, mediationStatus, sayNext } from '../mediation/say.ts'
import { sayArea, sayCategory, shortNumber } from '../names.ts'

const SHOWN = 12
/** Characters of the words of one round. */
const LONG_WORDS = 400

/** `/mediation`, 我的调解: what the asker mediates, with what comes next; `/mediation 31`: one of them, with its parties. */
export async function mediation(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  if (intake.conversation.type === 'group') return reply(intake, texts.text('mediations-private'))
  const number = /([A-Za-z]{1,4}-\d{4}-\d{1,6}|\d{1,6})/.exec(args)?.[1]
  if (number) return one(intake, number)
  const { own, free } = await ownMediations(intake)
  if (own.length + free.length === 0) return reply(intake, texts.text('mediations-none'))
  reply(intake, {
    lines: [
      ...(own.length > 0 ? [texts.text('mediations-head', { n: own.length }), ...list(intake, own)] : []),
      ...(free.length > 0 ? [texts.text('mediations-free', { n: free.length }), ...list(intake, free)] : []),
    ],
  })
}

function list({ app, view, now, ...intake }: Intake, tickets: readonly Ticket[]): string[] {
  const texts = textsOf({ app, view, now, ...intake })
  const saying = { town: view.town, texts, clock: clockOf(app, now) }
  const lines = tickets.slice(0, SHOWN).map((t) =>
    texts.text('mediations-line', {
      short: shortNumber(t.number),
      category: sayCategory(view.town, t.category, texts),
      area: sayArea(view.town, t.area),
      next: sayNext(t, saying),
    }),
  )
  const more = tickets.length - SHOWN
  return more > 0 ? [...lines, texts.text('status-more', { n: more })] : lines
}

async function one(intake: Intake, number: string): Promise<void> {
  const { app, view, now, draft } = intake
  const texts = textsOf(intake)
  const ticket = await findMediation(intake, number)
  const parties = ticket?.mediation ? await partyLines(intake, ticket) : null
  if (!ticket || !parties) return reply(intake, texts.text('ticket-hidden', { short: number }))
  const saying = { town: view.town, texts, clock: clockOf(app, now) }
  const head = texts.text('mediations-line', {
    short: shortNumber(ticket.number),
    category: sayCategory(view.town, ticket.category, texts),
    area: sayArea(view.town, ticket.area),
    next: sayNext(ticket, saying),
  })
  const agreement = ticket.mediation?.agreement
  const words = await privateWords(app.store, draft, ticket.id)
  const lines = [
    head,
    ...mediationStatus(ticket, saying),
    ...mediationFacts(ticket, saying, words, LONG_WORDS),
    ...parties,
  ]
  const agreed = agreement ? words.get(agreement.words) : undefined
  if (agreed) lines.push(texts.text('mediations-agreement', { text: agreed }))
  reply(intake, { lines, photos: agreement?.photos ?? [] }, ticket.id)
}
