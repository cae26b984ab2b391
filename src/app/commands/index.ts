import type { BotCommand } from '../../domain/message.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { stats } from '../scores/command.ts'
import { arrive } from './arrive.ts'
import { away } from './away.ts'
import { bind } from './bind.ts'
import { count } from './count.ts'
import { duty } from './duty.ts'
import { excuse } from './excuse.ts'
import { fix } from './fix.ts'
import { help, start } from './help.ts'
import { link } from './link.ts'
import { mediation } from './mediation.ts'
import { mine } from './mine.ts'
import { overdue } from './overdue.ts'
import { print } from './print.ts'
import { rate } from './rate.ts'
import { report } from './report.ts'
import { status } from './status.ts'
import { swap } from './swap.ts'
import { showTicket } from './ticket.ts'
import { whistle } from './whistle.ts'
import { why } from './why.ts'
import { WORK_COMMANDS } from './work.ts'

/** Slash commands, by name. */
export const COMMANDS: Readonly<
  Record<string, (intake: Intake, args: string, said: Said | null) => void | Promise<void>>
> = {
  start,
  help,
  bind,
  status,
  overdue,
  report,
  count,
  ticket: showTicket,
  mine,
  mediation,
  link,
  why,
  fix,
  print,
  ...WORK_COMMANDS,
  whistle,
  arrive,
  rate,
  excuse,
  stats,
  duty,
  away,
  swap,
}

/** Runs a command; an unknown one is answered in private and passed over in a group, where it may be another bot's. */
export async function runCommand(
  intake: Intake,
  command: BotCommand,
  said: Said | null = null,
): Promise<void> {
  const run = Object.hasOwn(COMMANDS, command.name) ? COMMANDS[command.name] : undefined
  if (run) await run(intake, command.args.trim(), said)
  else if (intake.conversation.type === 'dm') reply(intake, textsOf(intake).text('unknown-command'))
}
