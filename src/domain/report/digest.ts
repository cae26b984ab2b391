import type { Policy } from '../area/policy.ts'
import { isQuietTime } from '../area/quiet.ts'
import { isWithin, type Town } from '../area/town.ts'

/** Areas that one person answers for, none of them within another. */
export interface Chief {
  personId: string
  areas: string[]
}

/**
 * True from the set hour on until the town goes to sleep, except on days off. An hour that lies in the quiet hours
 * was chosen so, and holds until midnight.
 * @param local reads as the clock of the town
 * @param isDayOff what the town's calendar says of the day
 */
export function isDigestTime(
  local: Date,
  { digest, quiet }: Pick<Policy, 'digest' | 'quiet'>,
  isDayOff: (local: Date) => boolean,
): boolean {
  if (digest.roles.length === 0) return false
  if (digest.off === 'days_off' && isDayOff(local)) return false
  const at = minuteOf(digest.at)
  if (local.getHours() * 60 + local.getMinutes() < at) return false
  const asleep = (minute: number): boolean =>
    isQuietTime(new Date(2000, 0, 1, Math.floor(minute / 60), minute % 60), quiet)
  return asleep(at) || !isQuietTime(local, quiet)
}

/** Who is told how the day went: each person once, whatever posts they hold; by id. */
export function chiefsOf(town: Town): Chief[] {
  const { roles } = town.policy.digest
  const areas = new Map<string, Set<string>>()
  for (const post of town.posts) {
    if (post.area === null || !(roles as readonly string[]).includes(post.role)) continue
    const own = areas.get(post.personId) ?? new Set<string>()
    areas.set(post.personId, own.add(post.area))
  }
  return [...areas]
    .map(([personId, own]) => ({ personId, areas: outermost(town, [...own]) }))
    .sort((a, b) => (a.personId < b.personId ? -1 : 1))
}

function outermost(town: Town, areas: readonly string[]): string[] {
  return areas.filter((area) => !areas.some((other) => other !== area && isWithin(town, area, other)))
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
