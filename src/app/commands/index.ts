import type { BotCommand } from '../../domain/message.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import { stats } from '../scores/command.ts'
import { away } from './away.ts'
import { bind } from './bind.ts'
import { duty } from './duty.ts'
import { excuse } from './excuse.ts'
import { fix } from './fix.ts'
import { help, start } from './help.ts'
import { link } from './link.ts'
import { mediation } from './mediation.ts'
import { mine } from './mine.ts'
import { rate } from './rate.ts'
import { status } from './status.ts'
import { swap } from './swap.ts'
import { showTicket } from './ticket.ts'
import { why } from './why.ts'

/** Slash commands, by name. */
export const COMMANDS: Readonly<Record<string, (intake: Intake, args: string) => void | Promise<void>>> = {
  start,
  help,
  bind,
  status,
  ticket: showTicket,
  mine,
  mediation,
  link,
  why,
  fix,
  rate,
  excuse,
  stats,
  duty,
  away,
  swap,
}

/** Runs a command; an unknown one is answered in private and passed over in a group, where it may be another bot's. */
export async function runCommand(intake: Intake, command: BotCommand): Promise<void> {
  const run = Object.hasOwn(COMMANDS, command.name) ? COMMANDS[command.name] : undefined
  if (run) await run(intake, command.args.trim())
  else if (intake.conversation.type === 'dm') reply(intake, textsOf(intake).text('unknown-command'))
}
