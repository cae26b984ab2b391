import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import { RATES, type Rate } from '../../domain/area/score-policy.ts'
import type { Town } from '../../domain/area/town.ts'
import type { Figures } from '../../domain/scores/figures.ts'
import type { Period } from '../../domain/scores/period.ts'
import { type Reckoned, reckon } from '../../domain/scores/reckon.ts'
import { type Ranked, rankAreas, rankDepartments, type Scope, scoresOf } from '../../domain/scores/scope.ts'
import { type App, clockOf } from '../context.ts'
import { sayArea } from '../names.ts'
import { type Month, periodOf } from './month.ts'

/** What is asked for. */
export interface Asked {
  scope: Scope
  month: Month
  /** null: all of them. */
  rate: Rate | null
}

/** A month of somebody; what a message, a report or a chart is drawn from. */
export interface MonthView extends Asked {
  name: string
  period: Period
  figures: Figures
  reckoned: Reckoned[]
}

/** The history of a month, reckoned; null for a month that has not begun. `asOf`: as a figure shown before was. */
export async function reckonMonth(
  app: App,
  town: Town,
  month: Month,
  asOf: Date | null = null,
): Promise<{ period: Period; reckoned: Reckoned[] } | null> {
  const found = periodOf(month, clockOf(app, app.now()), town.policy.scores.settleDays)
  if (!found) return null
  const period = asOf === null ? found : { ...found, asOf }
  const histories = await app.store.histories(period)
  const reckoned = histories.map((events) => reckon(events, period)).filter(({ marks }) => marks.length > 0)
  return { period, reckoned }
}

export function nameOfScope(town: Town, { kind, code }: Scope): string {
  if (kind === 'area') return sayArea(town, code)
  if (kind === 'department') return town.departmentByCode.get(code)?.name ?? code
  return town.personById.get(code)?.name ?? ''
}

/** Figures of what counts for the asker. */
export function viewOf(town: Town, asked: Asked, period: Period, reckoned: Reckoned[]): MonthView {
  const figures = scoresOf(town, reckoned, asked.scope)
  return { ...asked, name: nameOfScope(town, asked.scope), period, figures, reckoned }
}

/** The areas directly below, or the departments at work in an area, the best first. */
export function rankingOf(town: Town, view: MonthView, by: 'areas' | 'departments'): Ranked[] {
  const rate = view.rate ?? 'resolution'
  const { code } = view.scope
  return by === 'areas'
    ? rankAreas(town, view.reckoned, code, rate)
    : rankDepartments(town, view.reckoned, code, rate)
}

export function isRate(word: string | undefined): word is Rate {
  return RATES.some((rate) => rate === word)
}

/** 11月, or 2025年11月 when it is not of this year. */
export function monthName(month: Month, app: App): { year: number | string; month: number } {
  const [year = '', number = ''] = month.split('-')
  const thisYear = format(new TZDate(app.now().getTime(), app.zone), 'yyyy')
  return { year: year === thisYear ? 'none' : year, month: Number(number) }
}
