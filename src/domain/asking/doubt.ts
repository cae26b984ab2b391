import type { Incident, Reading } from '../understanding/types.ts'

/** Tells that something is wrong and not what. */
function isVague(category: string): boolean {
  return category === 'other' || category.endsWith('.other')
}

/**
 * What the message would open, where it is doubtful whether it reports anything: small talk that is not sure of itself
 * and names a matter, or a report that is not sure of itself and names none. null where it is clear, or where waiting
 * for an answer could cost more than a needless ticket (emergencies, photos with words).
 * @param asReport the same message read as if somebody had said that it is a report
 * @param limit confidence of the act from which on nothing is asked (`policy.ask.confidence`)
 */
export function doubtful(
  reading: Reading,
  asReport: Reading,
  limit: number,
  hasPhoto: boolean,
): Incident | null {
  if (reading.about !== null || reading.corrects || reading.confidence >= limit) return null
  const [incident] = asReport.incidents
  if (!incident) return null
  if (reading.act === 'chatter') return isVague(incident.category) ? null : incident
  if (reading.act !== 'report' && reading.act !== 'request') return null
  return isVague(incident.category) && incident.urgency !== 'emergency' && !hasPhoto ? incident : null
}
