import type { NameHit } from '../area/name-index.ts'
import type { NumberChain } from '../area/numbered.ts'
import type { Span } from './landmarks.ts'
import type { OwnMark } from './own-place.ts'
import { TAIL } from './place-tail.ts'

/** Words of the text that together name one place, with what was found in them. */
export interface PlacePhrase extends Span {
  names: NameHit[]
  chains: NumberChain[]
  own: OwnMark[]
  landmarks: Span[]
  /** Two ends or sides are told: a stretch between, a crossing. */
  two: boolean
  /** 不是3单元: the place that is not meant. */
  denied: boolean
}

interface Parts {
  names: readonly NameHit[]
  chains: readonly NumberChain[]
  own: readonly OwnMark[]
  landmarks: readonly Span[]
}

interface Anchor extends Span {
  name?: NameHit
  chain?: NumberChain
  own?: OwnMark
  landmark?: Span
}

/** A place is told in so many characters at most. */
const LONGEST = 48
const TWO_LINK = /^\s?[路街巷道]?(?:和|与|跟|同|到|至|往|、|\/|-|~|—)\s?$/
const TWO_END =
  /^(?:的)?(?:之间|中间|交叉(?:路)?[口处]|交汇[处口]?|交口|交界处?|十字(?:路口)?|路口|口|拐角|接壤|沿线|一段|这段|那段|的?(?:路|机耕路|水泥路|小路|大路|马路|公路)(?![灯面基])上?|路段)/

/** Puts together what stands together, left to right. */
export function placePhrases(text: string, parts: Parts): PlacePhrase[] {
  const anchors = ordered(text, parts)
  const phrases: PlacePhrase[] = []
  for (let i = 0; i < anchors.length; ) {
    const first = anchors[i]
    if (!first) break
    const phrase: PlacePhrase = {
      start: first.start,
      end: first.end,
      names: [],
      chains: [],
      own: [],
      landmarks: [],
      two: false,
      denied: /(?:不是|不在|并非|没在)(?:在|我们)?\s?$/.test(
        text.slice(Math.max(0, first.start - 5), first.start),
      ),
    }
    take(phrase, first)
    i++
    for (;;) {
      const next = anchors[i]
      if (next && next.start < phrase.end) {
        take(phrase, next)
        i++
        continue
      }
      if (
        next &&
        next.end - phrase.start <= LONGEST &&
        joins(text.slice(phrase.end, next.start), phrase, next)
      ) {
        if (TWO_LINK.test(text.slice(phrase.end, next.start))) {
          if (!linksTwo(text, phrase, next)) break
          phrase.two = true
          phrase.end = next.end
        }
        take(phrase, next)
        i++
        continue
      }
      const end =
        phrase.end - phrase.start < LONGEST
          ? tailEnd(text, phrase.end, next?.name || next?.chain ? next.start : undefined)
          : phrase.end
      if (end === phrase.end) {
        const close = phrase.two ? TWO_END.exec(text.slice(phrase.end, phrase.end + 8)) : null
        if (!close || close[0] === '') break
        phrase.end += close[0].length
        continue
      }
      phrase.end = end
    }
    if (phrase.names.length > 1 && !phrase.two) phrase.two = tellsTwo(text, phrase)
    // 我们5栋: whose it is belongs to the words.
    const whose = [...phrase.names, ...phrase.chains].some((part) => part.start === phrase.start)
      ? /(?:我们|咱们|俺们|咱|俺)$/.exec(text.slice(Math.max(0, first.start - 2), first.start))
      : null
    if (whose) phrase.start -= whose[0].length
    phrases.push(phrase)
  }
  return phrases
}

/** 往学院方向走50米: where one heads for is not where it is. */
function isHeading(text: string, name: Span): boolean {
  return (
    /[往向朝]/.test(text.charAt(name.start - 1)) && /^(?:方向|走)/.test(text.slice(name.end, name.end + 2))
  )
}

function ordered(text: string, { names, chains, own, landmarks }: Parts): Anchor[] {
  const firm: Anchor[] = [
    ...names
      .filter((name) => !isHeading(text, name))
      .map((name) => ({ start: name.start, end: name.end, name })),
    ...chains.map((chain) => ({ start: chain.start, end: chain.end, chain })),
    ...own.map((mark) => ({ start: mark.start, end: mark.end, own: mark })),
  ].sort((a, b) => a.start - b.start || b.end - a.end)
  // What a landmark's own words reach over on the left is cut where a name of the town begins.
  let at = 0
  const loose = landmarks.map((landmark): Anchor => {
    while (at < firm.length && (firm[at]?.end ?? 0) <= landmark.start) at++
    const inside = firm[at]
    const start =
      inside && inside.start > landmark.start && inside.start < landmark.end ? inside.start : landmark.start
    return { start, end: landmark.end, landmark: { start, end: landmark.end } }
  })
  return [...firm, ...loose].sort((a, b) => a.start - b.start || b.end - a.end)
}

function take(phrase: PlacePhrase, anchor: Anchor): void {
  phrase.end = Math.max(phrase.end, anchor.end)
  if (anchor.name) phrase.names.push(anchor.name)
  if (anchor.chain) phrase.chains.push(anchor.chain)
  if (anchor.own) phrase.own.push(anchor.own)
  if (anchor.landmark) phrase.landmarks.push(anchor.landmark)
}

function joins(gap: string, phrase: PlacePhrase, next: Anchor): boolean {
  if (gap === '' || /^[\s的\-(/]{1,2}$/.test(gap)) return true
  if (/^[,、]\s?$/.test(gap))
    return next.chain !== undefined && phrase.chains.length === 0 && phrase.names.length > 0
  return gap.length <= 3 && TWO_LINK.test(gap)
}

/** A和B count as two ends only with 之间, 交叉口 behind them, or where one goes from one to the other. */
function linksTwo(text: string, phrase: PlacePhrase, next: Anchor): boolean {
  const gap = text.slice(phrase.end, next.start).trim()
  const after = text.slice(next.end, next.end + 6)
  if (/[到至~—]/.test(gap))
    return (next.name ?? next.chain ?? next.landmark) !== undefined && !/^(?:来|去|过)/.test(after)
  return TWO_END.test(after) || /(?:之间|中间|交叉口|交界|路口)$/.test(text.slice(next.start, next.end))
}

/** A crossing or a stretch whose words were found as one. */
function tellsTwo(text: string, { names, end }: PlacePhrase): boolean {
  return names.some((one, i) => {
    const other = names[i + 1]
    return (
      other !== undefined &&
      TWO_LINK.test(text.slice(one.end, other.start)) &&
      TWO_END.test(text.slice(other.end, end + 6))
    )
  })
}

/** How far the words go on telling where; not into the next name. */
function tailEnd(text: string, from: number, next: number | undefined): number {
  TAIL.lastIndex = from
  const match = TAIL.exec(text)
  if (!match) return from
  const end = from + match[0].length
  return next !== undefined && end > next ? from : end
}
