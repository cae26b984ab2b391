import type { Ticket } from '../../domain/ticket/types.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import { READER_VERSION } from '../../domain/understanding/version.ts'
import type { Intake } from '../intake/intake.ts'

/** Keeps how a ticket was read, so that it can be told why it is as it is. */
export function keepReading(
  { draft, now }: Intake,
  ticket: Ticket,
  reading: Reading,
  incident: Incident,
): void {
  const { act, confidence, place, reasons } = reading
  const { area, words, source, confidence: sure } = place
  draft.write.readings.push({
    ticketId: ticket.id,
    version: ticket.version,
    at: now.toISOString(),
    model: READER_VERSION,
    data: { act, confidence, incident, place: { area, words, source, confidence: sure }, reasons },
  })
}
