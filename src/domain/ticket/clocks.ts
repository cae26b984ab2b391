import { isBefore } from 'date-fns'
import type { Town } from '../area/town.ts'
import type { WorkingCalendar } from '../time/working-calendar.ts'
import { addTime, type Duration, isWorking } from './clocks/duration.ts'
import { type Matter, type Spans, spansOf } from './clocks/spans.ts'
import { URGENCIES, type Urgency } from './urgency.ts'

export { addTime, type Duration, parseDuration } from './clocks/duration.ts'

/**
 * A matter more urgent than its category usually is must not wait as long: at most these, an emergency day and night.
 * From DB11/T (1 h where life is at stake, 2 h for utilities) and the built-in taxonomy's own emergencies.
 */
const AT_MOST: Partial<Record<Urgency, Pick<Spans, 'accept' | 'resolve'>>> = {
  urgent: { accept: { amount: 2, unit: 'h' }, resolve: { amount: 3, unit: 'wd' } },
  emergency: { accept: { amount: 30, unit: 'm' }, resolve: { amount: 24, unit: 'h' } },
}

/** An end that is reached in working time only, or day and night. */
export interface Deadline {
  due: Date
  working: boolean
}

export interface Deadlines {
  accept: Deadline
  resolve: Deadline
  /** Steps on the way, in the order they come. */
  stages: (Deadline & { name: string })[]
}

function after(calendar: WorkingCalendar, from: Date, duration: Duration): Deadline {
  return { due: addTime(calendar, from, duration), working: isWorking(duration) }
}

function earlier(a: Deadline, b: Deadline): Deadline {
  return isBefore(b.due, a.due) ? b : a
}

/** By when a matter must be accepted and resolved when its clocks start at `from`. */
export function deadlines(town: Town, matter: Matter, from: Date): Deadlines {
  const { calendar } = town
  const spans = spansOf(town, matter)
  const due: Deadlines = {
    accept: after(calendar, from, spans.accept),
    resolve: after(calendar, from, spans.resolve),
    stages: spans.stages
      .map(({ name, within }) => ({ name, ...after(calendar, from, within) }))
      .sort((a, b) => a.due.getTime() - b.due.getTime()),
  }
  const usual = town.categoryByCode.get(matter.category)?.urgency ?? 'normal'
  const cap = AT_MOST[matter.urgency]
  if (!cap || URGENCIES.indexOf(matter.urgency) <= URGENCIES.indexOf(usual)) return due
  return {
    ...due,
    accept: earlier(due.accept, after(calendar, from, cap.accept)),
    resolve: earlier(due.resolve, after(calendar, from, cap.resolve)),
  }
}
