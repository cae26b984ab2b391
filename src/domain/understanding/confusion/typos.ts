import type { Normalised, ReadAs } from '../normalise.ts'
import { ALONE_OFTEN, ALONE_SOMETIMES, OFTEN, ORDINARY, SELDOM } from './common-words.ts'
import { EVERYDAY } from './everyday.ts'
import { namedPeople } from './people.ts'
import { type Costs, type Piece, segment } from './segment.ts'
import { type Candidate, SlipIndex } from './slip-index.ts'
import { TERMS } from './terms.ts'
import { VAGUE } from './vague.ts'

export interface Corrected {
  /** As long as the text was, so that positions and the way back to the person's own words stay. */
  text: string
  changes: readonly ReadAs[]
}

export interface TypoReader {
  /**
   * Reads slips of sound and shape as the words they stand for. What lies in `spared` (names of places), names of
   * people and of those who were called stay as they are.
   */
  correct(plain: Plain, spared?: readonly Piece[]): Corrected
}

const COST = {
  often: 9.4,
  ordinary: 11.4,
  seldom: 13.3,
  lexicon: 11,
  aloneOften: 6.4,
  aloneSometimes: 9,
} as const
/** Beyond this a run is left alone: by the length of the word, and stricter in a long text, where chance brings more. */
const LIMIT = { two: 1.6, more: 2.5, long: 1 } as const
const LONG = 80
/** What a word of the matter right beside it takes off the doubt. */
const BESIDE = 0.7
/** A single slip of the same sound, tone and all, or of a like shape. */
const SURE = 1.2
const NEVER = Number.POSITIVE_INFINITY
/** Letters that are hardly met but in names: 龚司泰 is no 公司. */
const IN_NAMES = '龚阎俞覃裴荀郝邹冯邓彭吕傅魏薛贾谭廖萧岑倪滕虞蒋潘崔'
const COUNTED = /[a-z\d]/
const NUMERALS = '半一二三四五六七八九十百千两零〇'
const WORD = /^[\u4e00-\u9fa5]{2,4}$/
/** Words of these make no target: what sounds like them is mostly said as it stands. */
const LOOSE = /[了的着过得个啊吗呢们]|^[不没无未被有在是又还都全才只很太好一]|[不没]|^[来去上下]|[来去]$/

/** What makes the run before it the name of a place that no list may have: 天泰路, 集士港, 水景居小区. */
const NAMED =
  /^[^了把的在被是到,。 ]?(?:路(?![口边上中面灯])|街(?![上边])|村(?![里口民委头])|镇|乡|苑|园|庄|屯|寨|岗|港|庭|府|组|居|雅|厂|宿舍|家园|小区|社区|大道|大厦|公寓|城|号楼|\d*[栋幢])/
const PLACE_END = '路村街镇桥湖山坝江河塘巷社区县市'
interface Knowledge {
  index: SlipIndex
  costs: Map<string, number>
  /** Single characters of the lexicon: 堵, 坏, 臭. */
  marks: Set<string>
}

/** Builds the index once; `words` are those of the lexicon, of any length. */
export function createTypoReader(words: Iterable<string>): TypoReader {
  const knowledge = learn(words)
  return { correct: (plain, spared = []) => correct(plain, spared, knowledge) }
}

function learn(words: Iterable<string>): Knowledge {
  const costs = new Map<string, number>()
  const give = (list: Iterable<string>, cost: number) => {
    for (const word of list) if (word !== '') costs.set(word, cost)
  }
  give(SELDOM.split(/\s/), COST.seldom)
  give(ORDINARY.split(/\s/), COST.ordinary)
  give(OFTEN.split(/\s/), COST.often)
  give(EVERYDAY.split(/\s/), COST.ordinary)
  give(ALONE_SOMETIMES.replaceAll('\n', ''), COST.aloneSometimes)
  give(ALONE_OFTEN.replaceAll('\n', ''), COST.aloneOften)
  for (const term of TERMS.split(/\s/)) if (term !== '' && !costs.has(term)) costs.set(term, COST.lexicon)
  const index = new SlipIndex()
  const marks = new Set<string>()
  const targets = new Set<string>(TERMS.split(/\s/))
  for (const word of words) {
    if (word.length === 1) marks.add(word)
    // A word that no dictionary has is mostly a piece of speech, and what sounds like it another piece of speech.
    else if (costs.has(word) && !LOOSE.test(word) && !VAGUE.has(word)) targets.add(word)
  }
  for (const word of targets) if (WORD.test(word)) index.add(word)
  return { index, costs, marks }
}

type Plain = Pick<Normalised, 'text' | 'hints'>

function correct(plain: Plain, spared: readonly Piece[], knowledge: Knowledge): Corrected {
  const { text } = plain
  const found: Candidate[] = []
  for (let at = 0; at + 1 < text.length; at++) knowledge.index.at(text, at, found)
  const slips = found.filter((item) => mayBeSlip(item, text, knowledge.costs))
  if (slips.length === 0) return { text, changes: [] }
  const names = new Uint8Array(text.length)
  for (const name of [...spared, ...plain.hints.called, ...namedPeople(text)])
    names.fill(1, name.start, name.end)
  const free = slips.filter((item) => !names.subarray(item.start, item.end).includes(1))
  if (free.length === 0) return { text, changes: [] }
  const around: Around = {
    pieceAt: piecesByPosition(text, knowledge.costs),
    begins: new Set(),
    ends: new Set(),
  }
  for (const item of found)
    if (item.unlike === 0) {
      around.begins.add(item.start)
      around.ends.add(item.end)
    }
  const judged: { item: Candidate; doubt: number }[] = []
  for (const item of free) {
    const doubt = doubtOf(item, text, around, knowledge)
    if (doubt <= limitOf(item, text)) judged.push({ item, doubt })
  }
  return apply(text, judged)
}

/** The quick part, which most runs don't pass. */
function mayBeSlip(item: Candidate, text: string, costs: Costs): boolean {
  const { start, end, word } = item
  if (item.unlike === 0 || item.unlike - BESIDE > limitOf(item, text)) return false
  const first = text.charAt(start) !== word.charAt(0)
  // 丰路 is a road of that name, not 封路.
  if (end - start === 2 && first && PLACE_END.includes(word.charAt(1))) return false
  if (end - start === 2 && NAMED.test(text.slice(end, end + 6))) return false
  // A座电梯: what counts or numbers something belongs to what stands before.
  if (first && COUNTED.test(text.charAt(start - 1))) return false
  return !costs.has(text.slice(start, end))
}

function limitOf(item: Candidate, text: string): number {
  if (text.length > LONG) return LIMIT.long
  return item.end - item.start === 2 ? LIMIT.two : LIMIT.more
}

interface Around {
  /** The piece of the text, cut into words, that each position lies in. */
  pieceAt: readonly Piece[]
  /** Where words of the index begin and end. */
  begins: Set<number>
  ends: Set<number>
}

function piecesByPosition(text: string, costs: Costs): Piece[] {
  const at: Piece[] = new Array(text.length)
  for (const piece of segment(text, costs)) at.fill(piece, piece.start, piece.end)
  return at
}

/** How far from certain it is that the word was meant; the less the surer. */
function doubtOf(item: Candidate, text: string, around: Around, { costs, marks }: Knowledge): number {
  const { start, end, word } = item
  const { pieceAt } = around
  const size = end - start
  if ((pieceAt[start]?.start ?? start) < start || (pieceAt[end - 1]?.end ?? end) > end) return NEVER
  const matterAfter = around.begins.has(end) || marks.has(text.charAt(end))
  const matterBefore = around.ends.has(start) || marks.has(text.charAt(start - 1))
  let alone = 0
  let doubt = item.unlike
  for (let i = start; i < end; i++) {
    const typed = text.charAt(i)
    const piece = pieceAt[i]
    const whole = piece !== undefined && piece.end - piece.start > 1
    const cost = costs.get(typed) ?? 12
    if (!whole) alone++
    if (typed === word.charAt(i - start)) {
      if (size === 2 && cost === COST.aloneOften) doubt += 1
      continue
    }
    if (NUMERALS.includes(typed) || IN_NAMES.includes(typed)) return NEVER
    if (whole) doubt += 0.6
    // 锅炉|放汽 too; but 广告排|松了.
    else if (
      item.unlike > SURE &&
      cost === COST.aloneSometimes &&
      i === end - 1 &&
      !matterAfter &&
      costs.has(text.slice(start, i))
    )
      return NEVER
    else if (cost === COST.aloneOften) {
      // 消防车|到了 says that it came; 下水|到堵了 doesn't.
      const says = i === end - 1 && !marks.has(text.charAt(end)) && costs.has(text.slice(start, i))
      if (size === 2 || says) return NEVER
      doubt += size === 3 ? 1.8 : 0.6
    } else if (cost === COST.aloneSometimes) doubt += 0.6
  }
  // 租房|补贴 are two words that stand well beside each other.
  if (alone === 0) return NEVER
  return matterAfter || matterBefore ? doubt - BESIDE : doubt
}

function apply(text: string, judged: { item: Candidate; doubt: number }[]): Corrected {
  judged.sort(
    (a, b) => a.doubt - b.doubt || b.item.word.length - a.item.word.length || a.item.start - b.item.start,
  )
  const taken = new Uint8Array(text.length)
  const changes: ReadAs[] = []
  for (const { item, doubt } of judged) {
    const { start, end, word } = item
    if (taken.subarray(start, end).includes(1)) continue
    taken.fill(1, start, end)
    changes.push({ start, end, from: text.slice(start, end), to: word, doubt })
  }
  changes.sort((a, b) => a.start - b.start)
  let corrected = ''
  let from = 0
  for (const change of changes) {
    corrected += text.slice(from, change.start) + change.to
    from = change.end
  }
  return { text: corrected + text.slice(from), changes }
}
