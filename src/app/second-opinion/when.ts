import { isConfidential } from '../../domain/access.ts'
import type { Town } from '../../domain/area/town.ts'
import { clausesOf } from '../../domain/understanding/clauses.ts'
import { normalise } from '../../domain/understanding/normalise.ts'
import { lexiconScorer, type Scorer } from '../../domain/understanding/score.ts'
import type { Incident, ReadInput, Reading } from '../../domain/understanding/types.ts'

/** Longest text that is sent, characters: a letter is for a person to read. */
const LONGEST = 600

/** Share of a confidential leaf from which a message stays at home. */
const SUSPECTED = 0.03

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

/** Whoever speaks of them may be complaining about them; the lexicon has the rest. */
const OFFICIALS =
  /支书|村长|镇长|区长|局长|所长|队长|组长|网格[员长]|会计|窗口|工作人员|城管|协管|[村居]委|民警|纪[检委]|巡察|补贴|补助/

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
  const found = scorerOf(town)(text, clausesOf(text))
  // One word of it (书记, 举报) is enough to stay at home.
  if (found.some(({ category }) => kept(category))) return true
  return (
    OFFICIALS.test(text) ||
    [...reading.judged.leaves].some(([category, share]) => share >= SUSPECTED && kept(category))
  )
}
