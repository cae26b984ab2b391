import { isConfidential } from '../../domain/access.ts'
import type { Town } from '../../domain/area/town.ts'
import { clausesOf } from '../../domain/understanding/clauses.ts'
import { findMatters } from '../../domain/understanding/matters.ts'
import { shippedModel } from '../../domain/understanding/model/shipped.ts'
import { normalise } from '../../domain/understanding/normalise.ts'
import { lexiconScorer, type Scorer } from '../../domain/understanding/score.ts'
import type { Incident, ReadInput, Reading } from '../../domain/understanding/types.ts'

/** Longest text that is sent, characters: a letter is for a person to read. */
const LONGEST = 600

/** Whether what the message does is in doubt. */
export function actUnsure(reading: Reading, below: number): boolean {
  return reading.confidence < below
}

export function incidentUnsure(incident: Incident, below: number): boolean {
  return incident.confidence < below
}

/**
 * Whether a reading goes out for a second opinion: in doubt, in words, and nothing that is understood from a ticket
 * alone (those are not sent). Confidential matters never, and neither what only might be one.
 */
export function needsOpinion(input: ReadInput, reading: Reading, town: Town): boolean {
  const { below, perHour } = town.policy.secondOpinion
  if (perHour === 0 || input.repliesTo || reading.about !== null || reading.corrects) return false
  if (!actUnsure(reading, below) && !reading.incidents.some((each) => incidentUnsure(each, below)))
    return false
  const { text } = normalise(input.text)
  if (text.length < 2 || text.length > LONGEST) return false
  return !mayBeConfidential(`${text}\n${normalise(input.text).hints.quoted}`, reading, town)
}

const scorers = new WeakMap<Town, Scorer>()

function scorerOf(town: Town): Scorer {
  let scorer = scorers.get(town)
  if (!scorer) {
    scorer = lexiconScorer(town)
    scorers.set(town, scorer)
  }
  return scorer
}

function mayBeConfidential(text: string, reading: Reading, town: Town): boolean {
  const kept = (category: string | null) => category !== null && isConfidential(town, category)
  if (reading.incidents.some(({ category, runnerUp }) => kept(category) || kept(runnerUp))) return true
  const clauses = clausesOf(text)
  const found = scorerOf(town)(text, clauses)
  // One word of it (书记, 举报) is enough to stay at home.
  if (found.some(({ category }) => kept(category))) return true
  const matters = findMatters({ text, clauses, evidence: [], places: [] }, shippedModel(), town)
  return matters.some(({ category, runnerUp }) => kept(category) || kept(runnerUp))
}
