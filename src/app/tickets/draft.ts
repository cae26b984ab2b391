import { addHours } from 'date-fns'
import type { OutgoingMessage } from '../../domain/message.ts'
import type { App, TownView } from '../context.ts'
import type { DialogRow, DialogTopic } from '../store-port/asking.ts'
import type { ButtonToken } from '../store-port/cards.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { Write } from '../store-port/write.ts'

/** Hours the bot waits for what it asked for. */
const PATIENCE_HOURS = 12

/** What it takes to add to a draft. */
export interface DraftContext {
  app: App
  view: TownView
  draft: Draft
  now: Date
}

/**
 * Everything one event or timer is going to cause, gathered before the one write. Keys of outgoing messages
 * come from the cause and their order in it, so the same cause decided twice never speaks twice (rule 5).
 */
export class Draft {
  readonly write: Write
  readonly #cause: string

  constructor(cause: { inboxId?: string; alsoInboxIds?: string[]; timerId?: string; requestId: string }) {
    this.#cause = cause.inboxId
      ? `i${cause.inboxId}`
      : cause.timerId
        ? `t${cause.timerId}`
        : `r${cause.requestId}`
    this.write = {
      cause: {
        inboxId: cause.inboxId ?? null,
        alsoInboxIds: cause.alsoInboxIds ?? [],
        timerIds: cause.timerId ? [cause.timerId] : [],
        requestId: cause.requestId,
      },
      messages: [],
      adopt: [],
      moved: [],
      tickets: [],
      openings: [],
      cards: [],
      questions: [],
      readings: [],
      outbox: [],
      tokens: [],
      dialogs: [],
      endDialogs: [],
      conversations: [],
      identities: [],
      fetches: [],
      audit: [],
      examples: [],
      digests: [],
      duty: { absences: [], backs: [], swaps: [] },
      reminders: [],
      endReminders: [],
      calls: [],
      privates: [],
    }
  }

  addTokens(tokens: readonly ButtonToken[]): void {
    for (const token of tokens) {
      if (!this.write.tokens.some((t) => t.token === token.token)) this.write.tokens.push(token)
    }
  }

  /** The next fitting message of this person there answers a question on the ticket; a later question replaces it. */
  wait(
    whose: Pick<DialogRow, 'conversationId' | 'identityId' | 'ticketId'>,
    waitsFor: DialogTopic,
    now: Date,
    args: Record<string, string> = {},
  ): void {
    this.endWait(whose)
    this.write.endDialogs = this.write.endDialogs.filter((d) => !isSame(d, whose))
    this.write.dialogs.push({ ...whose, waitsFor, args, expiresAt: addHours(now, PATIENCE_HOURS) })
  }

  /** Nothing is waited for from this person there any more. */
  endWait(whose: Pick<DialogRow, 'conversationId' | 'identityId'>): void {
    const { conversationId, identityId } = whose
    this.write.dialogs = this.write.dialogs.filter((d) => !isSame(d, whose))
    if (!this.write.endDialogs.some((d) => isSame(d, whose)))
      this.write.endDialogs.push({ conversationId, identityId })
  }

  /**
   * A message to a conversation. Photos that do not fit beside the text and the buttons go ahead as an album
   * of their own: one row of the outbox is one message of the platform.
   */
  say(
    conversation: Pick<ConversationRow, 'id'>,
    message: OutgoingMessage,
    options: {
      photosWithText: number
      ticketId?: string | null
      replyTo?: string | null
      thread?: string | null
      /** Words over photos that go ahead. */
      photoCaption?: string
    },
  ): void {
    const row = (content: OutgoingMessage): void => {
      this.write.outbox.push({
        conversationId: conversation.id,
        kind: 'message',
        cardId: null,
        ticketId: options.ticketId ?? null,
        thread: options.thread ?? null,
        replyTo: options.replyTo ?? null,
        content,
        idempotencyKey: this.#key(),
      })
    }
    if (message.photos.length <= options.photosWithText) {
      row(message)
      return
    }
    const caption = options.photoCaption
    row({ lines: caption ? [caption] : [], tone: 'plain', photos: message.photos, buttons: [] })
    row({ ...message, photos: [] })
  }

  /** Brings the card in a conversation up to its newest content. */
  card(card: {
    id: string
    conversationId: string
    ticketId: string | null
    thread: string | null
    replyTo: string | null
  }): void {
    this.write.outbox.push({
      conversationId: card.conversationId,
      kind: 'card',
      cardId: card.id,
      ticketId: card.ticketId,
      thread: card.thread,
      replyTo: card.replyTo,
      content: null,
      idempotencyKey: this.#key(),
    })
  }

  /** Nothing is said after all, and nothing fetched. */
  silence(): void {
    this.write.outbox = []
    this.write.fetches = []
  }

  /** A short line that only the presser of a button sees. */
  answer(conversationId: string, actionId: string, text: string | null): void {
    this.write.outbox.push({
      conversationId,
      kind: 'answer',
      cardId: null,
      ticketId: null,
      thread: null,
      replyTo: null,
      content: { actionId, text },
      idempotencyKey: this.#key(),
    })
  }

  #key(): string {
    return `${this.#cause}:${this.write.outbox.length}`
  }
}

type Whose = Pick<DialogRow, 'conversationId' | 'identityId'>

function isSame(a: Whose, b: Whose): boolean {
  return a.conversationId === b.conversationId && a.identityId === b.identityId
}
