import { TZDate } from '@date-fns/tz'
import type { Figures } from '../../domain/report/figures.ts'
import type { Part, Report } from '../../domain/report/report.ts'
import type { BarChart, Chart } from '../../lib/chart/chart.ts'
import type { Texts } from '../texts/index.ts'
import { DONE, OVERDUE } from './colours.ts'

/** Rows of the picture; what is below them is one row together. */
const ROWS = 10

export interface ChartContext {
  texts: Texts
  /** IANA zone of the town. */
  zone: string
  /** What a part is called beside its bar. */
  name(part: Part): string
  /** 本周, this week. */
  span: string
  /** 东沁村 · 11月23日–28日 */
  note: string
}

/**
 * The picture of a report: what each part has resolved and what it is late with; of a scope that is all one the days.
 * null where there is nothing to compare.
 */
export function reportChart(report: Report, days: readonly Date[], ctx: ChartContext): Chart | null {
  const { texts, zone, span, note } = ctx
  const told = report.parts.filter((p) => p.resolved + p.overdue > 0)
  if (told.length > 0) return barsOf(report, told, ctx)
  if (report.resolved === 0 || days.length < 2) return null
  const columns = days.map((day, i) => ({
    label: String(new TZDate(day.getTime(), zone).getDate()),
    value: report.days[i] ?? 0,
  }))
  const title = texts.text('chart-days', { span, resolved: report.resolved })
  return { kind: 'columns', title, note, series: [DONE], columns }
}

function barsOf(report: Report, told: readonly Part[], ctx: ChartContext): BarChart {
  const { texts, note } = ctx
  const shown = told.slice(0, told.length > ROWS ? ROWS - 1 : ROWS)
  const rest = {
    resolved: report.resolved - sum(shown, 'resolved'),
    overdue: report.overdue - sum(shown, 'overdue'),
  }
  const rows = shown.map((part) => row(ctx.name(part), part, texts))
  if (rest.resolved + rest.overdue > 0) rows.push(row(texts.text('chart-rest'), rest, texts))
  return { kind: 'bars', title: titleOf(report, told, ctx), note, series: [DONE, OVERDUE], rows }
}

function row(
  label: string,
  { resolved, overdue }: Pick<Figures, 'resolved' | 'overdue'>,
  texts: Texts,
): BarChart['rows'][number] {
  return {
    label,
    bars: [
      { series: 0, value: resolved, says: texts.text('chart-resolved', { n: resolved }) },
      { series: 1, value: overdue, says: texts.text('chart-overdue', { n: overdue }) },
    ],
  }
}

function sum(parts: readonly Part[], key: 'resolved' | 'overdue'): number {
  return parts.reduce((total, part) => total + part[key], 0)
}

/** The one message: who is late, or that nobody is. */
function titleOf(report: Report, told: readonly Part[], { texts, span, name }: ChartContext): string {
  const args = { span, resolved: report.resolved, overdue: report.overdue }
  const [first, second] = told
  if (report.overdue === 0) return texts.text('chart-title-fine', args)
  const alone = first && first.overdue > 0 && first.overdue > (second?.overdue ?? 0)
  return alone
    ? texts.text('chart-title-most', { ...args, area: name(first) })
    : texts.text('chart-title-overdue', args)
}
