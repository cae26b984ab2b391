import { differenceInMinutes } from 'date-fns'
import { shareOf } from '../../lib/linear/model.ts'
import { buildGazetteer, type Gazetteer } from '../area/gazetteer.ts'
import type { Town } from '../area/town.ts'
import { readAbout } from './about.ts'
import { chooseAct, judgeAct, plainChatter, sureReport, weighActs } from './act.ts'
import { clausesOf } from './clauses.ts'
import { readPastSlips, slipReader } from './confusion/read-past.ts'
import { frameEvidence } from './context.ts'
import { correctedPlace } from './correction.ts'
import { betterTold, correctedIncident, earlierReport, echo, latestOwn } from './follow-up.ts'
import { incidentsOf } from './incidents.ts'
import { linksOf, opensShare } from './links.ts'
import { findMatters, leafScores, likelyLeaves } from './matters.ts'
import { actFeatures, runsOf, type Span } from './model/features.ts'
import { gateFeatures } from './model/gate.ts'
import type { MessageModel } from './model/message-model.ts'
import { shippedModel } from './model/shipped.ts'
import { normalise } from './normalise.ts'
import { type PlaceContext, resolvePlace } from './place.ts'
import { placeWithBefore } from './place-before.ts'
import { type PlaceMarks, placeMarks } from './place-marks.ts'
import { lexiconScorer, type Scorer } from './score.ts'
import type { Judged, ReadInput, Reading, Reason, ThreadContext } from './types.ts'
import { CAPTION } from './waiting.ts'

export interface Reader {
  /** Reads one message in its conversation. Pure: the same input always reads the same; never throws. */
  read(input: ReadInput, thread: ThreadContext): Reading
  /** The town's places, as messages name them. */
  gazetteer: Gazetteer
}

/** What a town's reader is made of; another scorer may stand beside the lexicon, a town's own model for the shipped one. */
export interface ReaderParts {
  scorers?: readonly Scorer[]
  model?: MessageModel
}

/** Builds the town's indexes (25,000 areas in well under a second) and returns its reader. */
export function createReader(town: Town, parts: ReaderParts = {}): Reader {
  const gazetteer = buildGazetteer(town, (name) => normalise(name).text)
  slipReader()
  const scorers = parts.scorers ?? [lexiconScorer(town)]
  const model = parts.model ?? shippedModel()
  return { gazetteer, read: (input, thread) => readWith(town, gazetteer, scorers, model, input, thread) }
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
  const polite = politeWords(plain.text)
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
    runs: marks.chains.length + polite.length === 0 ? runs : runsOf(plain.text, [...places, ...polite]),
  }
  const quiet = plainChatter(plain.text)
  const scores = leafScores(telling, model)
  const heard: Pick<Judged, 'acts' | 'leaves'> = {
    acts: quiet?.shares ?? judgeAct(model.act, actFeatures(runs, plain, evidence, weighed, { hasPhoto, dm })),
    leaves: plain.text === '' ? new Map() : likelyLeaves(scores, model),
  }
  const said = { ...input, hasPhoto, role: input.sender.role }
  const gate = shareOf(model.gate, gateFeatures(heard, { text: plain.text, runs }, said, thread), 'yes')
  const judged: Judged = { ...heard, gate }
  const corrected = hasOpenTicket || input.repliesTo ? correctedPlace(plain.text, marks) : null
  const earlier = corrected ? earlierReport(input, thread) : undefined
  const place = placeWithBefore(resolvePlace(plain, corrected ?? marks, context), context, thread)
  const opening = opensShare(
    { text: plain.text, judged, place },
    { ...input, hasPhoto },
    thread,
    model,
    gazetteer,
  )
  const acted = input.surelyReport
    ? sureReport(judged.acts, weighed)
    : (quiet ?? chooseAct(judged.acts, opening, weighed))
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

/** Thanks and greetings, which say nothing of the matter. */
function politeWords(text: string): Span[] {
  return [...text.matchAll(/大家[好早]|辛苦[了啦]?|谢谢(?:大家|您|你们?)?|多谢|麻烦了/g)].map(
    ({ 0: words, index }) => ({
      start: index,
      end: index + words.length,
    }),
  )
}

/** What lies in the name of a place says nothing of a matter: nobody keeps sheep in 羊圈坪. */
function outside(names: PlaceMarks['names']): (item: { start: number; end: number }) => boolean {
  const proper = names.filter((name) => !name.generic)
  return ({ start, end }) => !proper.some((name) => name.start <= start && name.end >= end)
}

/** A photo of the sender was kept a moment ago and waits for these words. */
function photoWaits(input: ReadInput, thread: ThreadContext, town: Town): boolean {
  const last = thread.recent.findLast((message) => message.sameSender)
  if (!last?.hasPhoto || last.ticketId !== null || last.text.length > CAPTION) return false
  return differenceInMinutes(input.at, last.at) <= town.policy.gather.photoMinutes
}
