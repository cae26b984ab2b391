import type { NameHit } from '../area/name-index.ts'
import { type Area, lineage } from '../area/town.ts'
import type { PlacePhrase } from './place-phrases.ts'
import { isAboveVillages, type PlaceContext, type Standing } from './standing.ts'

/** The area that the names of a phrase mean. */
export interface NameMeant {
  area: Area
  sure: boolean
  loose: boolean
  typo: string | null
}

const WEIGHT = { full: 1, short: 0.9, loose: 0.7 } as const

/** Of all areas that the names of a phrase may mean, the one that explains most of them and lies nearest. */
export function bestName(phrase: PlacePhrase, context: PlaceContext, stand: Standing): NameMeant | null {
  const { gazetteer, town } = context
  const hits = phrase.names
    .map((hit) => ({ hit, meant: meantBy(hit, context, stand) }))
    .filter(({ meant }) => meant.length > 0)
  if (hits.length === 0) return null
  let best: (NameMeant & { score: number }) | null = null
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
