import { differenceInMinutes } from 'date-fns'
import { shareOf } from '../../lib/linear/model.ts'
import { buildGazetteer, type Gazetteer } from '../area/gazetteer.ts'
import type { Town } from '../area/town.ts'
import type { Urgency } from '../ticket/types.ts'
import { readAbout } from './about.ts'
import { chooseAct, judgeAct, plainChatter, sureReport, weighActs } from './act.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { readPastSlips, slipReader } from './confusion/read-past.ts'
import { type Framed, frameEvidence } from './context.ts'
import { correctedPlace } from './correction.ts'
import { betterTold, correctedIncident, earlierReport, echo, latestOwn } from './follow-up.ts'
import { findMatters, leafScores, likelyLeaves, type Matter } from './matters.ts'
import { actFeatures, runsOf } from './model/features.ts'
import { gateFeatures } from './model/gate.ts'
import { learnedWords } from './model/learned-words.ts'
import { linkFeatures } from './model/link.ts'
import type { MessageModel } from './model/message-model.ts'
import { shippedModel } from './model/shipped.ts'
import { type Normalised, normalise, ownWords } from './normalise.ts'
import { type PlaceContext, placesOf, resolvePlace } from './place.ts'
import { type PlaceMarks, placeMarks } from './place-marks.ts'
import { lexiconScorer, reasonsOf, round, type Scorer } from './score.ts'
import type { Incident, Judged, PlaceReading, ReadInput, Reading, Reason, ThreadContext } from './types.ts'
import { judgeUrgency } from './urgency.ts'

export interface Reader {
  /** Reads one message in its conversation. Pure: the same input always reads the same; never throws. */
  read(input: ReadInput, thread: ThreadContext): Reading
}

/** What a town's reader is made of; another scorer may stand beside the lexicon, a town's own model for the shipped one. */
export interface ReaderParts {
  scorers?: readonly Scorer[]
  model?: MessageModel
}

const SUMMARY = 60

/** Builds the town's indexes (25,000 areas in well under a second) and returns its reader. */
export function createReader(town: Town, parts: ReaderParts = {}): Reader {
  const gazetteer = buildGazetteer(town, (name) => normalise(name).text)
  slipReader()
  const scorers = parts.scorers ?? [lexiconScorer(town)]
  const model = parts.model ?? shippedModel()
  return { read: (input, thread) => readWith(town, gazetteer, scorers, model, input, thread) }
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
  model: MessageModel,
  input: ReadInput,
  thread: ThreadContext,
): Reading {
  const sent = normalise(input.text)
  const plain = readPastSlips(sent, gazetteer.names(sent.text))
  const clauses = clausesOf(plain.text, plain.hints.breaks)
  const marks = placeMarks(plain.text, gazetteer)
  const found = scorers.flatMap((scorer) => scorer(plain.text, clauses)).filter(outside(marks.names))
  const evidence = frameEvidence(found, clauses, plain.text)
  const context: PlaceContext = { town, gazetteer, input, near: latestOwn(input, thread)?.area ?? null }
  const hasOpenTicket = thread.open.some((ticket) => ticket.reporterIsSender)

  const answered = thread.open.find((ticket) => ticket.id === input.repliesTo?.ticketId)
  const mayEnd =
    input.repliesTo?.card === true ||
    (answered ? answered.reporterIsSender : hasOpenTicket || input.repliesTo !== undefined)
  const taken = mayEnd ? readAbout(plain.text, model.about) : null
  const hasPhoto = input.hasPhoto || photoWaits(input, thread, town)
  const places = [...marks.names, ...marks.chains]
  const runs = runsOf(plain.text, marks.names)
  const dm = input.conversation.kind === 'dm'
  const weighed = weighActs({
    plain,
    evidence,
    hasPhoto,
    namesTown: marks.names.length + marks.chains.length > 0,
    namesPlace: marks.names.length + marks.chains.length + marks.landmarks.length > 0,
    replies: input.repliesTo !== undefined,
    hasOpenTicket,
    dm,
  })
  const telling = {
    text: plain.text,
    clauses,
    evidence,
    places,
    runs: marks.chains.length === 0 ? runs : runsOf(plain.text, places),
  }
  const quiet = plainChatter(plain.text)
  const scores = leafScores(telling, model)
  const judged: Judged = {
    acts: quiet?.shares ?? judgeAct(model.act, actFeatures(runs, plain, evidence, weighed, { hasPhoto, dm })),
    leaves: plain.text === '' ? new Map() : likelyLeaves(scores, model),
  }
  const gate = gateFeatures(judged, plain.text, { ...input, hasPhoto, role: input.sender.role }, thread)
  const acted = input.surelyReport
    ? sureReport(judged.acts, weighed)
    : (quiet ?? chooseAct(judged.acts, shareOf(model.gate, gate, 'yes'), weighed))
  const corrected = hasOpenTicket || input.repliesTo ? correctedPlace(plain.text, marks) : null
  const earlier = corrected ? earlierReport(input, thread) : undefined
  const place = resolvePlace(plain, corrected ?? marks, context)
  const about = taken !== null && !earlier && acted.act !== 'notice' ? taken : null
  const echoed = about || earlier ? undefined : echo(plain.text, evidence, place, input, thread)
  const act = about || earlier ? 'update' : echoed ? 'report' : acted.act
  const opens = act === 'report' || act === 'request'
  const matters = opens ? findMatters(telling, scores, model, town) : []
  const reasons: Reason[] = [...acted.reasons]
  for (const { from, to } of plain.hints.readAs) reasons.push({ rule: `读作 ${to}`, words: from, weight: 0 })
  if (about) {
    const rule = about === 'withdrawn' ? '收回前面说的' : '说已经好了'
    reasons.unshift({ rule, words: plain.text.slice(0, 30), weight: 4 })
  }
  if (earlier) reasons.unshift({ rule: '更正前面说的地点', words: place.words ?? '', weight: 4 })
  const incidents = opens
    ? incidentsOf(matters, { plain, runs, clauses, marks, context, place, reasons, model })
    : []
  if (echoed && incidents[0]) incidents[0] = { ...incidents[0], category: echoed.category }
  if (earlier) incidents.push(correctedIncident(earlier, place, town))
  const own = about || earlier ? undefined : latestOwn(input, thread)
  const bettered = own ? betterTold(own, incidents, place, marks, plain, context) : null
  if (bettered) incidents.splice(0, incidents.length, bettered)
  reasons.push(place.reason)
  const reading: Reading = {
    act: bettered ? 'update' : act,
    incidents,
    missing: opens && input.conversation.kind === 'dm' && place.source === 'town' ? 'place' : null,
    confidence: about ? 0.9 : acted.confidence,
    reasons,
    about,
    corrects: earlier !== undefined || bettered !== null,
    place: { area: place.area, words: place.words, confidence: place.confidence, source: place.source },
    judged,
    links: new Map(),
  }
  return { ...reading, links: linksOf(input, reading, thread, model, gazetteer) }
}

/** What lies in the name of a place says nothing of a matter: nobody keeps sheep in 羊圈坪. */
function outside(names: PlaceMarks['names']): (item: { start: number; end: number }) => boolean {
  const proper = names.filter((name) => !name.generic)
  return ({ start, end }) => !proper.some((name) => name.start <= start && name.end >= end)
}

/** Share of the opening acts from which a message clearly reports. */
const CLEARLY = 0.8
/** Open tickets further back than this are not asked about: nobody goes on about them without answering. */
const OPEN_LOOK_BACK = 12

function linksOf(
  input: ReadInput,
  reading: Reading,
  thread: ThreadContext,
  { link }: MessageModel,
  { isWithin }: Gazetteer,
): Map<string, number> {
  const { place, judged } = reading
  const opens = judged.acts.report + judged.acts.request
  const apart = (a: string, b: string) => !isWithin(a, b) && !isWithin(b, a)
  /** A clear report that names another place than the ticket's is no word about it. */
  const elsewhere = (ticket: ThreadContext['open'][number]) =>
    opens >= CLEARLY && place.source === 'text' && ticket.place !== null && apart(place.area, ticket.area)
  const answered = input.repliesTo?.ticketId
  const asked = thread.open.filter(({ id }, i) => id === answered || i >= thread.open.length - OPEN_LOOK_BACK)
  return new Map(
    asked.map((ticket) => [
      ticket.id,
      ticket.id !== answered && elsewhere(ticket)
        ? 0
        : round(shareOf(link, linkFeatures(input, reading, ticket, thread), 'yes')),
    ]),
  )
}

/** A photo of the sender was kept a moment ago and waits for these words. */
function photoWaits(input: ReadInput, thread: ThreadContext, town: Town): boolean {
  const last = thread.recent.findLast((message) => message.sameSender)
  if (!last?.hasPhoto || last.ticketId !== null || last.text.length > 8) return false
  return differenceInMinutes(input.at, last.at) <= town.policy.gather.photoMinutes
}

interface Telling {
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

function incidentsOf(matters: readonly Matter[], telling: Telling): Incident[] {
  const { plain, reasons, context } = telling
  const places =
    matters.length > 1 && matters.length < 40 ? placesOf(plain, telling.marks, context, matters) : []
  return matters.map((matter, i) => {
    const told = reasonsOf(matter.evidence, matter.category)
    const text = plain.text.slice(matter.start, matter.end)
    reasons.push(...(told.length > 0 ? told : learnedWords(telling.model.leaf, text, matter.category)))
    return incident(matter, { ...telling, place: places[i] ?? telling.place })
  })
}

function incident(
  { start, end, category: read, runnerUp, confidence, others, evidence }: Matter,
  telling: Telling,
): Incident {
  const { plain, marks, context, place, reasons, model } = telling
  const category = knownCategory(context.town, read)
  const likely = (code: string, share: number) => {
    const usual: Urgency = context.town.categoryByCode.get(code)?.urgency ?? 'normal'
    return { category: code, usual, share }
  }
  const text = plain.text.slice(start, end)
  const urgency = judgeUrgency(
    model.urgency,
    text === plain.text && marks.names.length === 0 ? telling.runs : runsOf(text),
    [likely(category, confidence), ...others.map((other) => likely(other.category, other.share))],
    text,
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
    summary: summaryOf(telling, start, end, evidence),
  }
}

/** A town's own taxonomy may lack all leaves near it; then what fits nowhere. */
function knownCategory(town: Town, category: string): string {
  if (town.categoryByCode.has(category)) return category
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
