import { TZDate } from '@date-fns/tz'
import { onTimeRate, type Period } from '../../domain/report/figures.ts'
import { type Asked, periodOf } from '../../domain/report/period.ts'
import {
  codeOf,
  type Part,
  type Report,
  reportOf,
  type Scope,
  worstParts,
} from '../../domain/report/report.ts'
import { type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { reportChart } from '../reporting/report-chart.ts'
import { sayDates, saySpan } from '../reporting/say-period.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { sayScope } from './overdue.ts'
import { readReportArgs } from './report-args.ts'
import { mayLook, namedArea, ownScope, seenTickets } from './scope.ts'

/** Parts that are named in the text. */
const WORST = 3

/** `/report day|week|month [area]`, 发一下本周的周报: figures of the asker's area or department, with one picture. */
export async function report(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const { asked, place } = readReportArgs(args)
  const area = place === '' ? null : namedArea(intake, place)
  if (place !== '' && area === null) return reply(intake, texts.text('report-how'))
  const scope: Scope | null = area === null ? ownScope(intake) : { kind: 'area', area }
  if (!scope)
    return reply(intake, texts.text(postsOf(intake).length === 0 ? 'status-not-allowed' : 'status-unbound'))
  if (!mayLook(intake, scope)) return reply(intake, texts.text('status-not-allowed'))
  await tell(intake, scope, asked)
}

async function tell(intake: Intake, scope: Scope, asked: Asked): Promise<void> {
  const { app, view, now, conversation, draft } = intake
  const texts = textsOf(intake)
  const { period, days } = periodOf(asked, new TZDate(now.getTime(), app.zone))
  const tickets = await seenTickets(intake, scope, period.from)
  const figures = reportOf(view.town, scope, tickets, { period, days, now })
  const buttons = new ButtonMaker(app.secret, conversation.id, null, now)
  const where = scope.kind === 'area' ? { area: scope.area } : { department: scope.department }
  const late =
    figures.overdue > 0 ? [[buttons.action(texts.text('button-overdue'), 'status_overdue', where)]] : []
  draft.addTokens(buttons.tokens)
  reply(intake, {
    title: texts.text('report-head', {
      area: sayScope(intake, scope),
      span: saySpan(asked, texts),
      dates: sayDates(period, app.zone, texts),
    }),
    lines: lines(intake, figures),
    photos: await photoOf(intake, scope, figures, { asked, period, days }),
    buttons: late,
  })
}

function lines(intake: Intake, figures: Report): string[] {
  const texts = textsOf(intake)
  const { opened, resolved, closed, overdue, rated, onTime } = figures
  if (opened + resolved + closed + overdue === 0) return [texts.text('report-nothing')]
  const rate = onTimeRate(figures)
  const worst = worstParts(figures, WORST)
  return [
    texts.text('report-counts', { opened, resolved, closed }),
    ...(rate === null ? [] : [texts.text('report-rate', { rate, n: onTime, rated })]),
    texts.text('report-overdue', { overdue }),
    ...(worst.length < 2 && figures.parts.length < 2
      ? []
      : worst.map((part) => texts.text('report-worst', worstArgs(intake, part)))),
  ]
}

function worstArgs(intake: Intake, part: Part) {
  const rate = onTimeRate(part)
  return {
    area: partName(intake, part),
    overdue: part.overdue,
    late: part.rated - part.onTime,
    rate: rate === null ? 'none' : String(rate),
  }
}

/** Short beside its bar: the picture says which village it is in. */
function partName({ view }: Intake, { of }: Part): string {
  return of.kind === 'area'
    ? (view.town.areaByCode.get(of.area)?.name ?? of.area)
    : (view.town.departmentByCode.get(of.department)?.name ?? codeOf(of))
}

/** The picture, kept like any photo. Without one the words still stand. */
async function photoOf(
  intake: Intake,
  scope: Scope,
  figures: Report,
  { asked, period, days }: { asked: Asked; period: Period; days: Date[] },
): Promise<string[]> {
  const { app } = intake
  const texts = textsOf(intake)
  const chart = reportChart(figures, days, {
    texts,
    zone: app.zone,
    name: (part) => partName(intake, part),
    span: saySpan(asked, texts),
    note: `${sayScope(intake, scope)} · ${sayDates(period, app.zone, texts)}`,
  })
  if (!chart) return []
  try {
    const stored = await app.media.put(await app.charts.png(chart))
    return stored.ok ? [stored.media.hash] : []
  } catch (error) {
    app.log.warn({ err: error }, 'chart not drawn')
    return []
  }
}
