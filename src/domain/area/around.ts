import { lineage, type Town } from './town.ts'

/** Where one incident may be told of from: the area, those above it up to the village, those below, and those beside it. */
export function areasAround(
  town: Pick<Town, 'areaByCode' | 'childrenOf' | 'policy'>,
  code: string,
): string[] {
  const { levels } = town.policy
  const village = levels.indexOf('village')
  const isWide = (level: string): boolean => levels.includes(level) && levels.indexOf(level) < village
  const line = lineage(town, code)
  const [area] = line
  if (!area) return []
  const around = new Set(line.filter((above) => !isWide(above.level)).map((above) => above.code))
  around.add(code)
  // A whole town's areas lie nowhere near each other.
  if (isWide(area.level)) return [...around]
  const parent = area.parent === null ? undefined : town.areaByCode.get(area.parent)
  const beside = parent && !isWide(parent.level) ? (town.childrenOf.get(parent.code) ?? []) : []
  for (const sibling of beside) around.add(sibling.code)
  const below = [...(town.childrenOf.get(code) ?? [])]
  for (let next = below.pop(); next; next = below.pop()) {
    around.add(next.code)
    below.push(...(town.childrenOf.get(next.code) ?? []))
  }
  return [...around]
}
