import type { Town } from '../../domain/area/town.ts'
import { normalise, ownWords } from '../../domain/understanding/normalise.ts'
import { stakesTold } from '../../domain/understanding/stakes/read.ts'
import type { Incident, ReadInput, Reading, Reason } from '../../domain/understanding/types.ts'
import type { Answer } from './answer.ts'
import { actUnsure, incidentUnsure } from './when.ts'

/** How sure a field is that both read so, and one that only the model reads so. */
const BOTH = 0.8
const OTHER = 0.65
const SUMMARY = 60
/** Begins the reasons of a second opinion. */
export const RULE = '第二意见'

type Told = Answer['incidents'][number]

/**
 * The reading with what was in doubt filled from a checked answer. Only doubtful fields change, and only those that
 * an answer has. What our reader takes for an emergency stays one.
 */
export function mergeAnswer(reading: Reading, answer: Answer, input: ReadInput, town: Town): Reading {
  const { below } = town.policy.secondOpinion
  const grave = reading.incidents.some(({ urgency }) => urgency === 'emergency')
  const opens = isOpening(answer.act)
  const keepsAct = !actUnsure(reading, below) || (grave && !opens)
  const act = keepsAct ? reading.act : answer.act
  const reasons: Reason[] = []
  const note = (what: string, agreed: boolean) =>
    reasons.push({ rule: `${RULE}:${agreed ? '同样' : '改为'} ${what}`, words: '', weight: 1 })
  if (!keepsAct) note(act, act === reading.act)
  const incidents = isOpening(act) ? incidentsOf(reading, answer, input, town, note) : []
  const confidence = keepsAct ? reading.confidence : act === reading.act ? BOTH : OTHER
  const missing =
    isOpening(act) && input.conversation.kind === 'dm' && reading.place.source === 'town' ? 'place' : null
  return { ...reading, act, incidents, missing, confidence, reasons: [...reasons, ...reading.reasons] }
}

const isOpening = (act: Reading['act']) => act === 'report' || act === 'request'

type Note = (what: string, agreed: boolean) => void

function incidentsOf(reading: Reading, answer: Answer, input: ReadInput, town: Town, note: Note): Incident[] {
  if (reading.incidents.length > 0) {
    return reading.incidents.map((own, i) => {
      const told = answer.incidents.find(({ n }) => n === i + 1)
      return told ? mergeIncident(own, told, input, town, note) : own
    })
  }
  // It read as small talk: the whole message is the matter, and where it is said of is known.
  return answer.incidents.slice(0, 1).map((told) => {
    note(`${told.category} ${told.urgency}`, false)
    const { text } = normalise(input.text)
    return {
      category: told.category,
      runnerUp: null,
      urgency: told.urgency,
      area: reading.place.area,
      place: reading.place.words ?? wordsOf(told, input),
      placeSource: reading.place.source,
      confidence: OTHER,
      summary: ownWords(normalise(input.text), 0, Math.min(text.length, SUMMARY)).slice(0, SUMMARY),
      stakes: stakesTold(input.text),
    }
  })
}

function mergeIncident(own: Incident, told: Told, input: ReadInput, town: Town, note: Note): Incident {
  const place = own.place ?? wordsOf(told, input)
  if (place !== own.place) note('地点', false)
  if (!incidentUnsure(own, town.policy.secondOpinion.below)) return { ...own, place }
  const grave = own.urgency === 'emergency'
  // An emergency may only become another kind of emergency: else its deadlines would grow.
  const fits = !grave || town.categoryByCode.get(told.category)?.urgency === 'emergency'
  const category = fits ? told.category : own.category
  const urgency = grave ? own.urgency : told.urgency
  const agreed = category === own.category
  note(category, agreed)
  if (urgency !== own.urgency) note(urgency, false)
  return {
    ...own,
    category,
    runnerUp: agreed ? own.runnerUp : own.category,
    urgency,
    place,
    confidence: agreed ? BOTH : OTHER,
  }
}

/** The place in the person's own spelling. */
function wordsOf({ place }: Told, input: ReadInput): string | null {
  if (place === null) return null
  const plain = normalise(input.text)
  const words = normalise(place).text
  const at = plain.text.indexOf(words)
  return at === -1 ? null : ownWords(plain, at, at + words.length) || null
}

/** True when what would become of the message is another. */
export function differs(a: Reading, b: Reading): boolean {
  const facts = ({ act, incidents }: Reading) =>
    [act, ...incidents.map((i) => `${i.category} ${i.urgency} ${i.place ?? ''}`)].join('|')
  return facts(a) !== facts(b)
}
