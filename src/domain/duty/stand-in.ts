import type { Absence, LocalTime, Town } from '../area/town.ts'

/** Who is called, and for whom; the same person twice where nobody is away. */
export interface StandIn {
  personId: string
  /** The absent one; null where the person is there. */
  standsFor: string | null
}

function absenceOf(town: Pick<Town, 'duty'>, personId: string, at: LocalTime): Absence | null {
  const now = town.duty.absences.filter((a) => a.personId === personId && a.from <= at && at < a.to)
  // Of several the one that begins last knows best; one with a deputy before one without.
  now.sort((a, b) => Number(b.deputy !== null) - Number(a.deputy !== null) || (a.from < b.from ? 1 : -1))
  return now[0] ?? null
}

export function isAway(town: Pick<Town, 'duty'>, personId: string, at: LocalTime): boolean {
  return town.duty.absences.some((a) => a.personId === personId && a.from <= at && at < a.to)
}

/**
 * Who answers for a person at that time: the person, else the deputy, else the deputy's deputy; null where the line
 * ends with somebody away, goes round in a circle, or leads to nobody who `fits`.
 */
export function standIn(
  town: Pick<Town, 'duty' | 'personById'>,
  personId: string,
  at: LocalTime,
  fits: (personId: string) => boolean = () => true,
): StandIn | null {
  const seen = new Set<string>()
  let current = personId
  for (;;) {
    const absence = absenceOf(town, current, at)
    if (!absence) break
    seen.add(current)
    if (absence.deputy === null || seen.has(absence.deputy)) return null
    current = absence.deputy
  }
  if (current === personId) return { personId, standsFor: null }
  return town.personById.has(current) && fits(current) ? { personId: current, standsFor: personId } : null
}
