import { differenceInMinutes } from 'date-fns'
import { buildGazetteer, type Gazetteer } from '../area/gazetteer.ts'
import type { Town } from '../area/town.ts'
import type { Urgency } from '../ticket/types.ts'
import { readAbout } from './about.ts'
import { chooseAct, plainChatter, sureReport, weighActs } from './act.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { type Framed, frameEvidence } from './context.ts'
import { correctedPlace } from './correction.ts'
import { betterTold, correctedIncident, earlierReport, echo, latestOwn } from './follow-up.ts'
import { findMatters, type Matter } from './incidents.ts'
import { type Normalised, normalise, ownWords } from './normalise.ts'
import { type PlaceContext, resolvePlace } from './place.ts'
import { marksWithin, type PlaceMarks, placeMarks } from './place-marks.ts'
import { lexiconScorer, reasonsOf, type Scorer } from './score.ts'
import type { Incident, PlaceReading, ReadInput, Reading, Reason, ThreadContext } from './types.ts'
import { readUrgency } from './urgency.ts'

export interface Reader {
  /** Reads one message in its conversation. Pure: the same input always reads the same; never throws. */
  read(input: ReadInput, thread: ThreadContext): Reading
}

/** What a town's reader is made of; another scorer may stand beside the lexicon. */
export interface ReaderParts {
  scorers?: readonly Scorer[]
}

const SUMMARY = 60

/** Builds the town's indexes (25,000 areas in well under a second) and returns its reader. */
export function createReader(town: Town, parts: ReaderParts = {}): Reader {
  const gazetteer = buildGazetteer(town, (name) => normalise(name).text)
  const scorers = parts.scorers ?? [lexiconScorer(town)]
  return { read: (input, thread) => readWith(town, gazetteer, scorers, input, thread) }
}

const readers = new WeakMap<Town, Reader>()

/** Reads with the town's own reader, built at the first call and kept as long as the town is. */
export function read(input: ReadInput, thread: ThreadContext, town: Town): Reading {
  let reader = readers.get(town)
  if (!reader) {
    reader = createReader(town)
    readers.set(town, reader)
  }
  return reader.read(input, thread)
}

function readWith(
  town: Town,
  gazetteer: Gazetteer,
  scorers: readonly Scorer[],
  input: ReadInput,
  thread: ThreadContext,
): Reading {
  const plain = normalise(input.text)
  const clauses = clausesOf(plain.text)
  const found = scorers.flatMap((scorer) => scorer(plain.text, clauses))
  const evidence = frameEvidence(found, clauses, plain.text)
  const marks = placeMarks(plain.text, gazetteer)
  const context: PlaceContext = { town, gazetteer, input, near: latestOwn(input, thread)?.area ?? null }
  const hasOpenTicket = thread.open.some((ticket) => ticket.reporterIsSender)

  const taken = hasOpenTicket || input.repliesTo ? readAbout(plain.text) : null
  const weighed = weighActs({
    plain,
    evidence,
    hasPhoto: input.hasPhoto || photoWaits(input, thread, town),
    namesTown: marks.names.length + marks.chains.length > 0,
    namesPlace: marks.names.length + marks.chains.length + marks.landmarks.length > 0,
    replies: input.repliesTo !== undefined,
    hasOpenTicket,
    dm: input.conversation.kind === 'dm',
  })
  const acted = input.surelyReport ? sureReport(weighed) : (plainChatter(plain.text) ?? chooseAct(weighed))
  const corrected = hasOpenTicket || input.repliesTo ? correctedPlace(plain.text, marks) : null
  const earlier = corrected ? earlierReport(input, thread) : undefined
  const place = resolvePlace(plain, corrected ?? marks, context)
  const about = taken !== null && !earlier && acted.act !== 'notice' ? taken : null
  const echoed = about || earlier ? undefined : echo(plain.text, evidence, place, input, thread)
  const act = about || earlier ? 'update' : echoed ? 'report' : acted.act
  const opens = act === 'report' || act === 'request'
  const matters = opens
    ? findMatters(
        evidence,
        clauses,
        plain.text,
        [...marks.names, ...marks.chains].map((mark) => mark.start),
      )
    : []
  const reasons: Reason[] = [...acted.reasons]
  if (about) {
    const rule = about === 'withdrawn' ? '收回前面说的' : '说已经好了'
    reasons.unshift({ rule, words: plain.text.slice(0, 30), weight: 4 })
  }
  if (earlier) reasons.unshift({ rule: '更正前面说的地点', words: place.words ?? '', weight: 4 })
  const incidents = opens ? incidentsOf(matters, { plain, clauses, marks, context, place, reasons }) : []
  if (echoed && incidents[0]) incidents[0] = { ...incidents[0], category: echoed.category }
  if (earlier) incidents.push(correctedIncident(earlier, place, town))
  const own = about || earlier ? undefined : latestOwn(input, thread)
  const bettered = own ? betterTold(own, incidents, place, marks, plain, context) : null
  if (bettered) incidents.splice(0, incidents.length, bettered)
  reasons.push(place.reason)
  return {
    act: bettered ? 'update' : act,
    incidents,
    missing: opens && input.conversation.kind === 'dm' && place.source === 'town' ? 'place' : null,
    confidence: about ? 0.9 : acted.confidence,
    reasons,
    about,
    corrects: earlier !== undefined || bettered !== null,
    place: { area: place.area, words: place.words, confidence: place.confidence, source: place.source },
  }
}

/** A photo of the sender was kept a moment ago and waits for these words. */
function photoWaits(input: ReadInput, thread: ThreadContext, town: Town): boolean {
  const last = thread.recent.findLast((message) => message.sameSender)
  if (!last?.hasPhoto || last.ticketId !== null || last.text.length > 8) return false
  return differenceInMinutes(input.at, last.at) <= town.policy.gather.photoMinutes
}

interface Telling {
  plain: Normalised
  clauses: readonly Clause[]
  marks: PlaceMarks
  context: PlaceContext
  place: PlaceReading
  reasons: Reason[]
}

function incidentsOf(matters: readonly Matter[], telling: Telling): Incident[] {
  const { plain, reasons, context } = telling
  if (matters.length === 0) {
    reasons.push({ rule: '类别不明', words: '', weight: 0 })
    return [incident('other', null, 0.2, 0, plain.text.length, telling, [])]
  }
  return matters.map(({ ranking, evidence, start, end }) => {
    const category = knownCategory(context.town, ranking.category)
    reasons.push(...reasonsOf(evidence, ranking.category))
    const matterText = matters.length === 1 ? ([0, plain.text.length] as const) : ([start, end] as const)
    return incident(
      category,
      ranking.runnerUp,
      ranking.confidence,
      matterText[0],
      matterText[1],
      telling,
      evidence,
    )
  })
}

function incident(
  category: string,
  runnerUp: string | null,
  confidence: number,
  start: number,
  end: number,
  telling: Telling,
  evidence: readonly Framed[],
): Incident {
  const { plain, context, marks, reasons } = telling
  const whole = start === 0 && end === plain.text.length
  const own = whole ? null : marksWithin(marks, start, end)
  const ownPlace =
    own && own.names.length + own.chains.length > 0 ? resolvePlace(plain, own, context) : telling.place
  const usual: Urgency = context.town.categoryByCode.get(category)?.urgency ?? 'normal'
  const urgency = readUrgency(category, usual, plain.text.slice(start, end))
  reasons.push(...urgency.reasons)
  return {
    category,
    runnerUp: runnerUp && context.town.categoryByCode.has(runnerUp) ? runnerUp : null,
    urgency: urgency.urgency,
    area: ownPlace.area,
    place:
      (own && own.landmarks.length > 0 ? resolvePlace(plain, own, context).words : null) ?? ownPlace.words,
    placeSource: ownPlace.source,
    confidence,
    summary: summaryOf(telling, start, end, evidence),
  }
}

/** A town's own taxonomy may lack the leaf; then its head's rest, the head, or what fits nowhere. */
function knownCategory(town: Town, category: string): string {
  if (town.categoryByCode.has(category)) return category
  const head = category.slice(0, Math.max(0, category.indexOf('.')))
  if (town.categoryByCode.has(`${head}.other`)) return `${head}.other`
  return town.categoryByCode.has('other') ? 'other' : category
}

/** From the clause that tells the matter on, as much as fits on a line. */
function summaryOf(
  { plain, clauses }: Telling,
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
