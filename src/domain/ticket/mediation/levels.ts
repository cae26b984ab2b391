import { lineage, type Town } from '../../area/town.ts'
import type { Ticket } from '../types.ts'
import type { Mediation, Round } from './types.ts'

/** A level that may mediate a matter of some place. */
export interface Level {
  /** Level key. */
  level: string
  /** Code of the area of that level the place lies in. */
  area: string
  /** Rounds it may hold, from 1. */
  rounds: number
}

/** A round that was put off does not count as held, but no more than so often at one level: nobody stalls for ever. */
export const FREE_PUT_OFFS = 3

/** True when matters of this category are settled by mediation. */
export function mediates(town: Pick<Town, 'policy'>, category: string): boolean {
  return town.policy.mediation.categories.some((c) => category === c || category.startsWith(`${c}.`))
}

/** The levels that mediate matters of an area, lowest first; never empty. */
export function mediationLevels(town: Town, area: string): Level[] {
  const { rounds } = town.policy.mediation
  const line = lineage(town, area)
  const found = line.flatMap(({ level, code }) => {
    const most = Object.hasOwn(rounds, level) ? rounds[level] : undefined
    return most === undefined ? [] : [{ level, area: code, rounds: most }]
  })
  if (found.length > 0) return found
  // A tree without any of the levels: its topmost area mediates.
  const top = town.areaByCode.get(town.top)
  return [{ level: top?.level ?? '', area: town.top, rounds: Math.max(...Object.values(rounds)) }]
}

/** How high a level stands: 0 is the topmost of the policy. */
export function rankOf(town: Pick<Town, 'policy'>, level: string): number {
  const rank = town.policy.levels.indexOf(level)
  return rank < 0 ? town.policy.levels.length : rank
}

type Placed = Pick<Ticket, 'area' | 'mediation'>

/** The level a dispute is at; the lowest where nobody has begun. */
export function levelOf(town: Town, { area, mediation }: Placed): Level {
  const levels = mediationLevels(town, area)
  const lowest = levels[0] ?? { level: '', area: town.top, rounds: 1 }
  if (!mediation) return lowest
  const rank = rankOf(town, mediation.level)
  const here = levels.find((l) => l.level === mediation.level)
  // Where the place was set right to an area without that level, the next above stands in for it.
  const near = here ?? levels.find((l) => rankOf(town, l.level) < rank) ?? levels.at(-1) ?? lowest
  const { rounds } = town.policy.mediation
  const most = Object.hasOwn(rounds, mediation.level) ? rounds[mediation.level] : undefined
  return { level: mediation.level, area: near.area, rounds: most ?? near.rounds }
}

/** The level above, or null at the top. */
export function levelAbove(town: Town, ticket: Placed): Level | null {
  const rank = rankOf(town, levelOf(town, ticket).level)
  return mediationLevels(town, ticket.area).find((l) => rankOf(town, l.level) < rank) ?? null
}

/** Rounds of a level that were held and count. */
export function roundsHeld(rounds: readonly Round[], level: string): number {
  const held = rounds.filter((r) => r.level === level && r.result !== null)
  const putOff = held.filter((r) => r.result === 'put_off').length
  return held.length - Math.min(putOff, FREE_PUT_OFFS)
}

/** Rounds that the present level may still hold, never negative. */
export function roundsLeft(town: Town, ticket: Placed): number {
  const { level, rounds } = levelOf(town, ticket)
  return Math.max(0, rounds - roundsHeld(ticket.mediation?.rounds ?? [], level))
}

/** The round that is planned and not held yet. */
export function planned({ rounds }: Mediation): Round | null {
  const last = rounds.at(-1)
  return last && last.result === null ? last : null
}

/** An agreement was reached in the last round and the signed paper is still to come. */
export function waitsForPaper({ rounds, outcome }: Mediation): boolean {
  return outcome === null && rounds.at(-1)?.result === 'agreed'
}
