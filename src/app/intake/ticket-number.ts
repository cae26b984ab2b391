import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import { crashPoint } from '../../lib/crash-point.ts'
import type { App } from '../context.ts'

/** `DZ-2607-0031`: town letters, year and month in the town's zone, running number of the month. */
export async function makeNumber(
  app: Pick<App, 'store' | 'zone'>,
  letters: string,
  now: Date,
): Promise<string> {
  const period = format(new TZDate(now.getTime(), app.zone), 'yyMM')
  const running = await app.store.nextNumber(period)
  crashPoint('ticket.numbered')
  return `${letters}-${period}-${String(running).padStart(4, '0')}`
}
