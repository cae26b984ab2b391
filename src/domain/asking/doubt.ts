import type { Incident, Reading } from '../understanding/types.ts'

/** Tells that something is wrong and not what. */
function isVague(category: string): boolean {
  return category === 'other' || category.endsWith('.other')
}

/** From this confidence on words name a matter, however unsure it is that they report it. */
const NAMED = 0.3

/**
 * What the message would open, where it is doubtful whether it reports anything: small talk or a question that is not
 * sure of itself and names a matter, or a report that is not sure of itself and names none. null where it is clear, or
 * where waiting for an answer could cost more than a needless ticket (emergencies, photos with words).
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
  const named = !isVague(incident.category) && incident.confidence >= NAMED
  if (reading.act === 'chatter' || reading.act === 'query') return named ? incident : null
  if (reading.act !== 'report' && reading.act !== 'request') return null
  if (hasPhoto || incident.urgency === 'emergency') return null
  return named ? null : incident
}
