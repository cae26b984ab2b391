import type { Gazetteer } from '../area/gazetteer.ts'
import type { NameHit } from '../area/name-index.ts'
import { type NumberChain, numberChains } from '../area/numbered.ts'
import { landmarks, type Span } from './landmarks.ts'
import { ownMarks } from './own-place.ts'
import { type PlacePhrase, placePhrases } from './place-phrases.ts'

/** What the text says of places, before group and sender settle it. Read once per message. */
export interface PlaceMarks {
  /** Names as they stand in the town's tables. */
  names: NameHit[]
  chains: NumberChain[]
  landmarks: Span[]
  phrases: PlacePhrase[]
}

export function placeMarks(text: string, gazetteer: Gazetteer): PlaceMarks {
  const spots = landmarks(text)
  const numbers = numberChains(text)
  const found = apart(gazetteer.names(text), numbers)
  const chains = numbers.filter((chain) => namesSpot(chain, text, found, spots))
  return {
    names: found.filter((hit) => hit.kind !== 'loose' && hit.typo === null),
    chains: chains.filter(({ steps }) => steps.some(({ kind }) => !/floor|room/.test(kind))),
    landmarks: spots,
    phrases: placePhrases(text, { names: found, chains, own: ownMarks(text), landmarks: spots }),
  }
}

const SPOT_AFTER = /^(?:门口|门前|楼下|底楼|底层|[一二三四五六七八九\d]{1,2}楼|旁边|隔壁|对面|院|后面|屋|家)/

/** 31号 is a door only behind a name, a road or another number, or before a spot of it; else it is a day or a ticket. */
function namesSpot(
  chain: NumberChain,
  text: string,
  names: readonly Span[],
  spots: readonly Span[],
): boolean {
  if (chain.steps[0]?.kind !== 'door') return true
  const near = (span: Span) => span.end <= chain.start && span.end >= chain.start - 1
  const before = text.charAt(chain.start - 1)
  const after = text.slice(chain.end, chain.end + 3)
  return (
    SPOT_AFTER.test(after) ||
    /[路街巷弄村里坊园苑]/.test(before) ||
    names.some(near) ||
    spots.some(near) ||
    chain.steps.length > 1
  )
}

/** Names that begin in the midst of numbers (四号[网格1]号单元) are none. Both lists are in order. */
function apart(names: readonly NameHit[], chains: readonly NumberChain[]): NameHit[] {
  let at = 0
  return names.filter((hit) => {
    while (at < chains.length && (chains[at]?.end ?? 0) <= hit.start) at++
    const chain = chains[at]
    return !chain || hit.start <= chain.start
  })
}
