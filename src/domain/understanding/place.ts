import type { Gazetteer, NameHit } from '../area/gazetteer.ts'
import type { NumberChain, PlaceNumber } from '../area/numbered.ts'
import { type Area, lineage, type Town } from '../area/town.ts'
import type { Normalised } from './normalise.ts'
import { type PlaceMarks, placeWords } from './place-marks.ts'
import type { PlaceReading, ReadInput, Reason } from './types.ts'

/** A photo or a sent point farther than this from any known area says nothing of it, metres. */
const SENSIBLE = 3_000

export interface PlaceContext {
  town: Town
  gazetteer: Gazetteer
  input: ReadInput
  /** The area of what the sender reported a moment ago: numbers are looked for there first. */
  near: string | null
}

/** The most specific area that text, location, sender and group allow, and why. */
export function resolvePlace(
  plain: Normalised,
  marks: PlaceMarks,
  context: PlaceContext,
): PlaceReading & { reason: Reason } {
  const words = placeWords(plain, marks)
  const told = (area: string, confidence: number, source: PlaceReading['source'], rule: string) => ({
    area,
    words,
    confidence,
    source,
    reason: { rule, words: words ?? '', weight: confidence },
  })
  const { town, gazetteer, input } = context
  const sender = known(town, input.sender.area)
  const group = known(town, input.conversation.area)
  const home = homeArea(context, sender, group)

  const between = betweenTwo(plain.text, marks, context, home.area, baseAreas(context, sender, group))
  if (between) return told(between, 0.8, 'text', '两处之间')
  const named = settleNames(marks.names, context, home.area)
  const bases = named ? aroundNamed(town, named.area) : baseAreas(context, sender, group)
  const numbered = settleNumbers(marks.chains, bases, context)
  if (numbered) {
    const inner = settleNames(marks.names, context, numbered.area)
    if (inner && inner.area.code !== numbered.area && gazetteer.isWithin(inner.area.code, numbered.area))
      return told(inner.area.code, 0.9, 'text', '文字里的编号与地名')
    return told(numbered.area, numbered.exact ? 0.95 : 0.75, 'text', '文字里的编号')
  }
  if (named) {
    const near = nearestWithin(context, named.area.code)
    if (near) return told(near, 0.8, 'location', '位置与地名')
    return told(named.area.code, named.sure ? 0.93 : 0.7, 'text', '文字里的地名')
  }
  const point = input.point ? gazetteer.nearest(input.point, SENSIBLE) : null
  if (point) return told(point.area.code, point.metres < 500 ? 0.85 : 0.65, 'location', '发来的位置')
  if (marks.own && sender) return told(sender, 0.85, 'sender', '说的是自己这里')
  if (marks.level) {
    const above = ofLevel(town, sender ?? group, marks.level)
    if (above) return told(above, 0.75, sender ? 'sender' : 'group', '说的是自己这一片')
  }
  return told(home.area, home.source === 'town' ? 0.1 : 0.5, home.source, '没有说地点')
}

function known(town: Town, code: string | null): string | null {
  return code !== null && town.areaByCode.has(code) ? code : null
}

/** Where nothing tells: the sender's own area, else the group's, else the town's top. */
function homeArea(
  { town, gazetteer }: PlaceContext,
  sender: string | null,
  group: string | null,
): { area: string; source: PlaceReading['source'] } {
  if (sender && group && sender !== group && gazetteer.isWithin(group, sender))
    return { area: group, source: 'group' }
  if (sender && sender !== town.top) return { area: sender, source: 'sender' }
  if (group && group !== town.top) return { area: group, source: 'group' }
  return { area: town.top, source: 'town' }
}

/** From the inside out: numbers are looked for near the sender first, then in the group's area, then around it. */
function baseAreas(
  { town, gazetteer, near }: PlaceContext,
  sender: string | null,
  group: string | null,
): string[] {
  const bases: string[] = []
  if (near) bases.push(near)
  const add = (code: string) => {
    if (!bases.includes(code)) bases.push(code)
  }
  if (sender && (!group || gazetteer.isWithin(sender, group)))
    for (const area of lineage(town, sender)) add(area.code)
  if (group) for (const area of lineage(town, group)) add(area.code)
  return bases.length > 0 ? bases : [town.top]
}

/** Levels above the village, by the town's own order of levels. */
function isAboveVillages(town: Town, area: Area): boolean {
  const level = town.policy.levels.indexOf(area.level)
  return level !== -1 && level < town.policy.levels.indexOf('village')
}

/** A spot's name may stand beside a number of its village (村部后面 3网格2单元): the village is looked at too. */
function aroundNamed(town: Town, named: Area): string[] {
  if (isAboveVillages(town, named)) return [named.code]
  return lineage(town, named.code)
    .filter((area) => !isAboveVillages(town, area) && area.code !== town.top)
    .map((area) => area.code)
}

function settleNames(
  hits: readonly NameHit[],
  context: PlaceContext,
  home: string,
): { area: Area; sure: boolean } | null {
  let current: { area: Area; sure: boolean } | null = null
  for (const hit of hits) {
    const inside: readonly Area[] = current
      ? hit.areas.filter((area) => current && context.gazetteer.isWithin(area.code, current.area.code))
      : hit.areas
    if (current && inside.length === 0) {
      // A later name may be the wider one (3号楼 阳光花园): then the earlier stays when it lies in it.
      continue
    }
    const best = closest(inside, context, home)
    if (!best) continue
    // The name of the town or district alone says nothing that group and sender don't.
    if (
      best.code === context.town.top ||
      (isAboveVillages(context.town, best) && context.gazetteer.isWithin(home, best.code))
    )
      continue
    current = { area: best, sure: !hit.shortened && inside.length === 1 }
  }
  return current
}

/** Of several areas of one name the one that shares most with where the speaker stands. */
function closest(areas: readonly Area[], { town, gazetteer }: PlaceContext, home: string): Area | null {
  let best: { area: Area; shared: number; depth: number } | null = null
  for (const area of areas) {
    const depth = lineage(town, area.code).length
    const shared = areas.length === 1 ? 0 : lineage(town, gazetteer.common([area.code, home])).length
    if (!best || shared > best.shared || (shared === best.shared && depth > best.depth))
      best = { area, shared, depth }
  }
  return best?.area ?? null
}

function settleNumbers(
  chains: readonly NumberChain[],
  bases: readonly string[],
  context: PlaceContext,
): { area: string; exact: boolean } | null {
  let best: { area: string; exact: boolean; depth: number } | null = null
  for (const chain of chains) {
    const found = settleChain(chain.steps, bases, context)
    if (!found) continue
    const depth = lineage(context.town, found.area).length
    if (!best || depth > best.depth) best = { ...found, depth }
  }
  return best
}

/** Drops numbers from the right (rooms, doors no area bears) until the rest is known somewhere. */
function settleChain(
  steps: readonly PlaceNumber[],
  bases: readonly string[],
  context: PlaceContext,
): { area: string; exact: boolean } | null {
  const { gazetteer, town } = context
  for (let length = steps.length; length > 0; length--) {
    const part = steps.slice(0, length)
    for (const base of bases) {
      if (base === town.top && bases.length > 2) continue
      const found = gazetteer.numbered(part, base)
      const [first] = found
      if (found.length === 1 && first) return { area: first.code, exact: true }
      if (found.length > 1) {
        const area = gazetteer.common(found.map((item) => item.code))
        const listed = found.find((item) => item.code === area)
        return { area: listed?.code ?? area, exact: listed !== undefined }
      }
    }
  }
  return null
}

/** 黄泥坳和枫树坪中间: neither of the two, but what holds both. */
function betweenTwo(
  text: string,
  marks: PlaceMarks,
  context: PlaceContext,
  home: string,
  bases: readonly string[],
): string | null {
  if (!/之间|中间|交界|接壤/.test(text)) return null
  const spots = [
    ...marks.names.map((name) => ({ ...name, area: settleNames([name], context, home)?.area.code })),
    ...marks.chains.map((chain) => ({ ...chain, area: settleChain(chain.steps, bases, context)?.area })),
  ].sort((a, b) => a.start - b.start)
  for (let i = 0; i + 1 < spots.length; i++) {
    const [one, two] = [spots[i], spots[i + 1]]
    if (!one?.area || !two?.area || one.area === two.area) continue
    const joined = /^[^,。]{0,3}[和与跟同到、][^,。]{0,2}$/.test(text.slice(one.end, two.start))
    if (joined && /^.{0,4}(?:之间|中间|交界|接壤)/.test(text.slice(two.end)))
      return context.gazetteer.common([one.area, two.area])
  }
  return null
}

function nearestWithin({ gazetteer, input }: PlaceContext, code: string): string | null {
  const near = input.point ? gazetteer.nearest(input.point, SENSIBLE) : null
  return near && near.area.code !== code && gazetteer.isWithin(near.area.code, code) ? near.area.code : null
}

function ofLevel(town: Town, code: string | null, level: 'village' | 'grid' | 'compound'): string | null {
  if (!code) return null
  const line = lineage(town, code)
  if (level === 'grid') return line.find((area) => area.level.startsWith('grid'))?.code ?? null
  const village = line.find((area) => area.level === 'village')
  // A compound is the outermost area below the village or community.
  const compound = level === 'compound' ? line.findLast((area) => area.level.startsWith('grid')) : undefined
  return (compound ?? village)?.code ?? null
}
