import { headOf } from '../area/responsibility.ts'
import { type Area, isWithin, lineage, type Town } from '../area/town.ts'
import type { Incident } from '../understanding/types.ts'

/** Most places that are offered; more than a thumb can choose from help nobody. */
export const MOST_PLACES = 4
/** Matters of a person or of the office, or that concern a whole village: nobody is sent to a spot. */
const ANYWHERE = new Set(['service', 'governance', 'health', 'dispute', 'security.fraud'])
const WIDE = /^(?:utility\.(?:power_cut|water_cut|water_quality|gas_cut|heating)|emergency\.weather)$/

/** Too wide to send anybody there: a village or more, with parts below it. */
function isTooWide(town: Town, area: Area): boolean {
  if ((town.childrenOf.get(area.code) ?? []).length === 0) return false
  const { levels } = town.policy
  return levels.indexOf(area.level) <= levels.indexOf('village')
}

/** The words name nothing but the area itself or one above it. */
function namesOnlyArea(town: Town, code: string, words: string): boolean {
  return lineage(town, code).some((area) => area.name === words || area.aliases.includes(words))
}

/** True when the ticket can be sent on, but whoever goes there would have to search the whole village. */
export function lacksSpot(town: Town, incident: Pick<Incident, 'area' | 'category' | 'place'>): boolean {
  const area = town.areaByCode.get(incident.area)
  if (!area || !isTooWide(town, area)) return false
  if (ANYWHERE.has(headOf(incident.category)) || ANYWHERE.has(incident.category)) return false
  if (WIDE.test(incident.category)) return false
  return incident.place === null || namesOnlyArea(town, incident.area, incident.place.trim())
}

export interface PlaceHints {
  /** Areas of the sender's own posts. */
  own: readonly string[]
  /** What was said. */
  text: string
  /** Areas of what was reported here lately, newest first. */
  lately: readonly string[]
}

/**
 * Where it most likely is, below an area that is too wide: the sender's own part first, then parts whose name stands in
 * the words (one name may belong to several), then those that were talked of lately. Where nothing tells, the parts
 * themselves, if they are few.
 */
export function likelyPlaces(town: Town, within: string, hints: PlaceHints): string[] {
  const below = (code: string): boolean => code !== within && isWithin(town, code, within)
  const found = [...hints.own, ...namedIn(town, hints.text), ...hints.lately].filter(below)
  const likely = [...new Set(found)].slice(0, MOST_PLACES)
  if (likely.length > 0) return likely
  const parts = town.childrenOf.get(within) ?? []
  return parts.length > 1 && parts.length <= MOST_PLACES ? parts.map((area) => area.code) : []
}

function namedIn(town: Town, text: string): string[] {
  const words = text.replaceAll(/\s+/g, '')
  const names = (area: Area): string[] => [area.name, ...area.aliases]
  return town.areas
    .filter((area) => names(area).some((name) => name.length >= 2 && words.includes(name)))
    .map((area) => area.code)
}
