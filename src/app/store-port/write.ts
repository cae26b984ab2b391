import type { DialogRow, QuestionChange } from './asking.ts'
import type { NewCall } from './calls.ts'
import type { ButtonToken, CardChange } from './cards.ts'
import type { DigestChange } from './digests.ts'
import type { DutyWrite } from './duty.ts'
import type { PrivateRow } from './mediation.ts'
import type { NewMessage } from './messages.ts'
import type { NewOutbox } from './outbox.ts'
import type { NewExample, ReadingRow } from './readings.ts'
import type { ReminderRow } from './reminders.ts'
import type { OpeningScope, TicketChange } from './tickets.ts'

/** Everything one event or timer causes; committed together or not at all (rule 3). */
export interface Write {
  cause: {
    inboxId: string | null
    /** Further items of the same album, handled together with it. */
    alsoInboxIds: string[]
    /** Timers that came due; one that is no longer armed stops the write. */
    timerIds: string[]
    requestId: string
  }
  messages: NewMessage[]
  /** Held photos and lines that now belong to a ticket: message ids. */
  adopt: { messageId: string; ticketId: string }[]
  /** All messages of one ticket go on with another. */
  moved: { from: string; to: string }[]
  tickets: TicketChange[]
  /** Of what is opened: what was seen of its like before. */
  openings: OpeningScope[]
  cards: CardChange[]
  questions: QuestionChange[]
  readings: ReadingRow[]
  outbox: NewOutbox[]
  tokens: ButtonToken[]
  dialogs: DialogRow[]
  endDialogs: { conversationId: string; identityId: string }[]
  conversations: {
    id: string
    area?: string | null
    department?: string | null
    status?: string
    canHearAll?: boolean
    toldBind?: boolean
    toldHear?: boolean
  }[]
  identities: { id: string; personId: string | null; tiedBy: string | null }[]
  /** Photos that could not be fetched yet; the message they came with may join a ticket before they do. */
  fetches: {
    channel: string
    account: string
    ref: string
    ticketId: string | null
    conversationId: string
    platformId: string
  }[]
  audit: { actor: string; action: string; target: string; data: Record<string, unknown> }[]
  /** What people say of their own duty. */
  duty: DutyWrite
  /** What was said, or waits to be said, to remind people. */
  reminders: ReminderRow[]
  /** Waiting ones whose time has come. The write is refused when one was said meanwhile. */
  endReminders: { id: string; state: 'said' | 'dropped' }[]
  /** Calls of ladders. */
  calls: NewCall[]
  /** What people have shown of how a report should be read. */
  examples: NewExample[]
  /** Who has been told how a day went. */
  digests: DigestChange[]
  /** What may name the parties of disputes. */
  privates: PrivateRow[]
}

/** `conflict`: someone changed the ticket or handled the cause meanwhile; load again and decide again. */
export type CommitResult = { ok: true } | { ok: false; conflict: string }
