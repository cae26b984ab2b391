import { findTicket } from '../intake/find-ticket.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import type { Said } from '../intake/said.ts'
import { command } from '../intake/work.ts'
import type { WorkWords } from '../intake/work-words.ts'
import { numberIn } from './number-in.ts'

/** Commands of the work behind a slash; `/start` is the platform's own, so 开工 is `/begin`. */
const NAMES = {
  accept: 'accept',
  return: 'return',
  transfer: 'transfer',
  resolve: 'resolve',
  confirm: 'confirm',
  notfixed: 'dispute',
  withdraw: 'withdraw',
  reject: 'reject',
  urge: 'urge',
  begin: 'start',
  extend: 'ask_extension',
  grant: 'grant_extension',
  deny: 'deny_extension',
  suspend: 'suspend',
  resume: 'resume',
  reopen: 'reopen',
  split: 'split',
  assign: 'assign',
  follow: 'follow',
  unfollow: 'unfollow',
  note: 'note',
} as const satisfies Record<string, WorkWords['command']>

type Run = (intake: Intake, args: string, said: Said | null) => Promise<void>

/** `/extend 31 两天 因为配件没到`, or `/extend 两天 …` below a card: the same as in plain words. */
function give(name: string, kind: WorkWords['command']): Run {
  return async (intake, args, said) => {
    if (!said) return
    const texts = textsOf(intake)
    const replied = said.thread.repliedTicket
    // Below a card a number is a part of the words: /extend 2天.
    const { number, rest } = numberIn(args)
    const found = number ? await findTicket(intake, number) : null
    const ticket = found ?? replied
    if (!ticket && !number) return reply(intake, texts.text('order-how', { what: name }))
    if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: number ?? '' }))
    const words = found ? rest : args.trim()
    await command(intake, { ...said, text: words }, ticket, { command: kind, number, rest: words })
  }
}

export const WORK_COMMANDS: Readonly<Record<string, Run>> = Object.fromEntries(
  Object.entries(NAMES).map(([name, kind]) => [name, give(name, kind)]),
)
