import { TZDate } from '@date-fns/tz'
import { figuresOf, onTimeRate } from '../../domain/report/figures.ts'
import { periodOf } from '../../domain/report/period.ts'
import { type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { saySpan } from '../reporting/say-period.ts'
import { sayScope } from './overdue.ts'
import { readReportArgs } from './report-args.ts'
import { mayLook, ownScope, seenTickets } from './scope.ts'

/** 今天办结几件, 本周报了几件: one figure in one line. `args`: `resolved day`, `opened last week`. */
export async function count(intake: Intake, args: string): Promise<void> {
  const { app, now } = intake
  const texts = textsOf(intake)
  const scope = ownScope(intake)
  if (!scope)
    return reply(intake, texts.text(postsOf(intake).length === 0 ? 'status-not-allowed' : 'status-unbound'))
  if (!mayLook(intake, scope)) return reply(intake, texts.text('status-not-allowed'))
  const [what = '', ...span] = args.split(/\s+/)
  const { asked } = readReportArgs(span.join(' '))
  const { period } = periodOf(asked, new TZDate(now.getTime(), app.zone))
  const figures = figuresOf(await seenTickets(intake, scope, period.from), period, now)
  const where = { area: sayScope(intake, scope), span: saySpan(asked, texts) }
  if (what === 'opened') return reply(intake, texts.text('count-opened', { ...where, n: figures.opened }))
  const rate = onTimeRate(figures)
  const said = { ...where, n: figures.resolved, rate: rate === null ? 'none' : String(rate) }
  reply(intake, texts.text('count-resolved', said))
}
