import type { Town } from '../area/town.ts'
import type { Urgency } from '../ticket/types.ts'
import type { Clause } from './clauses.ts'
import type { Framed } from './context.ts'
import type { Matter } from './matters.ts'
import { runsOf } from './model/features.ts'
import { learnedWords } from './model/learned-words.ts'
import type { MessageModel } from './model/message-model.ts'
import { type Normalised, ownWords } from './normalise.ts'
import { type PlaceContext, placesOf } from './place.ts'
import type { PlaceMarks } from './place-marks.ts'
import { reasonsOf } from './score.ts'
import { readStakes } from './stakes/read.ts'
import type { Incident, PlaceReading, Reason } from './types.ts'
import { judgeUrgency } from './urgency.ts'

const SUMMARY = 60

/** A message whose matters are found, and what their incidents are made of. */
export interface Told {
  plain: Normalised
  /** Runs of the whole text without the names of places. */
  runs: ReadonlyMap<string, number>
  clauses: readonly Clause[]
  marks: PlaceMarks
  context: PlaceContext
  place: PlaceReading
  reasons: Reason[]
  model: MessageModel
}

/** The incidents of a message, one for each matter; what they were told by is added to its reasons. */
export function incidentsOf(matters: readonly Matter[], told: Told): Incident[] {
  const { plain, reasons, context } = told
  const places =
    matters.length > 1 && matters.length < 40 ? placesOf(plain, told.marks, context, matters) : []
  return matters.map((matter, i) => {
    const said = reasonsOf(matter.evidence, matter.category)
    const text = plain.text.slice(matter.start, matter.end)
    reasons.push(...(said.length > 0 ? said : learnedWords(told.model.leaf, text, matter.category)))
    return incident(matter, { ...told, place: places[i] ?? told.place })
  })
}

function incident(
  { start, end, category: read, runnerUp, confidence, others, evidence }: Matter,
  told: Told,
): Incident {
  const { plain, marks, context, place, reasons, model } = told
  const category = knownCategory(context.town, read)
  const likely = (code: string, share: number) => {
    const usual: Urgency = context.town.categoryByCode.get(code)?.urgency ?? 'normal'
    return { category: code, usual, share }
  }
  const text = plain.text.slice(start, end)
  const urgency = judgeUrgency(
    model,
    [likely(category, confidence), ...others.map((other) => likely(other.category, other.share))],
    {
      text,
      runs: text === plain.text && marks.names.length === 0 ? told.runs : runsOf(text),
      evidence,
    },
  )
  reasons.push(...urgency.reasons)
  return {
    category,
    runnerUp: runnerUp && context.town.categoryByCode.has(runnerUp) ? runnerUp : null,
    urgency: urgency.urgency,
    area: place.area,
    place: place.words,
    placeSource: place.source,
    confidence,
    summary: summaryOf(told, start, end, evidence),
    stakes: readStakes(text, urgency.ruled),
  }
}

/** A town's own taxonomy may lack all leaves near it; then what fits nowhere. */
function knownCategory(town: Town, category: string): string {
  if (town.categoryByCode.has(category)) return category
  return town.categoryByCode.has('other') ? 'other' : category
}

/** From the clause that tells the matter on, as much as fits on a line. */
function summaryOf(
  { plain, clauses }: Told,
  start: number,
  end: number,
  evidence: readonly Framed[],
): string {
  const text = plain.text.slice(start, end)
  if (text.length <= SUMMARY) return ownWords(plain, start, end).slice(0, SUMMARY)
  const first = [...evidence].sort((a, b) => b.force - a.force)[0]?.start ?? start
  const clause = clauses.find((item) => item.start <= first && item.end > first)
  const from = clause && clause.end - clause.start <= SUMMARY ? clause.start : start
  return ownWords(plain, from, Math.min(end, from + SUMMARY)).slice(0, SUMMARY)
}
