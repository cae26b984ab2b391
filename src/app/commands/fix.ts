import { findTicket } from '../intake/find-ticket.ts'
import { fixTicket, offerFix } from '../intake/fix.ts'
import { fixWords } from '../intake/fix-words.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'

const NUMBER = /^([A-Za-z]{1,4}-\d{4}-\d{1,6}|\d{1,6})\s*号?单?[\s,\uFF0C:\uFF1A]*/

/** `/fix 31 类别 路灯`, `/fix 31 紧急`, `/fix 31 地点 3网格2单元`: sets right how a report was read. */
export async function fix(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const lead = NUMBER.exec(args)
  if (!lead?.[1]) return reply(intake, texts.text('fix-how'))
  const ticket = await findTicket(intake, lead[1])
  if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: lead[1] }))
  const rest = args.slice(lead[0].length).trim()
  if (rest === '') return offerFix(intake, ticket)
  const words = fixWords(rest) ?? { number: null, field: 'any', words: rest, not: null, plain: true }
  await fixTicket(intake, ticket, { ...words, plain: true })
}
