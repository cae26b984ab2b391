import { isAfter, parseISO } from 'date-fns'
import type { Town } from '../../domain/area/town.ts'
import { minutesLate } from '../../domain/ticket/arrivals.ts'
import { isOpenPart } from '../../domain/ticket/parts.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { latePartsOf } from '../../domain/ticket/whistle.ts'
import type { PartView, Whistle } from '../../domain/ticket/whistle-types.ts'
import { shortNumber } from '../names.ts'
import type { Texts } from '../texts/index.ts'
import { type Clock, sayDuration, sayPast, sayTime } from '../texts/time.ts'
import { sayWords, type Told } from '../tickets/secrecy.ts'

interface Saying {
  town: Town
  texts: Texts
  clock: Clock
}

/** How the departments stand that were called: who is there, and in one line who is not. */
export function sayWhistle({ whistle, resolveDue }: Ticket, ctx: Saying): string[] {
  if (!whistle) return []
  const { texts, clock } = ctx
  const parts = whistle.parts.filter((part) => part.state !== 'recalled')
  const here = parts.filter((part) => part.arrival !== null || part.state === 'done')
  const late = latePartsOf({ whistle }, clock.now)
  const waiting = parts.filter((part) => isOpenPart(part) && part.arrival === null && !late.includes(part))
  const missing = [...late, ...waiting]
  const list = (of: readonly PartView[]): string =>
    of.map((part) => sayPart(part, ctx)).join(texts.text('list-separator'))
  return [
    texts.text('whistle-head', {
      kind: texts.text(`whistle-kind-${whistle.kind}`),
      n: here.length,
      total: parts.length,
      resolve: resolveDue ? sayTime(resolveDue, texts, clock) : '',
    }),
    ...(here.length > 0 ? [texts.text('whistle-here', { list: list(here) })] : []),
    ...(missing.length > 0 ? [texts.text('whistle-missing', { list: list(missing) })] : []),
  ]
}

/** One department of a whistle with its number, so that a word can be said to it. */
function sayPart(part: PartView, ctx: Saying): string {
  const { texts, clock } = ctx
  const { arrival, arriveDue, state } = part
  const who = sayDepartment(part, ctx)
  const short = shortNumber(part.number)
  if (state === 'done') return texts.text('part-done', { short, department: who })
  if (arrival) {
    const time = sayPast(arrival.at, texts, clock)
    if (!arrival.late) return texts.text('part-arrived', { short, department: who, time })
    const late = sayDuration(minutesLate(arriveDue, arrival.at), texts)
    return texts.text('part-arrived-late', { short, department: who, time, late })
  }
  if (state === 'returned') return texts.text('part-returned', { short, department: who })
  const due = arriveDue ? sayTime(arriveDue, texts, clock) : ''
  const overdue = part.late || (arriveDue !== null && isAfter(clock.now, parseISO(arriveDue)))
  return texts.text(overdue ? 'part-late' : 'part-called', { short, department: who, due })
}

function sayDepartment({ department, lead }: PartView, { town, texts }: Saying): string {
  const name = town.departmentByCode.get(department ?? '')?.name ?? texts.text('role-dispatcher')
  return lead ? texts.text('part-lead', { department: name }) : name
}

/** What each department did, where more than one was at it. */
export function sayPartResults(ticket: Ticket, told: Omit<Told, 'town'> & { town: Town }): string[] {
  const done = resultsOf(ticket.whistle)
  if (done.length < 2) return []
  return done.map(({ department, result }) =>
    told.texts.text('part-result', {
      department: told.town.departmentByCode.get(department ?? '')?.name ?? '',
      result: sayWords(result ?? '', ticket, told).replace(/[。.]+$/, ''),
    }),
  )
}

function resultsOf(whistle: Whistle | undefined): PartView[] {
  return (whistle?.parts ?? []).filter((part) => part.state === 'done' && part.result)
}
