import { z } from 'zod'

/**
 * What may hold of a ticket in a month, for the department, area or person that is scored:
 * `called` (sent to a department, and accepted or past the accept time), `accepted`, `accepted_in_time`,
 * `due` (a result was given, or its time was over), `resolved` (a result was given), `resolved_in_time`,
 * `solved` (resolved, and nobody has said since that it is not fixed), `rated`.
 */
export const FACTS = [
  'called',
  'accepted',
  'accepted_in_time',
  'due',
  'resolved',
  'resolved_in_time',
  'solved',
  'rated',
] as const
export type Fact = (typeof FACTS)[number]

export const RATES = ['response', 'resolution', 'satisfaction', 'accept_on_time', 'resolve_on_time'] as const
/** 响应率, 解决率, 满意率, 按时接单率, 按时办结率. */
export type Rate = (typeof RATES)[number]

const fact = z.enum(FACTS)

/** Tickets of which both facts hold, divided by those of which `of` holds. */
function formula(counts: Fact, of: Fact) {
  return z.strictObject({ counts: fact.default(counts), of: fact.default(of) }).prefault({})
}

const weight = z.number().min(0).max(1)

/** The formulas of the rates; the defaults are the official ones (docs/scores.md). */
export const ScorePolicy = z
  .strictObject({
    response: formula('accepted_in_time', 'called'),
    resolution: formula('solved', 'due'),
    /** What each answer is worth, 0..1; the rate is their mean. */
    satisfaction: z
      .strictObject({ good: weight.default(1), fair: weight.default(0.8), bad: weight.default(0) })
      .prefault({}),
    acceptOnTime: formula('accepted_in_time', 'accepted'),
    resolveOnTime: formula('resolved_in_time', 'due'),
    /** A month is reckoned as it stands so many days after its end: the time to say 没修好 is over then. */
    settleDays: z.number().int().min(0).max(31).default(3),
  })
  .prefault({})
export type ScorePolicy = z.infer<typeof ScorePolicy>
