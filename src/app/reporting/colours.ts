import type { Series } from '../../lib/chart/chart.ts'

/** The same colour for the same thing as on the pages (`console/styles/base.css`); overdue has stripes, for grey. */
export const DONE: Series = { colour: '#1f8a4c' }
export const OVERDUE: Series = { colour: '#c92a1f', striped: true }
