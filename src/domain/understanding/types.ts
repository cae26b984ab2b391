import type { Role } from '../area/town.ts'
import type { Point } from '../message.ts'
import type { Stake } from '../ticket/stakes.ts'
import type { TicketState, Urgency } from '../ticket/types.ts'

export const ACTS = ['report', 'request', 'query', 'update', 'notice', 'chatter'] as const
/** What a message does; `report` and `request` open tickets. */
export type Act = (typeof ACTS)[number]

/** One message as the reader sees it: no ids of people, only what bears on its meaning. */
export interface ReadInput {
  text: string
  hasPhoto: boolean
  /** When it was said. */
  at: Date
  conversation: { kind: 'group' | 'dm'; area: string | null }
  sender: { role: Role | 'resident'; area: string | null }
  /** A location that was sent along, or the photo's own. */
  point?: Point
  /** The message answers a card or an earlier message that belongs to this ticket. */
  repliesTo?: {
    ticketId: string
    state: TicketState
    /** It answers the bot's own words about the ticket: then it is meant for it. */
    card?: boolean
  }
  /** Somebody who may say so said that it is a report: only what it tells is read, not whether it does. */
  surelyReport?: boolean
}

/** What is known of the conversation around the message, newest last. */
export interface ThreadContext {
  recent: readonly {
    at: Date
    sameSender: boolean
    text: string
    hasPhoto: boolean
    ticketId: string | null
  }[]
  /** Open tickets of this conversation. */
  open: readonly {
    id: string
    number: string
    category: string
    area: string
    place: string | null
    summary: string
    openedAt: Date
    reporterIsSender: boolean
    state: TicketState
  }[]
  /** Tickets of this conversation that ended a while ago: what is said after an end may still be about them. */
  ended?: readonly (ThreadContext['open'][number] & { endedAt: Date })[]
}

export interface PlaceReading {
  area: string
  /** The words of the text that name the place, or null. */
  words: string | null
  /** 0..1 */
  confidence: number
  /** Where the area comes from. */
  source: 'text' | 'location' | 'sender' | 'group' | 'town'
}

export interface Incident {
  /** Taxonomy leaf. */
  category: string
  /** Second best leaf, when there is a near one. */
  runnerUp: string | null
  urgency: Urgency
  area: string
  place: string | null
  placeSource: PlaceReading['source']
  /** 0..1, of the category. */
  confidence: number
  /** The words that tell the matter, at most 60 characters, for the card's title line. */
  summary: string
  /** Who and what is at stake, as told: what a dispatcher would ask first. */
  stakes: Stake[]
}

/** Why something was read so; shown to people in `/why`. */
export interface Reason {
  rule: string
  words: string
  weight: number
}

export interface Reading {
  act: Act
  incidents: Incident[]
  /** What is missing before a ticket can be dispatched; at most one thing is asked. */
  missing: 'place' | null
  /** 0..1, of the act. */
  confidence: number
  reasons: Reason[]
  /** The words take an earlier report back, or say that it is settled already. */
  about: 'withdrawn' | 'resolved_by_reporter' | null
  /** Where it was said of, also when no ticket opens: a follow-up line may bring only this. */
  place: PlaceReading
  /** Puts the place of the sender's earlier report right; `incidents` then holds that report as corrected. */
  corrects: boolean
  /** What the model made of the message as a whole. */
  judged: Judged
  /** How likely the message goes on about each open ticket of the conversation, 0..1 by ticket id. */
  links: ReadonlyMap<string, number>
}

export interface Judged {
  /** Share of each act, together 1. */
  acts: Record<Act, number>
  /** The likeliest leaves with their shares, the first the most likely; empty without words. */
  leaves: ReadonlyMap<string, number>
  /** How likely its words and circumstances open a ticket, 0..1. */
  gate: number
}
