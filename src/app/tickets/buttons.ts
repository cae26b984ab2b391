import { addDays } from 'date-fns'
import type { Button } from '../../domain/message.ts'
import { opaqueToken } from '../../lib/token.ts'
import type { ButtonToken } from '../store-port/cards.ts'

/** What a button of the bot may do; the platform only ever sees a token. */
export const ACTIONS = [
  'accept',
  'transfer',
  'transfer_to',
  'return',
  'resolve',
  'supply',
  'withdraw',
  'confirm',
  'dispute',
  'reject',
  'dispatch',
  'place',
  'answer',
  'fix',
  'fix_category',
  'apart',
  'more',
  'start',
  'ask_extension',
  'grant_extension',
  'deny_extension',
  'suspend',
  'resume',
  'assign',
  'assign_to',
  'split',
  'reopen',
  'note',
  'follow',
  'unfollow',
  'print',
  'arrive',
  'whistle',
  'whistle_pick',
  'whistle_go',
  'rate',
  'still_fixed',
  'grant_excuse',
  'deny_excuse',
  'stats_show',
  'stats_rank',
  'stats_list',
  'swap_yes',
  'swap_no',
  'mediate_take',
  'mediate_plan',
  'mediate_hold',
  'mediate_agree',
  'mediate_up',
  'mediate_up_yes',
  'mediate_court',
  'mediate_parties',
  'status_all',
  'status_overdue',
  'status_units',
  'list_overdue',
  'list_mine',
] as const
export type Action = (typeof ACTIONS)[number]

export function isAction(word: string): word is Action {
  return (ACTIONS as readonly string[]).includes(word)
}

/** Days a button works; an older one is answered with where to look instead. */
const LIFETIME_DAYS = 60

/** Makes buttons for one conversation and remembers the tokens to be stored with the write. */
export class ButtonMaker {
  readonly tokens: ButtonToken[] = []
  readonly #secret: Uint8Array
  readonly #conversationId: string
  readonly #ticketId: string | null
  readonly #now: Date

  constructor(secret: Uint8Array, conversationId: string, ticketId: string | null, now: Date) {
    this.#secret = secret
    this.#conversationId = conversationId
    this.#ticketId = ticketId
    this.#now = now
  }

  /** The same button of a card keeps its token through all edits, so that an unchanged card stays unchanged. */
  action(label: string, action: Action, args: Record<string, string> = {}): Button {
    const token = opaqueToken(
      this.#secret,
      this.#conversationId,
      this.#ticketId ?? '',
      action,
      JSON.stringify(args),
    )
    if (!this.tokens.some((t) => t.token === token)) {
      this.tokens.push({
        token,
        ticketId: this.#ticketId,
        conversationId: this.#conversationId,
        action,
        args,
        identityId: null,
        expiresAt: addDays(this.#now, LIFETIME_DAYS),
      })
    }
    return { kind: 'action', label, token }
  }
}
