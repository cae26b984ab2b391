import type { Bar, BarChart, Chart, ColumnChart, Lettering } from './chart.ts'
import { fillOf, fitting, folded, Pen, SOFT } from './pen.ts'

/** Pixels; a phone shows the picture at about 0.4 of it, which leaves 14 for the labels. */
export const CHART_WIDTH = 900
const MARGIN = 36
const TITLE = { size: 44, line: 58, lines: 2 }
const NOTE = { size: 28, line: 48 }
const LABEL = 34
const VALUE = 32
const BAR = 34
const BETWEEN_BARS = 8
const BETWEEN_ROWS = 30
/** At most this share of the width for what the rows are called. */
const LABEL_SHARE = 0.36
const COLUMNS_HIGH = 380
const GAP = 14
/** A column narrower than this has no room for a number of three digits. */
const THIN = 56

/** The chart as an SVG without any font: words are outlines. */
export function chartSvg(chart: Chart, letters: Lettering): string {
  const pen = new Pen(letters)
  const top = heading(pen, chart)
  const end = chart.kind === 'bars' ? bars(pen, chart, top) : columns(pen, chart, top)
  return pen.svg(CHART_WIDTH, end + MARGIN, chart.series)
}

function heading(pen: Pen, { title, note }: Chart): number {
  const most = CHART_WIDTH - 2 * MARGIN
  const weight = 'bold'
  let y = MARGIN + TITLE.size * 0.9
  for (const line of folded(pen.letters, title, TITLE.size, most, { lines: TITLE.lines, weight })) {
    pen.text(line, { x: MARGIN, y, size: TITLE.size, weight })
    y += TITLE.line
  }
  pen.text(fitting(pen.letters, note, NOTE.size, most), {
    x: MARGIN,
    y: y - TITLE.line + NOTE.line,
    size: NOTE.size,
    colour: SOFT,
  })
  return y - TITLE.line + NOTE.line + 44
}

function bars(pen: Pen, { rows, series }: BarChart, top: number): number {
  const { letters } = pen
  const widest = (words: readonly string[], size: number): number =>
    Math.max(0, ...words.map((word) => letters.width(word, size)))
  const all: Bar[] = rows.flatMap((row) => row.bars)
  const room = Math.min(
    CHART_WIDTH * LABEL_SHARE,
    widest(
      rows.map((r) => r.label),
      LABEL,
    ),
  )
  const from = MARGIN + room + 2 * GAP
  const words = widest(
    all.map((bar) => bar.says),
    VALUE,
  )
  const most = CHART_WIDTH - MARGIN - words - GAP - from
  const scale = most / Math.max(1, ...all.map((bar) => bar.value))
  let y = top
  for (const row of rows) {
    const high = row.bars.length * (BAR + BETWEEN_BARS) - BETWEEN_BARS
    const label = fitting(letters, row.label, LABEL, room)
    pen.text(label, { x: MARGIN + room, y: y + high / 2 + LABEL * 0.36, size: LABEL, anchor: 'end' })
    for (const [i, bar] of row.bars.entries()) {
      const at = y + i * (BAR + BETWEEN_BARS)
      const length = bar.value * scale
      if (length > 0) pen.rect(from, at, length, BAR, fillOf(series, bar.series))
      pen.text(bar.says, { x: from + length + GAP, y: at + BAR / 2 + VALUE * 0.36, size: VALUE })
    }
    y += high + BETWEEN_ROWS
  }
  pen.line(from, top - GAP, from, y - BETWEEN_ROWS + GAP)
  return y - BETWEEN_ROWS + GAP
}

function columns(pen: Pen, chart: ColumnChart, top: number): number {
  const step = (CHART_WIDTH - 2 * MARGIN) / Math.max(1, chart.columns.length)
  const most = Math.max(1, ...chart.columns.map((c) => c.value))
  const ground = top + VALUE + GAP + COLUMNS_HIGH
  const numbered = saidColumns(chart, step)
  const labels = everyNth(pen.letters, chart, step)
  for (const [i, { label, value }] of chart.columns.entries()) {
    const high = (value / most) * COLUMNS_HIGH
    const middle = MARGIN + (i + 0.5) * step
    const wide = Math.min(90, step * 0.7)
    if (high > 0) pen.rect(middle - wide / 2, ground - high, wide, high, fillOf(chart.series, 0))
    if (numbered.has(i))
      pen.text(String(value), { x: middle, y: ground - high - GAP, size: VALUE, anchor: 'middle' })
    if (i % labels === 0)
      pen.text(label, {
        x: middle,
        y: ground + NOTE.size + GAP,
        size: NOTE.size,
        colour: SOFT,
        anchor: 'middle',
      })
  }
  pen.line(MARGIN, ground, CHART_WIDTH - MARGIN, ground)
  return ground + NOTE.size + GAP
}

/** Columns with their number above: all that hold something; where they are thin the first of the highest, and the last. */
function saidColumns({ columns }: ColumnChart, step: number): Set<number> {
  const held = columns.flatMap(({ value }, i) => (value > 0 ? [i] : []))
  if (step >= THIN) return new Set(held)
  const highest = held.reduce<number | undefined>(
    (best, i) => (best === undefined || (columns[i]?.value ?? 0) > (columns[best]?.value ?? 0) ? i : best),
    undefined,
  )
  const last = held.at(-1)
  const apart = highest === undefined || last === undefined || (last - highest) * step >= 2 * THIN
  return new Set([highest, apart ? last : undefined].filter((i) => i !== undefined))
}

/** Every how many columns have room for their label. */
function everyNth(letters: Lettering, { columns }: ColumnChart, step: number): number {
  const widest = Math.max(1, ...columns.map((c) => letters.width(c.label, NOTE.size)))
  return Math.max(1, Math.ceil((widest + GAP) / step))
}
