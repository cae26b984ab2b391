import type { InlineKeyboardButton, Message, PhotoSize, ReactionType } from 'grammy/types'
import type { Json } from './params.ts'

export type Button = InlineKeyboardButton & { text: string }

/** A message as a chat shows it now, with what happened to it. */
export class StoredMessage {
  json: Message
  readonly byBot: boolean
  /** How often it was edited after it was sent. */
  edits = 0
  deleted = false
  pinned = false
  /** Everything it was before, oldest first. */
  readonly versions: Message[] = []
  /** Keyboard under the input field, remove or force reply: Telegram does not repeat these in the Message. */
  inputMarkup: Json | undefined
  /** Reactions of the bot. */
  botReactions: ReactionType[] = []
  userReactions = new Map<number, ReactionType[]>()

  constructor(json: Message, byBot: boolean) {
    this.json = json
    this.byBot = byBot
  }

  get id(): number {
    return this.json.message_id
  }
  /** Text or caption, empty where there is none. */
  get text(): string {
    return this.json.text ?? this.json.caption ?? ''
  }
  get buttons(): Button[] {
    return this.json.reply_markup?.inline_keyboard.flat() ?? []
  }
  get buttonTexts(): string[] {
    return this.buttons.map((button) => button.text)
  }
  get photo(): PhotoSize[] | undefined {
    return this.json.photo
  }
  get mediaGroupId(): string | undefined {
    return this.json.media_group_id
  }
  get threadId(): number | undefined {
    return this.json.message_thread_id
  }
  get replyToId(): number | undefined {
    return this.json.reply_to_message?.message_id
  }
  get fromId(): number | undefined {
    return this.json.from?.id
  }

  /** The same message with other content; the old one is kept in `versions`. */
  replace(json: Message): void {
    this.versions.push(this.json)
    this.json = json
    this.edits += 1
  }

  /** As another message quotes it: without its own reply. */
  quoted(): Message {
    const { reply_to_message: _, ...rest } = this.json
    return rest
  }
}
