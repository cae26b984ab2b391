import type { CallbackQuery, Message, ReactionType, User } from 'grammy/types'
import { announce } from './announce.ts'
import { type Content, type ContentFields, messageFields } from './content.ts'
import { announceMember } from './membership.ts'
import type { Place } from './place.ts'
import { Room } from './room.ts'
import { until } from './signal.ts'
import type { Button, StoredMessage } from './stored-message.ts'
import type { CallbackAnswer, Person, World } from './world.ts'

const ANONYMOUS: User = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }

export type UserOptions = {
  first_name: string
  id?: number
  last_name?: string
  username?: string
  language_code?: string
}
/** A pressed button; `answered` resolves with the bot's answerCallbackQuery. */
export type Click = { id: string; readonly answered: Promise<CallbackAnswer> }

/** A person with a Telegram account. As a place it is the private chat with the bot. */
export class UserDriver implements Place {
  readonly user: User
  readonly room: Room
  readonly #world: World
  readonly #person: Person

  constructor(world: World, options: UserOptions) {
    this.#world = world
    const {
      id = 700_000_000 + world.count(),
      first_name,
      last_name,
      username,
      language_code = 'zh-hans',
    } = options
    const names = { first_name, ...(last_name ? { last_name } : {}), ...(username ? { username } : {}) }
    this.user = { id, is_bot: false, ...names, language_code }
    this.#person = { user: this.user, started: false, blocked: false, deactivated: false }
    this.room = new Room({ id, type: 'private', ...names })
    world.people.set(id, this.#person)
    world.rooms.set(id, this.room)
  }

  get id(): number {
    return this.user.id
  }
  /** The private chat with the bot. */
  get messages(): StoredMessage[] {
    return this.room.messages
  }
  get last(): StoredMessage | undefined {
    return this.room.messages.at(-1)
  }
  /** What the bot wrote privately, as it stands now. */
  get botMessages(): StoredMessage[] {
    return this.room.messages.filter((message) => message.byBot)
  }

  /** Writes into a group, a topic, or (with the person itself as place) privately to the bot. */
  send(place: Place, content: Content): StoredMessage {
    const { room } = place
    if (room.isPrivate) {
      if (room !== this.room)
        throw new Error('A person can only write to the bot from their own private chat')
      if (this.#person.blocked) throw new Error('The person blocked the bot; unblock() or start() first')
      this.#person.started = true
    } else if (!room.members.has(this.id)) {
      room.members.set(this.id, { user: this.user, status: 'member', anonymous: false })
    }
    const message = room.append(
      {
        ...this.#sender(place, content),
        ...this.#thread(place, content),
        ...messageFields(this.#world, content),
      },
      this.#world.now(),
      false,
    )
    announce(this.#world, room, message)
    return message
  }

  /** Writes privately to the bot. */
  dm(content: Content): StoredMessage {
    return this.send(this, content)
  }

  /** Several photos or documents as one album: one update each, sharing a media_group_id. */
  sendAlbum(place: Place, items: readonly ContentFields[], caption?: string): StoredMessage[] {
    const mediaGroupId = `1400${this.#world.count()}`
    return items.map((item, index) =>
      this.send(place, { ...item, ...(caption && index === 0 ? { caption } : {}), mediaGroupId }),
    )
  }

  #sender(place: Place, content: Content): Partial<Message> {
    const member = place.room.members.get(this.id)
    const anonymous = typeof content === 'string' ? undefined : content.anonymous
    if (anonymous ?? member?.anonymous) return { from: ANONYMOUS, sender_chat: place.room.chat }
    return { from: this.user }
  }

  /** In a topic every message that answers nothing answers the message that opened the topic. */
  #thread(place: Place, content: Content): Partial<Message> {
    const replyTo = typeof content === 'string' ? undefined : content.replyTo
    if (place.threadId !== undefined) {
      const opener = place.room.find(place.threadId)
      return {
        message_thread_id: place.threadId,
        is_topic_message: true,
        ...(opener && !replyTo
          ? { reply_to_message: opener.quoted() as NonNullable<Message['reply_to_message']> }
          : {}),
      }
    }
    if (!replyTo || place.room.chat.type !== 'supergroup') return {}
    // Replies in a supergroup carry the id of their thread's first message even where there are no topics.
    return {
      message_thread_id: replyTo.threadId ?? replyTo.id,
      ...(replyTo.json.is_topic_message ? { is_topic_message: true } : {}),
    }
  }

  /** Changes an own message; `{}` edits it with nothing changed, which Telegram reports all the same. */
  edit(
    message: StoredMessage,
    change: { text?: string; caption?: string; raw?: Partial<Message> } = {},
  ): void {
    const room = this.#roomOf(message)
    const { entities, caption_entities, ...kept } = message.json
    const old = {
      ...(entities && change.text === undefined ? { entities } : {}),
      ...(caption_entities && change.caption === undefined ? { caption_entities } : {}),
    }
    message.replace({
      ...kept,
      ...old,
      ...messageFields(this.#world, change),
      edit_date: this.#world.seconds(),
    })
    announce(this.#world, room, message, true)
  }

  #roomOf(message: StoredMessage): Room {
    const room = this.#world.rooms.get(message.json.chat.id)
    if (!room) throw new Error(`No chat ${message.json.chat.id}`)
    return room
  }

  /** Removes a message; Telegram tells the bot nothing. */
  remove(message: StoredMessage): void {
    message.deleted = true
    this.#world.changed.emit()
  }

  /** Presses a button, named by its text (or a part of it) or its callback_data. */
  click(message: StoredMessage, button: string): Click {
    const found =
      message.buttons.find((each) => each.text === button || dataOf(each) === button) ??
      message.buttons.find((each) => each.text.includes(button))
    const data = found ? dataOf(found) : undefined
    if (data === undefined) {
      throw new Error(
        `No button "${button}" under message ${message.id}; there are: ${message.buttonTexts.join(', ')}`,
      )
    }
    return this.clickData(message, data)
  }

  /** Presses with any data, as an old keyboard or a forger would. */
  clickData(message: StoredMessage, data: string): Click {
    const world = this.#world
    const id = `${this.id}${String(world.count()).padStart(9, '0')}`
    const callback = { id, askedAt: world.now(), answer: undefined as CallbackAnswer | undefined }
    world.callbacks.set(id, callback)
    const { chat } = message.json
    const query: CallbackQuery = {
      id,
      from: this.user,
      message: message.deleted ? { chat, message_id: message.id, date: 0 } : (message.json as never),
      chat_instance: String(chat.id * -7),
      data,
    }
    world.updates.push('callback_query', query, String(chat.id))
    return {
      id,
      get answered() {
        return until(world.changed, () => callback.answer, { what: `answerCallbackQuery for "${data}"` })
      },
    }
  }

  /** Sets (or with undefined takes back) a reaction. */
  react(message: StoredMessage, emoji: '👍' | '❤' | '🙏' | '👌' | '🤔' | '👎' | undefined): void {
    const room = this.#roomOf(message)
    const reactions: ReactionType[] = emoji ? [{ type: 'emoji', emoji }] : []
    const old_reaction = message.userReactions.get(this.id) ?? []
    message.userReactions.set(this.id, reactions)
    if (!room.isPrivate && room.botStatus !== 'administrator') return
    this.#world.updates.push(
      'message_reaction',
      {
        chat: room.chat,
        message_id: message.id,
        user: this.user,
        date: this.#world.seconds(),
        old_reaction,
        new_reaction: reactions,
      },
      String(room.id),
    )
  }

  /** Presses Start, with the payload of a deep link if there is one. */
  start(payload?: string): StoredMessage {
    if (this.#person.blocked) this.unblock()
    return this.dm(payload === undefined ? '/start' : `/start ${payload}`)
  }

  /** May be written to without having written, as after an earlier life. */
  setStarted(): this {
    this.#person.started = true
    return this
  }

  block(): void {
    this.#person.blocked = true
    this.#memberUpdate('member', 'kicked')
  }

  unblock(): void {
    this.#person.blocked = false
    this.#memberUpdate('kicked', 'member')
  }

  /** The account is gone. */
  deactivate(): void {
    this.#person.deactivated = true
  }

  #memberUpdate(from: string, to: string): void {
    announceMember(this.#world, this.room, { by: this.user, user: this.#world.botUser, from, to })
  }
}

function dataOf(button: Button): string | undefined {
  return 'callback_data' in button ? button.callback_data : undefined
}
