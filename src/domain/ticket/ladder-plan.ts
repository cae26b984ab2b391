import { isConfidential } from '../access.ts'
import type { LadderClock, LadderPolicy } from '../area/ladder-policy.ts'
import { isWithin, type Town } from '../area/town.ts'
import { type Duration, parseDuration } from './clocks.ts'
import { ladder, type Rung, type RungRole } from './ladder.ts'
import { canWait } from './ladder-hours.ts'
import { stagesOf } from './ladder-stages.ts'
import type { Ticket } from './types.ts'

/** One telling of a ladder. */
export interface Stage {
  /** Nobody here: what waits for this stage falls to the next. */
  rungs: readonly Rung[]
  dispatcher: boolean
  /** A name of `policy.webhooks`. */
  webhook: string | null
  /** Until the next stage. */
  wait: Duration
  workingHours: boolean
  /** The step it comes from, from 1; a line and repetitions make several stages of one. */
  step: number
  vacant: readonly RungRole[]
  away: readonly RungRole[]
}

export interface Plan {
  /** null: the built-in ladder. */
  name: string | null
  /** Of `idle`: how long nothing may happen. */
  after: Duration
  stages: readonly Stage[]
}

export const BUILT_IN = null

function names(codes: readonly string[], category: string): boolean {
  return codes.length === 0 || codes.some((code) => code === category || category.startsWith(`${code}.`))
}

/** The town's own ladder for a ticket and a clock: the first that fits. A confidential matter has none. */
export function ladderFor(
  town: Town,
  ticket: Pick<Ticket, 'area' | 'category' | 'urgency'>,
  clock: LadderClock,
): LadderPolicy | null {
  if (isConfidential(town, ticket.category)) return null
  const fits = (l: LadderPolicy) =>
    l.clock === clock &&
    names(l.category, ticket.category) &&
    (l.urgency.length === 0 || l.urgency.includes(ticket.urgency)) &&
    (l.area.length === 0 || l.area.some((code) => isWithin(town, ticket.area, code)))
  return town.policy.ladders.find(fits) ?? null
}

const minutes = (amount: number): Duration => ({ amount, unit: 'm' })

function builtIn(town: Town, ticket: Ticket, at: Date): Plan {
  const wait = minutes(town.policy.escalation.stepMinutes)
  const stages = ladder(town, ticket, at).map((rung, i) => ({
    rungs: [rung],
    dispatcher: false,
    webhook: null,
    wait,
    workingHours: false,
    step: i + 1,
    vacant: [],
    away: [],
  }))
  return { name: BUILT_IN, after: wait, stages }
}

/**
 * The stages of the ladder that a ticket climbs for a clock, as people stand at that time. Stages keep their places
 * while posts become vacant: the built-in one alone has only those that are held.
 */
export function planOf(town: Town, ticket: Ticket, clock: LadderClock, at: Date): Plan {
  const own = ladderFor(town, ticket, clock)
  if (!own) return builtIn(town, ticket, at)
  const usual = minutes(town.policy.escalation.stepMinutes)
  const stages = own.steps.flatMap((step, i): Stage[] => {
    const wait = (step.wait ? parseDuration(step.wait) : null) ?? usual
    const leftOut = step.only.includes('urgent') && canWait(ticket)
    const once = stagesOf(town, ticket, step, at).map((found, level): Stage => {
      const told = leftOut ? { rungs: [], vacant: [], away: [] } : found
      const first = level === 0 && !leftOut
      return {
        ...told,
        dispatcher: first && step.notify.includes('dispatcher'),
        webhook: first ? (step.webhook ?? null) : null,
        wait,
        workingHours: step.only.includes('working_hours'),
        step: i + 1,
      }
    })
    // A call is made once, however often people are told.
    const again = once.map((stage) => ({ ...stage, webhook: null }))
    return [...once, ...Array.from({ length: step.repeat }, () => again).flat()]
  })
  return { name: own.name, after: parseDuration(own.after) ?? usual, stages }
}

export interface Reached {
  /** Place of the stage in the plan, from 0. */
  index: number
  stage: Stage
  /** Roles on the way there that nobody holds, or whose holders are away. */
  vacant: RungRole[]
  away: RungRole[]
}

/** True when somebody is told, or something called. */
function tells({ rungs, dispatcher, webhook }: Stage): boolean {
  return rungs.length > 0 || dispatcher || webhook !== null
}

/** The next stage from `from` on that tells somebody; null at the end of the ladder, with what is vacant up to there. */
export function climb(
  plan: Plan,
  from: number,
): { reached: Reached | null; vacant: RungRole[]; away: RungRole[] } {
  const vacant: RungRole[] = []
  const away: RungRole[] = []
  for (let index = from; index < plan.stages.length; index += 1) {
    const stage = plan.stages[index]
    if (!stage) break
    vacant.push(...stage.vacant)
    away.push(...stage.away)
    if (tells(stage)) return { reached: { index, stage, vacant, away }, vacant, away }
  }
  return { reached: null, vacant, away }
}

/** The last stage that tells people; undefined where none does. */
export function topmost(plan: Plan): Stage | undefined {
  return plan.stages.findLast((stage) => stage.rungs.length > 0)
}

/** How many levels of the area line have been told of a ticket by the ladder it climbs. */
export function levelsTold(town: Town, ticket: Ticket, at: Date): number {
  if (!ticket.ladder) return ticket.escalation
  const plans = (['resolve', 'accept'] as const).map((clock) => planOf(town, ticket, clock, at))
  const stages = plans.find((plan) => plan.name === ticket.ladder)?.stages.slice(0, ticket.escalation) ?? []
  const told = new Set(stages.flatMap(({ rungs }) => rungs.map((rung) => rung.area)))
  return ladder(town, ticket, at).findLastIndex(({ area }) => told.has(area)) + 1
}
