import { RATES, type Rate } from '../../domain/area/score-policy.ts'
import type { Button, OutgoingMessage } from '../../domain/message.ts'
import type { Figure } from '../../domain/scores/figures.ts'
import type { Ranked } from '../../domain/scores/scope.ts'
import { clockOf } from '../context.ts'
import { type Intake, textsOf } from '../intake/intake.ts'
import { sayTime } from '../texts/time.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { type MonthView, monthName } from './view.ts'

/** Rows of a ranking. */
const RANKED = 15

/** 96%; a half is said as it is, 95.5%. */
export function percent(value: number): string {
  return `${Math.round(value * 1000) / 10}%`
}

/** Worth to one decimal: three who are satisfied in part are 2.4. */
function sum(figure: Figure): number {
  return Math.round(figure.items.reduce((total, { worth }) => total + worth, 0) * 10) / 10
}

/** Whose month, and as of when. */
export function headline(intake: Intake, view: MonthView): string {
  const { app, now } = intake
  const texts = textsOf(intake)
  return texts.text('stats-head', {
    name: view.name,
    ...monthName(view.month, app),
    time: sayTime(view.period.asOf, texts, clockOf(app, now)),
  })
}

/** What a button needs to open the same figure again. */
export function argsOf({ scope, month, period }: MonthView): Record<string, string> {
  return { kind: scope.kind, code: scope.code, month, asOf: period.asOf.toISOString() }
}

/** The figures in short; each has a button that opens its tickets. `chart`: hash of a stored picture of them. */
export function statsMessage(
  intake: Intake,
  view: MonthView,
  ranks: readonly ('areas' | 'departments')[],
  chart: string | null = null,
): Partial<OutgoingMessage> {
  const { app, conversation, now, draft } = intake
  const texts = textsOf(intake)
  const make = new ButtonMaker(app.secret, conversation.id, null, now)
  const rates = view.rate === null ? RATES : [view.rate]
  const known = rates.filter((rate) => view.figures[rate].value !== null)
  const args = argsOf(view)
  const open = known.map((rate): Button => {
    const label = texts.text('button-stats-list', { rate: texts.text(`rate-${rate}`) })
    return make.action(label, 'stats_list', { ...args, rate, page: '0' })
  })
  const rate = view.rate ?? 'resolution'
  const rank = ranks.map((by): Button => {
    const label = texts.text(by === 'areas' ? 'button-stats-areas' : 'button-stats-departments')
    return make.action(label, 'stats_rank', { ...args, by, rate })
  })
  // A month that is settled may be looked at with what has been granted or said since.
  const today = { ...args, asOf: now.toISOString() }
  if (view.period.asOf < now) rank.push(make.action(texts.text('button-stats-today'), 'stats_show', today))
  draft.addTokens(make.tokens)
  return {
    title: headline(intake, view),
    lines:
      known.length === 0
        ? [texts.text('stats-none')]
        : rates.map((each) => figureLine(intake, each, view.figures[each])),
    photos: chart === null ? [] : [chart],
    buttons: [...rowsOf(open, 3), rank].filter((row) => row.length > 0),
  }
}

function rowsOf(buttons: Button[], perRow: number): Button[][] {
  const rows: Button[][] = []
  for (let i = 0; i < buttons.length; i += perRow) rows.push(buttons.slice(i, i + perRow))
  return rows
}

/** 响应率 95%（19/20） */
export function figureLine(intake: Intake, rate: Rate, figure: Figure): string {
  const texts = textsOf(intake)
  const name = texts.text(`rate-${rate}`)
  if (figure.value === null) return texts.text('stats-line-none', { rate: name })
  return texts.text('stats-line', {
    rate: name,
    value: percent(figure.value),
    counts: sum(figure),
    of: figure.items.length,
  })
}

/** One line each, the best first; a press opens the figures of that one. */
export function rankingMessage(
  intake: Intake,
  view: MonthView,
  ranked: readonly Ranked[],
): Partial<OutgoingMessage> {
  const { app, conversation, now, draft } = intake
  const texts = textsOf(intake)
  const rate = view.rate ?? 'resolution'
  const known = ranked.filter(({ figures }) => figures[rate].value !== null)
  const make = new ButtonMaker(app.secret, conversation.id, null, now)
  const shown = known.slice(0, RANKED)
  const buttons = shown
    .slice(0, 6)
    .map(
      ({ scope, name }): Button =>
        make.action(name, 'stats_show', { ...argsOf(view), kind: scope.kind, code: scope.code }),
    )
  draft.addTokens(make.tokens)
  const lines = shown.map(({ name, figures }, i) =>
    texts.text('stats-rank', {
      n: i + 1,
      name,
      value: percent(figures[rate].value ?? 0),
      counts: sum(figures[rate]),
      of: figures[rate].items.length,
    }),
  )
  const more = known.length - shown.length
  return {
    title: texts.text('stats-rank-head', { head: headline(intake, view), rate: texts.text(`rate-${rate}`) }),
    lines:
      lines.length === 0
        ? [texts.text('stats-none')]
        : [...lines, ...(more > 0 ? [texts.text('stats-rank-more', { n: more })] : [])],
    buttons: rowsOf(buttons, 3),
  }
}
