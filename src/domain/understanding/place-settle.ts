import { ownArea } from './own-place.ts'
import type { PlacePhrase } from './place-phrases.ts'
import { bestName, type NameMeant } from './settle-names.ts'
import { bestChain, settleChain } from './settle-numbers.ts'
import { type PlaceContext, type Standing, upToVillage } from './standing.ts'
import type { PlaceReading } from './types.ts'

/** What a phrase comes to. */
export interface Settled {
  phrase: PlacePhrase
  area: string
  confidence: number
  source: PlaceReading['source']
  rule: string
  /** 3 names and numbers, 2 what sounds like a name, 1 told from where the speaker stands. */
  rank: number
  /** It is an area of its own, not only what several have in common. */
  exact: boolean
}

/** Settles every phrase of a message; those before tell where the numbers of the next are looked for. */
export function settlePhrases(
  phrases: readonly PlacePhrase[],
  context: PlaceContext,
  stand: Standing,
): Settled[] {
  const named = phrases.map((phrase) => bestName(phrase, context, stand))
  const settled: Settled[] = []
  phrases.forEach((phrase, i) => {
    const own = named[i] ?? null
    const around = own
      ? [own.area.code, ...upToVillage(context.town, own.area.code)]
      : [...basesFromOthers(i, named, settled, context), ...stand.bases]
    const found = settleOne(phrase, own, around, context, stand)
    if (found) settled.push(found)
  })
  return settled
}

/** 3号楼 … 望海花苑的: numbers without a name go with the name told before, else with the one told after. */
function basesFromOthers(
  at: number,
  named: readonly (NameMeant | null)[],
  settled: readonly Settled[],
  { town }: PlaceContext,
): string[] {
  const before = settled.findLast((item) => item.rank > 1 && item.exact)
  const code = before?.area ?? named.slice(at + 1).find((item) => item !== null)?.area.code
  return code === undefined ? [] : [code, ...upToVillage(town, code)]
}

function settleOne(
  phrase: PlacePhrase,
  name: NameMeant | null,
  bases: readonly string[],
  context: PlaceContext,
  stand: Standing,
): Settled | null {
  const { gazetteer, town } = context
  const told = (area: string, confidence: number, rule: string, rank = 3, exact = true): Settled => ({
    phrase,
    area,
    confidence,
    source: 'text',
    rule,
    rank,
    exact,
  })
  if (phrase.two) {
    const both = bothEnds(phrase, context, stand, bases)
    if (both) return told(both, 0.8, '两处之间')
  }
  const chain = bestChain(phrase.chains, bases, name, context)
  if (chain && name) {
    if (gazetteer.isWithin(chain.area, name.area.code))
      return told(chain.area, chain.exact ? 0.95 : 0.75, '文字里的编号与地名')
    if (gazetteer.isWithin(name.area.code, chain.area)) return told(name.area.code, 0.9, '文字里的编号与地名')
    return chain.steps > 1 ? told(chain.area, 0.7, '文字里的编号') : told(name.area.code, 0.7, '文字里的地名')
  }
  if (chain) return told(chain.area, chain.exact ? 0.95 : 0.75, '文字里的编号', 3, chain.exact)
  if (name) {
    if (name.typo !== null) return told(name.area.code, 0.55, `地名像是${name.typo}`, 2)
    return told(name.area.code, name.sure ? 0.93 : 0.7, '文字里的地名', name.loose ? 2 : 3)
  }
  const [own] = phrase.own
  const from = stand.home.source === 'town' ? stand.sender : stand.home.area
  if (own && from) {
    const wide = ownArea(town, gazetteer, from, own.level)
    const area = wide && stand.group && !gazetteer.isWithin(wide, stand.group) ? stand.group : wide
    if (area)
      return {
        ...told(
          area,
          own.level === 'self' ? 0.85 : 0.75,
          own.level === 'self' ? '说的是自己这里' : '说的是自己这一片',
          1,
        ),
        source: stand.home.source === 'group' ? 'group' : 'sender',
      }
  }
  return null
}

/** What both ends of a stretch, both roads of a crossing lie in. */
function bothEnds(
  phrase: PlacePhrase,
  context: PlaceContext,
  stand: Standing,
  bases: readonly string[],
): string | null {
  const codes = [
    ...phrase.names.flatMap((hit) => bestName({ ...phrase, names: [hit] }, context, stand)?.area.code ?? []),
    ...phrase.chains.flatMap((chain) => settleChain(chain.steps, bases, context)?.area ?? []),
  ]
  const ends = codes.filter(
    (code) => !codes.some((other) => other !== code && context.gazetteer.isWithin(other, code)),
  )
  return new Set(ends).size > 1 ? context.gazetteer.common(ends) : null
}
