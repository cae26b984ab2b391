import type { Scope } from '../../domain/scores/scope.ts'
import { isHidden } from '../intake/hidden.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import { showStats } from './command.ts'
import { listMessage, pageOf } from './list.ts'
import { mayScore, visible } from './rights.ts'
import { isRate, reckonMonth, viewOf } from './view.ts'

/** A button below figures was pressed: another view of them, as of the same moment. Rights are looked at anew. */
export async function pressStats(
  intake: Intake,
  action: string,
  args: Record<string, string>,
): Promise<void> {
  const scope = scopeOf(args)
  const asOf = new Date(args['asOf'] ?? '')
  if (!scope || Number.isNaN(asOf.getTime())) return reply(intake, textsOf(intake).text('refuse-button'))
  const rate = isRate(args['rate']) ? args['rate'] : null
  const asked = { scope, month: args['month'] ?? '', rate }
  if (action === 'stats_list')
    return list(intake, { ...asked, rate: rate ?? 'resolution' }, asOf, args['page'])
  const by = args['by'] === 'areas' ? 'areas' : 'departments'
  await showStats(intake, asked, { asOf, rank: action === 'stats_rank' ? by : null })
}

function scopeOf({ kind, code }: Record<string, string>): Scope | null {
  if (!code || (kind !== 'area' && kind !== 'department' && kind !== 'person')) return null
  return { kind, code }
}

/** The tickets behind a figure, a page of them. */
async function list(
  intake: Intake,
  asked: { scope: Scope; month: string; rate: NonNullable<Parameters<typeof viewOf>[1]['rate']> },
  asOf: Date,
  page: string | undefined,
): Promise<void> {
  const { app, view } = intake
  const texts = textsOf(intake)
  if (!mayScore(intake, asked.scope)) return reply(intake, texts.text('stats-not-allowed'))
  const month = await reckonMonth(app, view.town, asked.month, asOf)
  if (!month) return reply(intake, texts.text('stats-no-month'))
  const made = viewOf(view.town, asked, month.period, visible(intake, month.reckoned))
  const shown = pageOf(made, asked.rate, Number(page ?? 0) || 0)
  const tickets = await app.store.ticketsByIds(shown.items.map(({ id }) => id))
  // What became confidential since is not named in a group (rule 8).
  const named = tickets.filter((ticket) => !isHidden(intake, ticket))
  reply(intake, listMessage(intake, made, asked.rate, shown, named))
}
