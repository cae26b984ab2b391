import { lineage, type Town } from '../../area/town.ts'
import type { AreaSteps } from './told.ts'

/** Counts levels in the town's tree. An unknown area lies within none. */
export function areaSteps(town: Pick<Town, 'areaByCode'>): AreaSteps {
  return (a, b) => {
    if (a === b) return 0
    const up = lineage(town, a).findIndex((area) => area.code === b)
    if (up > 0) return up
    const down = lineage(town, b).findIndex((area) => area.code === a)
    return down > 0 ? down : null
  }
}

/** Without a town only equal codes are known to be one place; others may hold each other from afar, or be apart. */
export const onlyEqual: AreaSteps = (a, b) => (a === b ? 0 : Number.POSITIVE_INFINITY)
