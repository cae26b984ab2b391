import { lineage } from '../area/town.ts'
import type { Span } from './landmarks.ts'
import { type Normalised, ownWords } from './normalise.ts'
import type { PlaceMarks } from './place-marks.ts'
import type { PlacePhrase } from './place-phrases.ts'
import { type Settled, settlePhrases } from './place-settle.ts'
import { isAboveVillages, type PlaceContext, type Standing, standing, upToVillage } from './standing.ts'
import type { PlaceReading, Reason } from './types.ts'

export type { PlaceContext } from './standing.ts'

/** A photo or a sent point farther than this from any known area says nothing of it, metres. */
const SENSIBLE = 3_000
/** So near a point lies in the area itself; farther off only its village is believed, metres. */
const AT_IT = 800

export type Place = PlaceReading & { reason: Reason }

/** The most specific area that text, location, sender and group allow, and why. */
export function resolvePlace(plain: Normalised, marks: PlaceMarks, context: PlaceContext): Place {
  const stand = standing(context)
  return placeOf(plain, marks.phrases, settlePhrases(marks.phrases, context, stand), context, stand)
}

/**
 * The place of each matter of a message. A matter that names none is where the one before it is; the first, where
 * the message is.
 */
export function placesOf(
  plain: Normalised,
  marks: PlaceMarks,
  context: PlaceContext,
  spans: readonly Span[],
): Place[] {
  const stand = standing(context)
  const settled = settlePhrases(marks.phrases, context, stand)
  const places: Place[] = []
  for (const [i, span] of spans.entries()) {
    const inside = (phrase: PlacePhrase) => phrase.start >= span.start && phrase.start < span.end
    const own = settled.filter((item) => inside(item.phrase))
    const phrases = marks.phrases.filter(inside)
    const before = places[i - 1]
    if (own.length > 0) places.push(placeOf(plain, phrases, own, context, stand))
    else {
      const base = before ?? placeOf(plain, marks.phrases, settled, context, stand)
      const words = wordsOf(plain, phrases, null)
      places.push(words === null ? base : { ...base, words })
    }
  }
  return places
}

function placeOf(
  plain: Normalised,
  phrases: readonly PlacePhrase[],
  settled: readonly Settled[],
  context: PlaceContext,
  stand: Standing,
): Place {
  const { gazetteer, town } = context
  const chosen = choose(settled, context)
  const words = wordsOf(plain, phrases, chosen)
  const told = (area: string, confidence: number, source: PlaceReading['source'], rule: string): Place => ({
    area,
    words,
    confidence,
    source,
    reason: { rule, words: words ?? '', weight: confidence },
  })
  if (chosen && chosen.rank > 1) {
    const near = pointArea(context, chosen.area, [chosen.area])
    if (near && near.area !== chosen.area && gazetteer.isWithin(near.area, chosen.area))
      return told(near.area, 0.8, 'location', '位置与地名')
    return told(chosen.area, chosen.confidence, chosen.source, chosen.rule)
  }
  const from = stand.home.source === 'town' ? stand.sender : stand.home.area
  const own = from === null || from === town.top ? [] : [from, ...upToVillage(town, from)]
  const point = pointArea(context, stand.group, own)
  if (point?.inside) return told(point.area, 0.9, 'location', '发来的位置在范围内')
  if (point) return told(point.area, point.metres < 500 ? 0.85 : 0.65, 'location', '发来的位置离得最近')
  if (chosen) return told(chosen.area, chosen.confidence, chosen.source, chosen.rule)
  return told(stand.home.area, stand.home.source === 'town' ? 0.1 : 0.5, stand.home.source, '没有说地点')
}

/** The first place that is told, or a nearer one within it told after. */
function choose(settled: readonly Settled[], { gazetteer }: PlaceContext): Settled | null {
  let best: Settled | null = null
  for (const item of settled) {
    if (item.phrase.denied && settled.length > 1) continue
    if (
      !best ||
      (item.rank > 1 && best.rank === 1) ||
      (item.exact && !best.exact) ||
      (item.rank >= best.rank && item.area !== best.area && gazetteer.isWithin(item.area, best.area))
    )
      best = item
  }
  return best
}

/** The person's own words: those of the place that was believed, else of the first spot that is told. */
function wordsOf(plain: Normalised, phrases: readonly PlacePhrase[], chosen: Settled | null): string | null {
  const told = (phrase: PlacePhrase) =>
    phrase.own.length === 0 || hasMore(phrase) || phrase.own.some((mark) => mark.spot)
  const others = phrases.filter((phrase) => !phrase.denied && told(phrase))
  const phrase =
    chosen && told(chosen.phrase)
      ? chosen.phrase
      : (others.find((item) => item.names.length + item.chains.length > 0) ?? others[0])
  if (!phrase) return null
  const words = ownWords(plain, phrase.start, phrase.end)
  return words === '' ? null : words
}

function hasMore(phrase: PlacePhrase): boolean {
  return phrase.names.length + phrase.chains.length + phrase.landmarks.length > 0
}

/**
 * The area at a sent point: the one whose ground holds it, else the nearest, one of `group` where that is about as near;
 * at a border that of `own`.
 */
function pointArea(
  { town, gazetteer, input }: PlaceContext,
  group: string | null,
  own: readonly string[],
): { area: string; metres: number; inside: boolean } | null {
  const prefer = (code: string) => group === null || gazetteer.isWithin(code, group)
  const found = input.point ? gazetteer.locate(input.point, { limit: SENSIBLE, prefer, own }) : null
  if (!found) return null
  const { area, metres, within } = found
  if (area.code === within) {
    // That somebody is somewhere in the town tells less than group and sender do.
    const wide = area.code === town.top || isAboveVillages(town, area)
    return wide ? null : { area: area.code, metres, inside: true }
  }
  if (metres <= AT_IT) return { area: area.code, metres, inside: false }
  const village = lineage(town, area.code).find(
    (item) => item.level === 'village' || isAboveVillages(town, item),
  )
  const code = village?.code ?? area.code
  if (within !== null && gazetteer.isWithin(within, code)) return { area: within, metres: 0, inside: true }
  return { area: code, metres, inside: false }
}
