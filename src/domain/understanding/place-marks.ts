import type { Gazetteer, NameHit } from '../area/gazetteer.ts'
import { type NumberChain, numberChains } from '../area/numbered.ts'
import { landmarks, type Span } from './landmarks.ts'
import { type Normalised, ownWords } from './normalise.ts'

/** What the text says of places, before group and sender settle it. Read once per message. */
export interface PlaceMarks {
  names: NameHit[]
  chains: NumberChain[]
  landmarks: Span[]
  /** 我们单元, 我家门口: the sender's own area is meant. */
  own: Span | null
  /** 我们村, 我们网格: the area of that level above the sender. */
  level: 'village' | 'grid' | 'compound' | null
}

const OWN =
  /(?:我们?|咱们?|俺们?|本|阮|偶们?)(?:这)?(?:个)?(?:单元|楼栋|这栋|栋|楼|家(?!长|里人|乡)|门口|楼下|屋)|家门口|我这边|我们这边|我们这里|我这里/
const OWN_LEVEL = /(?:我们?|咱们?|俺们?|本|阮)(?:个)?(村|网格|社区|小区)/

export function placeMarks(text: string, gazetteer: Gazetteer): PlaceMarks {
  const own = OWN.exec(text)
  const level = OWN_LEVEL.exec(text)?.[1]
  return {
    names: gazetteer.names(text),
    chains: numberChains(text),
    landmarks: landmarks(text),
    own: own ? { start: own.index, end: own.index + own[0].length } : null,
    level: level === undefined ? null : level === '网格' ? 'grid' : level === '小区' ? 'compound' : 'village',
  }
}

/** The marks that lie within a span of the text. */
export function marksWithin(marks: PlaceMarks, start: number, end: number): PlaceMarks {
  const inside = (span: Span) => span.start >= start && span.end <= end
  return {
    names: marks.names.filter(inside),
    chains: marks.chains.filter(inside),
    landmarks: marks.landmarks.filter(inside),
    own: marks.own && inside(marks.own) ? marks.own : null,
    level: marks.level,
  }
}

/** The person's own words for the place: names, numbers and landmarks that stand together. */
export function placeWords(plain: Normalised, marks: PlaceMarks): string | null {
  const spans: Span[] = [
    ...marks.names,
    ...marks.chains,
    ...marks.landmarks,
    ...(marks.own ? [marks.own] : []),
  ].sort((a, b) => a.start - b.start || b.end - a.end)
  let best: Span | null = null
  let current: Span | null = null
  const keep = (span: Span) => {
    if (!best || span.end - span.start > best.end - best.start + 4) best = span
  }
  for (const span of spans) {
    if (current && span.start <= current.end + 3 && joins(plain.text.slice(current.end, span.start))) {
      current = { start: current.start, end: Math.max(current.end, span.end) }
    } else {
      if (current) keep(current)
      current = { start: span.start, end: span.end }
    }
  }
  if (current) keep(current)
  const span = best as Span | null
  if (!span) return null
  const words = ownWords(plain, span.start, Math.min(span.end, span.start + 60))
  return words === '' ? null : words
}

function joins(gap: string): boolean {
  return /^[\s,的、\-(/]*$/.test(gap)
}
