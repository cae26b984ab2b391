import { askWord } from '../feedback/by-words.ts'
import { ratingWords } from '../feedback/rating-words.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { execute, type Intake, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'

const NUMBER = /^([A-Za-z]{1,4}-\d{4}-\d{1,6}|\d{1,6})\s*号?单?[\s,\uFF0C:\uFF1A]*/

/** `/rate 31 满意`, `/rate 31 不满意 拖了半个月`: what a reporter thinks of the result. */
export async function rate(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const lead = NUMBER.exec(args)
  const rating = lead ? ratingWords(args.slice(lead[0].length)) : null
  if (!lead?.[1] || !rating) return reply(intake, texts.text('rate-how'))
  const ticket = await findTicket(intake, lead[1])
  if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: lead[1] }))
  const result = await execute(intake, ticket, { kind: 'rate', ...rating })
  if (!result.ok)
    return reply(intake, sayRefusal(result.refusal, ticket, 'rate', intake.view.town, texts), ticket.id)
  const word = rating.value === 'bad' && rating.text === ''
  if (word) askWord(intake, ticket)
  const value = texts.text(`rating-${rating.value}`)
  reply(intake, texts.text('rated-line', { value, more: word ? 'yes' : 'no' }), ticket.id)
}
