import type { Gazetteer } from '../area/gazetteer.ts'
import { type Area, lineage, type Town } from '../area/town.ts'
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

/** The areas around one, nearest first, as far as its village. */
export function upToVillage(town: Town, code: string): string[] {
  return lineage(town, code)
    .slice(1)
    .filter((area) => !isAboveVillages(town, area) && area.code !== town.top)
    .map((area) => area.code)
}
