import { TZDate } from '@date-fns/tz'
import { addMonths } from 'date-fns'
import { maySee } from '../../domain/access.ts'
import { isWithin } from '../../domain/area/town.ts'
import { arrivalsOf } from '../../domain/ticket/arrivals.ts'
import { isWhistled } from '../../domain/ticket/parts.ts'
import { WHISTLERS } from '../../domain/ticket/transition-table.ts'
import { clockOf } from '../context.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { isHidden } from '../intake/hidden.ts'
import { actorOf, type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayCategory, shortNumber } from '../names.ts'
import { whistleFor } from '../whistle/blow.ts'
import { offer } from '../whistle/pick.ts'
import { sayWhistle } from '../whistle/say-parts.ts'
import { whistleWords } from '../whistle/words.ts'

const SHOWN = 8

/**
 * `/whistle 31 城管 水务 | 任务` calls departments for a ticket, `/whistle 31` offers them, `/whistle` lists who has not come
 * where, `/whistle 统计 2026-07` how they came.
 */
export async function whistle(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const month = /^(?:统计|stats)\s*(\d{4}-(?:0[1-9]|1[0-2]))?$/.exec(args)
  if (month) return stats(intake, month[1] ?? null)
  if (args === '') return list(intake)
  const alone = /^([A-Za-z]{1,4}-\d{4}-\d{1,6}|\d{1,6})\s*号?单?$/.exec(args)?.[1]
  const words = alone ? null : whistleWords(args, true)
  const number = alone ?? words?.number
  if (!number) return reply(intake, texts.text('whistle-how', { short: '31' }))
  const ticket = await findTicket(intake, number)
  if (!ticket) return reply(intake, texts.text('ticket-hidden', { short: number }))
  if (words) return whistleFor(intake, ticket, words)
  offer(intake, ticket)
}

/** Areas of the posts by which the asker may whistle. */
function areasOf(intake: Intake): string[] {
  const { town } = intake.view
  return postsOf(intake)
    .filter(({ role }) => WHISTLERS.includes(role))
    .map((post) => post.area ?? town.departmentByCode.get(post.department ?? '')?.area ?? town.top)
}

async function list(intake: Intake): Promise<void> {
  const { app, view, now } = intake
  const texts = textsOf(intake)
  const areas = areasOf(intake)
  if (areas.length === 0) return reply(intake, texts.text('whistle-how', { short: '31' }))
  const found = new Map<string, string[]>()
  for (const area of areas) {
    for (const ticket of await app.store.tickets({ kind: 'area', area }, view.town)) {
      if (!isWhistled(ticket) || isHidden(intake, ticket)) continue
      if (!maySee(ticket, actorOf(intake), view.town)) continue
      const category = sayCategory(view.town, ticket.category, texts)
      const head = texts.text('whistle-line', { short: shortNumber(ticket.number), category })
      found.set(ticket.id, [
        head,
        ...sayWhistle(ticket, { town: view.town, texts, clock: clockOf(app, now) }),
      ])
    }
  }
  if (found.size === 0) return reply(intake, texts.text('whistle-none', { short: '31' }))
  reply(intake, { lines: [...found.values()].slice(0, SHOWN).flat() })
}

async function stats(intake: Intake, wanted: string | null): Promise<void> {
  const { app, view, now } = intake
  const texts = textsOf(intake)
  const own = areasOf(intake)
  if (own.length === 0) return reply(intake, texts.text('status-not-allowed'))
  const local = new TZDate(now.getTime(), app.zone)
  const [year = local.getFullYear(), month = local.getMonth() + 1] = wanted?.split('-').map(Number) ?? []
  const from = new TZDate(year, month - 1, 1, app.zone)
  const label = `${year}-${String(month).padStart(2, '0')}`
  const areas = view.town.areas
    .map(({ code }) => code)
    .filter((code) => own.some((area) => isWithin(view.town, code, area)))
  const histories = await app.store.partHistories(areas, new Date(from.getTime()), addMonths(from, 1))
  const counts = arrivalsOf(histories, app.zone).filter((count) => count.month === label)
  if (counts.length === 0) return reply(intake, texts.text('whistle-stats-none', { time: label }))
  reply(intake, {
    lines: [
      texts.text('whistle-stats', { time: label }),
      ...counts.map(({ department, called, arrived, inTime, awaited }) =>
        texts.text('whistle-stats-line', {
          department: view.town.departmentByCode.get(department)?.name ?? department,
          ...{ n: called, total: arrived, open: inTime, overdue: awaited },
        }),
      ),
    ],
  })
}
