/** One kind of thing that a chart counts. */
export interface Series {
  /** CSS colour. */
  colour: string
  /** Drawn with stripes, so that it is told apart in grey too. */
  striped?: boolean
}

export interface Bar {
  /** Index of its series. */
  series: number
  /** 0 or more. */
  value: number
  /** What stands beside it: `办结 12`. */
  says: string
}

interface Heading {
  /** The one message. */
  title: string
  /** What, where and when, below the title. */
  note: string
  series: readonly Series[]
}

/** Bars from left to right, a row for each thing; for comparing things. */
export interface BarChart extends Heading {
  kind: 'bars'
  rows: readonly { label: string; bars: readonly Bar[] }[]
}

/** Columns side by side, one for each day or other step; for a course of time. */
export interface ColumnChart extends Heading {
  kind: 'columns'
  columns: readonly { label: string; value: number }[]
}

/** What is drawn: values from zero on, every mark with its own words, no key to look things up in. */
export type Chart = BarChart | ColumnChart

/** Shapes of the characters of a font, so that a picture needs none where it is drawn. */
export interface Lettering {
  /** Pixels that the text takes at a size. */
  width(text: string, size: number, weight?: Weight): number
  /** SVG path data of the text, its first letter beginning at `x` on the base line `y`. */
  path(text: string, x: number, y: number, size: number, weight?: Weight): string
}

export type Weight = 'regular' | 'bold'
