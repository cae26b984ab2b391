import type { DeadlinePolicy } from '../../area/policy-clocks.ts'
import { headOf } from '../../area/responsibility.ts'
import { lineage, type Town } from '../../area/town.ts'
import type { Ticket } from '../types.ts'
import { type Duration, dayAndNight, parseDuration } from './duration.ts'

/** What deadlines depend on. */
export type Matter = Pick<Ticket, 'category' | 'urgency' | 'area' | 'department'>

/** How long a matter may take. */
export interface Spans {
  accept: Duration
  /** null: nobody has to say anything in between. */
  update: Duration | null
  resolve: Duration
  stages: { name: string; within: Duration }[]
}

type Rule = Extract<DeadlinePolicy, readonly unknown[]>[number]

/** Where a category is unknown or its text cannot be read. */
const DEFAULT = {
  accept: { amount: 4, unit: 'h' },
  resolve: { amount: 3, unit: 'wd' },
} satisfies Partial<Spans>

function rulesOf(policy: DeadlinePolicy): readonly Rule[] {
  if (Array.isArray(policy)) return policy
  return Object.entries(policy).map(([category, times]) => ({ when: { category }, ...times }))
}

/**
 * How exactly a rule names the matter, the most telling first: leaf before head before any category, then the nearest
 * area above the place, then the department, then the urgency. null when it is about something else.
 */
function exactness({ when }: Rule, matter: Matter, line: readonly string[]): readonly number[] | null {
  const { category, urgency, area, department } = when
  const far = area === undefined ? line.length : line.indexOf(area)
  if (far < 0) return null
  if (urgency !== undefined && urgency !== matter.urgency) return null
  if (department !== undefined && department !== matter.department) return null
  const named = category === matter.category ? 2 : category === headOf(matter.category) ? 1 : 0
  if (category !== undefined && named === 0) return null
  return [named, -far, department === undefined ? 0 : 1, urgency === undefined ? 0 : 1]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, place) => value !== b[place])
  return i < 0 ? 0 : (b[i] ?? 0) - (a[i] ?? 0)
}

/** The town's rules that fit, the most exact first; of equals the one that is written first. */
function fitting(town: Town, matter: Matter): Rule[] {
  const line = lineage(town, matter.area).map((area) => area.code)
  return rulesOf(town.policy.deadlines)
    .flatMap((rule) => {
      const exact = exactness(rule, matter, line)
      return exact ? [{ rule, exact }] : []
    })
    .sort((a, b) => compare(a.exact, b.exact))
    .map(({ rule }) => rule)
}

function firstReadable(texts: readonly (string | undefined)[]): Duration | null {
  for (const text of texts) {
    const duration = text === undefined ? null : parseDuration(text)
    if (duration) return duration
  }
  return null
}

function readStages(rules: readonly Rule[]): Spans['stages'] {
  const written = rules.find((rule) => rule.stages !== undefined)?.stages ?? []
  return written.flatMap(({ name, within }) => {
    const duration = parseDuration(within)
    return duration ? [{ name, within: duration }] : []
  })
}

/**
 * How long a matter may take, each of the times by itself: the most exact rule of `policy.deadlines` that gives it, then
 * the taxonomy's leaf, then its head, then four hours and three working days. An emergency does not wait for the office
 * to open: what the taxonomy gives it in working time runs day and night. The town's own rules are taken at their word.
 */
export function spansOf(town: Town, matter: Matter): Spans {
  const rules = fitting(town, matter)
  const built = [matter.category, headOf(matter.category)].map((code) => town.categoryByCode.get(code))
  const usual = (texts: (string | undefined)[], otherwise: Duration) => {
    const duration = firstReadable(texts) ?? otherwise
    return matter.urgency === 'emergency' ? dayAndNight(duration) : duration
  }
  return {
    accept:
      firstReadable(rules.map((rule) => rule.accept)) ??
      usual(
        built.map((category) => category?.acceptWithin),
        DEFAULT.accept,
      ),
    update: firstReadable(rules.map((rule) => rule.update)),
    resolve:
      firstReadable(rules.map((rule) => rule.resolve)) ??
      usual(
        built.map((category) => category?.resolveWithin),
        DEFAULT.resolve,
      ),
    stages: readStages(rules),
  }
}
