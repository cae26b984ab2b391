/**
 * The neutral shapes of what comes in from a chat platform and what goes out to it.
 * Channels translate between these and their platform; nothing else knows a platform's own shapes.
 */

/** A file as the platform names it; the bytes are fetched while ingesting (links expire). */
export interface MediaRef {
  /** What the channel's `download` needs, e.g. Telegram's file_id. */
  ref: string
  /** Bytes, when the platform says so. */
  size?: number
  mime?: string
  name?: string
  /** Filled once stored: sha256 of the cleaned bytes, lower-case hex. */
  hash?: string
}

/** WGS-84 degrees. */
export interface Point {
  lng: number
  lat: number
}

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'photo'; media: MediaRef }
  | { kind: 'voice'; media: MediaRef; seconds: number; transcript?: string }
  | { kind: 'file'; media: MediaRef }
  | { kind: 'location'; point: Point; title?: string; address?: string }
  /** A shared contact; `own` is true only when the platform vouches that it is the sender's own number. */
  | { kind: 'contact'; phone: string; own: boolean }
  | { kind: 'other'; what: string }

export interface Sender {
  /** The platform's own user id. */
  id: string
  name?: string
  /** BCP 47 language as the platform tells it. */
  language?: string
  /** True when the platform hides who speaks (anonymous group admin, linked channel): no rights may follow from `id`. */
  anonymous?: boolean
  isBot?: boolean
  /** Set only by a channel that has authenticated a person of the town itself (the web chat). */
  personId?: string
}

export interface EventConversation {
  /** The platform's own chat id. */
  id: string
  type: 'dm' | 'group'
  /** Forum topic or thread inside the chat. */
  thread?: string
  title?: string
}

export type MembershipChange = 'bot_added' | 'bot_removed' | 'bot_promoted' | 'blocked' | 'unblocked'

export type EventBody =
  | {
      kind: 'message'
      messageId: string
      parts: Part[]
      replyTo?: string
      albumId?: string
      mentionsBot?: boolean
      forwarded?: boolean
      command?: BotCommand
    }
  | { kind: 'edit'; messageId: string; parts: Part[]; editedAt: string; albumId?: string }
  | { kind: 'recall'; messageId: string }
  /** A button was pressed. `actionId` is what the platform wants answered (it may expire in seconds). */
  | { kind: 'action'; actionId: string; token: string; messageId?: string }
  | { kind: 'membership'; change: MembershipChange; canHearAll?: boolean }
  | { kind: 'migrated'; to: string }
  /** Understood, but nothing the service acts on (polls, reactions, pins …). Kept in the inbox, then skipped. */
  | { kind: 'ignored'; why: string }

/** `/name args` written to the bot; name in lower case without slash and without @bot. */
export interface BotCommand {
  name: string
  args: string
}

export interface IncomingEvent {
  channel: string
  /** Which bot account of the channel heard it. */
  account: string
  /** Unique per (channel, account): the same event delivered twice has the same key. */
  dedupeKey: string
  /** Platform order within a conversation; lower came first. */
  order: number
  /** ISO time at which it was said. */
  occurredAt: string
  conversation: EventConversation
  sender: Sender
  body: EventBody
}

/** Urgency sets the colour of a card; `done` and `plain` carry none. */
export type Tone = 'emergency' | 'urgent' | 'normal' | 'low' | 'done' | 'plain'

export type Button =
  | { kind: 'action'; label: string; token: string }
  | { kind: 'url'; label: string; url: string }
  /** Asks the person for a location, where the platform can; left out elsewhere. */
  | { kind: 'location'; label: string }
  /** Asks the person for the own phone number, in private, where the platform vouches for it; left out elsewhere. */
  | { kind: 'contact'; label: string }

/** One outgoing message in neutral form. All strings are plain text; each channel escapes them for its markup. */
export interface OutgoingMessage {
  title?: string
  lines: string[]
  tone: Tone
  /** Media hashes, shown in this order. */
  photos: string[]
  /** Rows of buttons. */
  buttons: Button[][]
  /** People to be called by name, where the platform can. */
  mentions?: { userId: string; name: string }[]
}
