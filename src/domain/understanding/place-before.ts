import { normalise } from './normalise.ts'
import { type Place, type PlaceContext, resolvePlace } from './place.ts'
import { placeMarks } from './place-marks.ts'
import type { ThreadContext } from './types.ts'
import { leadIn } from './waiting.ts'

/** A place told a line earlier is a little less sure to be meant. */
const LESS_SURE = 0.9

/** The place that the words name, else the one that the sender named a moment before (5栋门口 / 水管爆了). */
export function placeWithBefore(place: Place, context: PlaceContext, thread: ThreadContext): Place {
  if (place.source === 'text' || place.source === 'location') return place
  for (const { text } of leadIn(thread.recent, context.input.at, context.town.policy).reverse()) {
    const plain = normalise(text)
    const before = resolvePlace(plain, placeMarks(plain.text, context.gazetteer), context)
    if (before.source === 'text')
      return {
        ...before,
        confidence: before.confidence * LESS_SURE,
        reason: { ...before.reason, rule: `前一句的${before.reason.rule}` },
      }
  }
  return place
}
