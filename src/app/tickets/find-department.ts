import { type Department, isWithin, type Town } from '../../domain/area/town.ts'

/** A department by code, name or alias as people write it, also inside more words; the one that serves the place first. */
export function findDepartment(town: Town, words: string, area: string): Department | null {
  const text = words.trim()
  if (text === '') return null
  const byCode = town.departmentByCode.get(text)
  if (byCode) return byCode
  const matches = town.departments
    .map((d) => ({ d, length: Math.max(...[d.name, ...d.aliases].map((n) => matchLength(text, n))) }))
    .filter((m) => m.length > 0)
    .sort(
      (a, b) =>
        b.length - a.length ||
        Number(isWithin(town, area, b.d.area)) - Number(isWithin(town, area, a.d.area)),
    )
  return matches[0]?.d ?? null
}

function matchLength(text: string, name: string): number {
  if (name.length < 2) return 0
  if (text.includes(name)) return name.length
  // 供电 for 供电所: what was written begins the name.
  const head = text.split(/[\s,\uFF0C。;\uFF1B]/)[0] ?? ''
  return head.length >= 2 && name.includes(head) ? head.length : 0
}
