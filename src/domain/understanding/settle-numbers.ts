import type { NumberChain, PlaceNumber } from '../area/numbered.ts'
import { lineage } from '../area/town.ts'
import type { NameMeant } from './settle-names.ts'
import type { PlaceContext } from './standing.ts'

/** The area that numbers mean; `exact` when one area bears them, not only what several have in common. */
export interface ChainFound {
  area: string
  exact: boolean
  steps: number
}

/** The deepest area that any of the number chains of a phrase names. */
export function bestChain(
  chains: readonly NumberChain[],
  bases: readonly string[],
  name: NameMeant | null,
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
function aroundSpot(name: NameMeant, bases: readonly string[], { town }: PlaceContext): readonly string[] {
  const below = town.childrenOf.get(name.area.code) ?? []
  return below.length > 0 ? bases.slice(0, 1) : bases.slice(0, 2)
}

/** Drops numbers from the right (rooms, doors no area bears) until the rest is known somewhere. */
export function settleChain(
  steps: readonly PlaceNumber[],
  bases: readonly string[],
  context: PlaceContext,
): { area: string; exact: boolean } | null {
  const { gazetteer } = context
  const [first, ...rest] = steps
  const [nearest] = bases
  // 锦绣一期3号楼: where the name itself says the phase, its buildings don't say it again.
  if (first?.kind === 'zone' && rest.length > 0 && nearest !== undefined) {
    const inner = settleChain(rest, [nearest], context)
    if (inner?.exact) return inner
  }
  for (let length = steps.length; length > 0; length--) {
    const part = steps.slice(0, length)
    for (const base of bases) {
      const found = gazetteer.numbered(part, base)
      if (found) return found
    }
  }
  return null
}
