import type { Chat, Message, User } from 'grammy/types'
import { StoredMessage } from './stored-message.ts'

export type BotStatus = 'none' | 'member' | 'administrator' | 'left' | 'kicked' | 'restricted'
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked'
export type Topic = { threadId: number; name: string; closed: boolean }
/** What a message is made of, without what the room adds itself. */
export type MessageContent = Omit<Message, 'message_id' | 'chat' | 'date'>

/** One chat as Telegram's server sees it: private, group, supergroup or channel. */
export class Room {
  readonly chat: Chat
  readonly everything: StoredMessage[] = []
  readonly topics = new Map<number, Topic>()
  readonly members = new Map<number, { user: User; status: MemberStatus; anonymous: boolean }>()
  botStatus: BotStatus = 'none'
  /** Privacy mode as it was when the bot was added: toggling it later needs a re-adding. */
  botHearsAll = false
  /** Where it went when a group became a supergroup. */
  migratedTo: number | undefined
  #nextId = 1
  readonly #byId = new Map<number, StoredMessage>()

  constructor(chat: Chat) {
    this.chat = chat
  }

  get id(): number {
    return this.chat.id
  }
  get isPrivate(): boolean {
    return this.chat.type === 'private'
  }
  get isForum(): boolean {
    return this.chat.type === 'supergroup' && this.chat.is_forum === true
  }
  /** What a person would see now. */
  get messages(): StoredMessage[] {
    return this.everything.filter((message) => !message.deleted)
  }
  get botIsIn(): boolean {
    return ['member', 'administrator', 'restricted'].includes(this.botStatus)
  }
  get kindName(): string {
    return `${this.chat.type}${this.chat.type === 'private' ? '' : ' chat'}`
  }

  find(messageId: number): StoredMessage | undefined {
    const message = this.#byId.get(messageId)
    return message && !message.deleted ? message : undefined
  }

  append(content: MessageContent, now: number, byBot: boolean): StoredMessage {
    const message = new StoredMessage(
      { message_id: this.#nextId, chat: this.chat, date: Math.floor(now / 1000), ...content },
      byBot,
    )
    this.#nextId += 1
    this.everything.push(message)
    this.#byId.set(message.id, message)
    return message
  }
}
