import type { Gazetteer } from '../area/gazetteer.ts'
import type { NameHit } from '../area/name-index.ts'
import type { NumberChain, PlaceNumber } from '../area/numbered.ts'
import { type Area, lineage, type Town } from '../area/town.ts'
import { ownArea } from './own-place.ts'
import type { PlacePhrase } from './place-phrases.ts'
import type { PlaceReading, ReadInput } from './types.ts'

export interface PlaceContext {
  town: Town
  gazetteer: Gazetteer
  input: ReadInput
  /** The area of what the sender reported a moment ago: numbers are looked for there first. */
  near: string | null
}

/** Where the speaker stands, as far as group and sender tell. */
export interface Standing {
  sender: string | null
  group: string | null
  /** Where nothing is told, this is meant. */
  home: { area: string; source: PlaceReading['source'] }
  /** The village (or the smaller group) whose common spots are meant by their common names; null for a whole town. */
  local: string | null
  /** Numbers are looked for in these, from the inside out. */
  bases: readonly string[]
}

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

/** Levels above the village, by the town's own order of levels. */
export function isAboveVillages(town: Town, area: Area): boolean {
  const level = town.policy.levels.indexOf(area.level)
  return level !== -1 && level < town.policy.levels.indexOf('village')
}

export function standing(context: PlaceContext): Standing {
  const { town, gazetteer, input, near } = context
  const known = (code: string | null) => (code !== null && town.areaByCode.has(code) ? code : null)
  const sender = known(input.sender.area)
  const group = known(input.conversation.area)
  const inGroup = sender !== null && (group === null || gazetteer.isWithin(sender, group))
  const home: Standing['home'] =
    inGroup && sender !== null && sender !== town.top
      ? { area: sender, source: 'sender' }
      : group !== null && group !== town.top
        ? { area: group, source: 'group' }
        : { area: town.top, source: 'town' }
  const below = (code: string) =>
    lineage(town, code).filter((area) => !isAboveVillages(town, area) && area.code !== town.top)
  const bases: string[] = near ? [near] : []
  for (const code of [inGroup ? sender : null, group])
    if (code !== null) for (const area of below(code)) if (!bases.includes(area.code)) bases.push(area.code)
  if (group !== null && !bases.includes(group)) bases.push(group)
  if (bases.length === 0) bases.push(town.top)
  const local = below(home.area)
  return { sender, group, home, local: local[local.length - 1]?.code ?? null, bases }
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
  named: readonly (Best | null)[],
  settled: readonly Settled[],
  { town }: PlaceContext,
): string[] {
  const before = settled.findLast((item) => item.rank > 1 && item.exact)
  const code = before?.area ?? named.slice(at + 1).find((item) => item !== null)?.area.code
  return code === undefined ? [] : [code, ...upToVillage(town, code)]
}

function upToVillage(town: Town, code: string): string[] {
  return lineage(town, code)
    .slice(1)
    .filter((area) => !isAboveVillages(town, area) && area.code !== town.top)
    .map((area) => area.code)
}

function settleOne(
  phrase: PlacePhrase,
  name: Best | null,
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

interface Best {
  area: Area
  sure: boolean
  loose: boolean
  typo: string | null
}

const WEIGHT = { full: 1, short: 0.9, loose: 0.7 } as const

/** Of all areas that the names of a phrase may mean, the one that explains most of them and lies nearest. */
function bestName(phrase: PlacePhrase, context: PlaceContext, stand: Standing): Best | null {
  const { gazetteer, town } = context
  const hits = phrase.names
    .map((hit) => ({ hit, meant: meantBy(hit, context, stand) }))
    .filter(({ meant }) => meant.length > 0)
  if (hits.length === 0) return null
  let best: (Best & { score: number }) | null = null
  const seen = new Set<string>()
  hits.forEach(({ hit, meant }, i) => {
    for (const { area, kind } of meant.slice(0, MOST)) {
      if (seen.has(area.code)) continue
      seen.add(area.code)
      const line = lineage(town, area.code)
      let score = line.length * 0.04 - i * 0.05
      for (const other of hits) {
        let most = 0
        for (const item of other.meant.slice(0, MOST))
          if (WEIGHT[item.kind] > most && gazetteer.isWithin(area.code, item.area.code))
            most = WEIGHT[item.kind]
        score += most
      }
      // 望海花苑对面的菜市场: what stands last is meant, the one before tells where.
      if (i > 0 && hits.length > 1) score += 0.08
      if (stand.group && gazetteer.isWithin(area.code, stand.group)) score += 0.3
      score += 0.06 * line.filter((item) => gazetteer.isWithin(stand.home.area, item.code)).length
      if (!best || score > best.score)
        best = {
          area,
          score,
          sure: kind === 'full' && meant.length === 1 && hit.typo === null,
          loose: kind === 'loose',
          typo: hit.typo,
        }
    }
  })
  return best
}

/** More areas of one name than these are not weighed one by one. */
const MOST = 64

/** The areas a name may mean here: common names only near, the town's own name not at all. */
function meantBy(hit: NameHit, { town, gazetteer }: PlaceContext, stand: Standing): NameHit['named'] {
  const near = (code: string) => stand.local !== null && gazetteer.isWithin(code, stand.local)
  const meant = hit.named.filter(({ area, kind }) => {
    if (area.code === town.top) return false
    if (isAboveVillages(town, area) && gazetteer.isWithin(stand.home.area, area.code)) return false
    if (kind !== 'loose' && !hit.generic) return true
    // 街上, 村里: what holds the speaker's own place and is called as anywhere tells nothing.
    if (stand.local !== null && gazetteer.isWithin(stand.local, area.code) && stand.home.area !== area.code)
      return false
    return stand.local === null || near(area.code)
  })
  if (stand.local !== null) {
    const around = meant.filter(({ area }) => near(area.code))
    if (around.length > 0 && meant.length > around.length && around.some(({ kind }) => kind !== 'loose'))
      return around
  }
  const firm = meant.filter(({ kind }) => kind !== 'loose')
  if (firm.length > 0) return firm
  // 公园, 学校 alone: only where there is one.
  const outer = meant.filter(
    ({ area }, i) =>
      meant.findIndex((other) => other.area === area) === i &&
      !meant.some((other) => other.area !== area && gazetteer.isWithin(area.code, other.area.code)),
  )
  return outer.length === 1 ? outer : []
}

interface ChainFound {
  area: string
  exact: boolean
  steps: number
}

function bestChain(
  chains: readonly NumberChain[],
  bases: readonly string[],
  name: Best | null,
  context: PlaceContext,
): ChainFound | null {
  let best: (ChainFound & { depth: number }) | null = null
  for (const chain of chains) {
    // Beside a named spot only a grid's or a group's number may lie elsewhere in the village.
    const wide = !name || /grid|group|zone/.test(chain.steps[0]?.kind ?? '')
    const found = settleChain(chain.steps, wide ? bases : aroundSpot(name, bases, context), context)
    if (!found) continue
    const depth = lineage(context.town, found.area).length
    if (!best || depth > best.depth) best = { ...found, steps: chain.steps.length, depth }
  }
  return best
}

/** Numbers beside a name are its own, or those of what it is part of when it has none below it. */
function aroundSpot(name: Best, bases: readonly string[], { town }: PlaceContext): readonly string[] {
  const below = town.childrenOf.get(name.area.code) ?? []
  return below.length > 0 ? bases.slice(0, 1) : bases.slice(0, 2)
}

/** Drops numbers from the right (rooms, doors no area bears) until the rest is known somewhere. */
function settleChain(
  steps: readonly PlaceNumber[],
  bases: readonly string[],
  { gazetteer }: PlaceContext,
): { area: string; exact: boolean } | null {
  for (let length = steps.length; length > 0; length--) {
    const part = steps.slice(0, length)
    for (const base of bases) {
      const found = gazetteer.numbered(part, base)
      const [first] = found
      if (found.length === 1 && first) return { area: first.code, exact: true }
      if (found.length > 1) {
        const area = gazetteer.common(found.map((item) => item.code))
        return { area, exact: found.some((item) => item.code === area) }
      }
    }
  }
  return null
}
