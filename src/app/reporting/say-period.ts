import { TZDate } from '@date-fns/tz'
import { subMilliseconds } from 'date-fns'
import type { Period } from '../../domain/report/figures.ts'
import type { Asked } from '../../domain/report/period.ts'
import type { Texts } from '../texts/index.ts'

/** 今天, 本周, 上个月. */
export function saySpan({ span, last }: Asked, texts: Texts): string {
  return last ? texts.text(`span-last-${span}`) : texts.text(`span-${span}`)
}

/** 11月28日, 11月23日–11月28日. */
export function sayDates({ from, to }: Period, zone: string, texts: Texts): string {
  const date = (moment: Date): string => {
    const at = new TZDate(moment.getTime(), zone)
    return texts.text('date-day', { month: at.getMonth() + 1, day: at.getDate() })
  }
  const [first, end] = [date(from), date(subMilliseconds(to, 1))]
  return first === end ? first : `${first}–${end}`
}
