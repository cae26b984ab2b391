import { addMinutes, differenceInMinutes, isAfter, parseISO } from 'date-fns'
import { isConfidential } from '../access.ts'
import { personName } from '../area/posts.ts'
import type { Town } from '../area/town.ts'
import { arm, without } from './arming.ts'
import { DAILY } from './assign.ts'
import { notices } from './audiences.ts'
import { addTime } from './clocks.ts'
import type { Audience, Notice } from './decision.ts'
import { describe, peopleOf, type Rung, type RungRole } from './ladder.ts'
import { canWait, elapsedMinutes, offHoursUntil, quietUntil } from './ladder-hours.ts'
import { climb, type Plan, planOf, type Stage, topmost } from './ladder-plan.ts'
import type { Moment, Outcome } from './outcome.ts'
import type { Ticket, TimerKind } from './types.ts'

type Args = Notice['args']

/** What a stage tells and calls: each person once, in the words of the first rung that names them. */
export function tellStage(
  stage: Pick<Stage, 'rungs' | 'dispatcher'>,
  template: Notice['template'],
  ticket: Ticket,
  common: Args,
  fallen: { vacant: readonly RungRole[]; away: readonly RungRole[] },
  town: Town,
): Notice[] {
  const told = new Set<string>()
  const said = stage.rungs.flatMap((rung: Rung) => {
    const people = peopleOf(rung).filter((to) => to.kind === 'person' && !told.has(to.personId))
    for (const to of people) if (to.kind === 'person') told.add(to.personId)
    return notices(people, template, ticket, { ...common, ...whoOf(town, rung, fallen) })
  })
  const dispatcher: Audience[] = stage.dispatcher ? [{ kind: 'dispatcher' }] : []
  const nobody = { role: '', level: '', areaName: '', personName: '', ...roles(fallen) }
  const [first] = stage.rungs
  const who = first ? whoOf(town, first, fallen) : nobody
  return [...said, ...notices(dispatcher, template, ticket, { ...common, ...who })]
}

function roles({ vacant, away }: { vacant: readonly RungRole[]; away: readonly RungRole[] }): Args {
  const once = (list: readonly RungRole[]) => [...new Set(list)].join(',')
  return { vacant: once(vacant), ...(away.length > 0 ? { away: once(away) } : {}) }
}

function whoOf(town: Town, rung: Rung, fallen: Parameters<typeof roles>[0]): Args {
  const vacant = [...fallen.vacant, ...rung.vacant]
  const away = [...fallen.away, ...(rung.away ?? [])]
  return { ...describe(town, rung), ...roles({ vacant, away }) }
}

/** A signed call without a word about people; never of a confidential matter. */
export function callsOf(
  ticket: Ticket,
  stage: Stage,
  args: { clock: string; dueAt: string; minutesLate: number },
  town: Town,
): Notice[] {
  if (stage.webhook === null || isConfidential(town, ticket.category)) return []
  const told = { ...args, step: stage.step }
  return notices([{ kind: 'webhook', name: stage.webhook }], 'called_out', ticket, told)
}

/** How far the ticket has climbed that ladder; another ladder than the last one is begun from below. */
export function progress(ticket: Ticket, plan: Plan): number {
  return (ticket.ladder ?? null) === plan.name ? ticket.escalation : 0
}

/** When a stage that is due at `at` is really told: not in the quiet hours, not outside those it is for. */
export function toldAt(ticket: Ticket, stage: Stage, at: Date, town: Town): Date {
  const quiet = canWait(ticket) ? quietUntil(town, at) : null
  const after = quiet ?? at
  if (!stage.workingHours || ticket.urgency === 'emergency') return after
  return offHoursUntil(town, after) ?? after
}

/** Puts a timer off; the history says why. */
export function putOff(ticket: Ticket, timer: TimerKind, until: Date, why: string, moment: Moment): Outcome {
  const timers = arm(ticket.timers, timer, until, moment.generation)
  return { steps: [{ command: 'warned', patch: { timers }, note: `${why}:${timer}` }], notices: [] }
}

/** What the next telling is, for the words "then, after so long, …". */
export function nextOf(plan: Plan, from: number, ticket: Ticket, at: Date, moment: Moment): Args {
  const next = climb(plan, from).reached
  if (!next) return { nextInMinutes: 0, nextRole: '' }
  const told = toldAt(ticket, next.stage, at, moment.town)
  const role = next.stage.rungs[0]?.role ?? (next.stage.dispatcher ? 'dispatcher' : '')
  return { nextInMinutes: differenceInMinutes(told, moment.now), nextRole: role }
}

/** Of the town's own ladder: its name and the step, for the reason. */
export function ruleOf(plan: Plan, stage: Stage | undefined): Args {
  return plan.name === null || !stage ? {} : { ladder: plan.name, step: stage.step }
}

/**
 * Nobody accepted, or it is not done in time: the next stage of the ladder is told. After the last one the topmost and
 * the dispatcher are reminded daily. Once the resolve time is over only that ladder climbs on.
 */
export function escalate(ticket: Ticket, clock: 'accept' | 'resolve', moment: Moment): Outcome {
  const { town, now, generation } = moment
  const plan = planOf(town, ticket, clock, now)
  const before = progress(ticket, plan)
  const { reached, vacant, away } = climb(plan, before)
  const wait = reached && toldAt(ticket, reached.stage, now, town)
  if (wait && isAfter(wait, now)) return putOff(ticket, `${clock}_due`, wait, 'hours', moment)
  const above = reached ? reached.index + 1 : plan.stages.length
  const stage = reached?.stage ?? topmost(plan)
  const again =
    climb(plan, above).reached && stage ? addTime(town.calendar, now, stage.wait) : addMinutes(now, DAILY)
  const due = (clock === 'accept' ? ticket.acceptDue : ticket.resolveDue) ?? moment.iso
  const late = elapsedMinutes(town, parseISO(due), now)
  const args: Args = {
    dueAt: due,
    minutesLate: late,
    ...nextOf(plan, above, ticket, again, moment),
    department: town.departmentByCode.get(ticket.department ?? '')?.name ?? '',
    handler: personName(town, ticket.handler),
    rung: reached ? above : plan.stages.length,
    ...ruleOf(plan, reached?.stage),
  }
  const template = clock === 'accept' ? 'escalated_accept' : 'escalated_resolve'
  const told = {
    rungs: stage?.rungs ?? [],
    dispatcher: reached ? reached.stage.dispatcher : true,
  }
  const climbed = Math.max(before, above)
  const own = plan.name !== (ticket.ladder ?? null) ? { ladder: plan.name } : {}
  const warned = `${clock}_warn` as const
  const kept =
    clock === 'resolve'
      ? without(ticket.timers, warned, 'accept_warn', 'accept_due', 'idle_due')
      : without(ticket.timers, warned)
  const patch: Partial<Ticket> = {
    escalation: climbed,
    ...own,
    timers: arm(kept, `${clock}_due`, again, generation),
  }
  return {
    steps: [{ command: 'escalated', patch, note: `${clock}_due` }],
    notices: [
      ...tellStage(told, template, ticket, args, { vacant, away }, town),
      ...(reached ? callsOf(ticket, reached.stage, { clock, dueAt: due, minutesLate: late }, town) : []),
    ],
  }
}
