import type { Ticket } from '../../domain/ticket/types.ts'
import type { Example } from '../../domain/understanding/model/lessons.ts'
import type { Incident, Reading, Reason } from '../../domain/understanding/types.ts'

/** How a ticket was read. */
export interface ReadingRow {
  ticketId: string
  /** Of the ticket after it. */
  version: number
  at: string
  /** Rules, words and weights that read it. */
  model: string
  data: ReadingData
}

export interface ReadingData {
  act: Reading['act']
  /** 0..1, of the act. */
  confidence: number
  incident: Incident
  place: Pick<Reading['place'], 'area' | 'words' | 'source' | 'confidence'>
  reasons: Reason[]
}

/** How a report was read and how it should have been; `right` null: it is no report. */
export interface NewExample {
  ticketId: string
  kind: 'correction' | 'confirmation'
  /** Masked. */
  text: string
  hadPhoto: boolean
  read: ReadAs
  right: ReadAs | null
  /** Identity id. */
  by: string
  at: Date
}

export type ReadAs = Pick<Ticket, 'category' | 'urgency' | 'area'>

/** How reports were read, and what people have shown of how they should be. */
export interface ReadingStore {
  /** The last reading of a ticket. */
  reading(ticketId: string): Promise<ReadingRow | null>
  /** The whole message a ticket came from; null when other tickets came from it too, or nothing was written. */
  reportWords(ticket: Ticket): Promise<string | null>
  /** The newest examples, oldest first. */
  examples(limit: number): Promise<Example[]>
}
