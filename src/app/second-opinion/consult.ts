import type { Town } from '../../domain/area/town.ts'
import type { ReadInput, Reading } from '../../domain/understanding/types.ts'
import type { App, Consultant } from '../context.ts'
import {
  OpinionError,
  type OpinionErrorCode,
  type OpinionQuestion,
  type SecondOpinion,
} from '../ports-opinion.ts'
import { type Answer, checkAnswer, parseAnswer } from './answer.ts'
import { differs, mergeAnswer } from './merge.ts'
import { questionOf } from './prompt.ts'
import { needsOpinion } from './when.ts'

/** Failures in a row after which the model is left alone, and for how long. */
export const FUSE = { failures: 3, pauseMs: 5 * 60_000 }

/** A message as it came in: its inbox row, and the names around it that must not leave the house. */
export interface Heard {
  inboxId: string
  town: Town
  input: ReadInput
  names: readonly string[]
  now: Date
}

type Part = Pick<App, 'store' | 'log' | 'meter' | 'secondOpinion'>

/**
 * The reading as it is, or with what was in doubt filled by the model. Waits no longer than the town's limit, asks at
 * most once for an inbox row whatever becomes of it, and falls back on the reading for every reason.
 */
export async function consult(app: Part, heard: Heard, reading: Reading): Promise<Reading> {
  const { secondOpinion, store, meter } = app
  const { inboxId, town, input, now } = heard
  if (!secondOpinion || !needsOpinion(input, reading, town)) return reading
  const { perHour } = town.policy.secondOpinion
  if (!secondOpinion.breaker.allows(now)) {
    meter.secondOpinion('off')
    return reading
  }
  const claim = await store.claimOpinion(inboxId, now, perHour)
  if (claim.kind === 'spent') {
    meter.secondOpinion('spent')
    return reading
  }
  if (claim.kind === 'asked') {
    const kept = checkAnswer(claim.answer, input, reading, town)
    return kept ? mergeAnswer(reading, kept, input, town) : reading
  }
  const answer = await ask(app, secondOpinion, heard, reading)
  if (typeof answer === 'string') {
    meter.secondOpinion(answer)
    await store.keepOpinion(inboxId, answer, null)
    return reading
  }
  const merged = mergeAnswer(reading, answer, input, town)
  const outcome = differs(reading, merged) ? 'changed' : 'agreed'
  meter.secondOpinion(outcome)
  await store.keepOpinion(inboxId, outcome, answer)
  return merged
}

type Failure = OpinionErrorCode | 'unfit'

async function ask(
  { log, meter }: Part,
  { model, breaker }: Consultant,
  { inboxId, town, input, names, now }: Heard,
  reading: Reading,
): Promise<Answer | Failure> {
  const { timeoutMs } = town.policy.secondOpinion
  const said = await answerOf(model, questionOf(input, reading, town, names), timeoutMs)
  const answer: Answer | Failure = said.ok
    ? (parseAnswer(said.content, input, reading, town) ?? 'unfit')
    : said.code
  if (typeof answer !== 'string') {
    breaker.worked()
    return answer
  }
  const tripped = breaker.failed(now)
  log.warn({ inboxId, code: answer, tripped }, 'no second opinion')
  if (tripped) meter.secondOpinion('tripped')
  return answer
}

/** Puts one question. Never rejects, and is done when the time is up, even when the model ignores its signal. */
export async function answerOf(
  model: SecondOpinion,
  question: OpinionQuestion,
  timeoutMs: number,
): Promise<{ ok: true; content: string } | { ok: false; code: OpinionErrorCode }> {
  const signal = AbortSignal.timeout(timeoutMs)
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new OpinionError('timed_out')), { once: true })
  })
  try {
    return { ok: true, content: await Promise.race([model.ask(question, signal), late]) }
  } catch (error) {
    return { ok: false, code: error instanceof OpinionError ? error.code : 'unreachable' }
  }
}
