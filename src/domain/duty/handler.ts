import { belongsTo, candidates } from '../area/posts.ts'
import type { Town } from '../area/town.ts'
import { localTime } from './local.ts'
import { onDuty } from './on-duty.ts'
import { type StandIn, standIn } from './stand-in.ts'

/** The person who is there, else a deputy who holds a post in the department too; null where neither can be called. */
export function thereFor(town: Town, personId: string, department: string | null, at: Date): StandIn | null {
  const fits = (id: string) => department === null || belongsTo(town, id, department)
  return standIn(town, personId, localTime(town, at), fits)
}

/**
 * Who of a department gets a matter of this area now: who is on duty by its roster (of several the nearest), else the
 * nearest handler who is there or has a deputy in the department, else its lead; null where nobody can be called: the
 * department's chat is told, and whoever accepts has it. A confidential matter goes by posts alone, lead first.
 */
export function whoHandles(
  town: Town,
  matter: { department: string; area: string; confidential: boolean },
  at: Date,
): StandIn | null {
  const { department, area, confidential } = matter
  const ranked = candidates(town, department, area, confidential)
  if (!confidential) {
    const called = onDuty(town, { department }, localTime(town, at))
    const own = called.filter(({ personId }) => ranked.includes(personId))
    own.sort((a, b) => ranked.indexOf(a.personId) - ranked.indexOf(b.personId))
    if (own[0]) return { personId: own[0].personId, standsFor: own[0].standsFor }
  }
  for (const personId of ranked) {
    const found = thereFor(town, personId, department, at)
    if (found) return found
  }
  return null
}
