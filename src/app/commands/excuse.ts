import type { Command } from '../../domain/ticket/decision.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { execute, type Intake, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import { shortNumber } from '../names.ts'

const NUMBER = /^([A-Za-z]{1,4}-\d{4}-\d{1,6}|\d{1,6})\s*号?单?[\s,\uFF0C:\uFF1A]*/
const GRANTS = /^(?:同意|准|批准|ok|yes)[。.]?$/i
const DENIES = /^(?:不同意|不准|驳回|no)(?:$|[\s,\uFF0C。:\uFF1A]+)/i

function commandOf(words: string): Command {
  if (GRANTS.test(words)) return { kind: 'grant_excuse' }
  const denied = DENIES.exec(words)
  if (denied) return { kind: 'deny_excuse', reason: words.slice(denied[0].length) }
  return { kind: 'ask_excuse', reason: words }
}

/** `/excuse 31 台风封路`: a department appeals; `/excuse 31 同意`, `/excuse 31 不同意 路通着`: the town decides. */
export async function excuse(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const lead = NUMBER.exec(args)
  const words = lead ? args.slice(lead[0].length).trim() : ''
  if (!lead?.[1] || words === '') return reply(intake, texts.text('excuse-how'))
  const ticket = await findTicket(intake, lead[1])
  if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: lead[1] }))
  const command = commandOf(words)
  const result = await execute(intake, ticket, command)
  const short = shortNumber(ticket.number)
  if (result.ok) return reply(intake, texts.text(`done-${command.kind}`, { short }), ticket.id)
  reply(intake, sayRefusal(result.refusal, ticket, command.kind, intake.view.town, texts), ticket.id)
}
