import type { Chat, Message, User } from 'grammy/types'
import { announce, announceService } from './announce.ts'
import { type Content, messageFields } from './content.ts'
import { announceMember } from './membership.ts'
import type { Place, Someone } from './place.ts'
import type { BotStatus, MemberStatus } from './room.ts'
import { Room } from './room.ts'
import type { StoredMessage } from './stored-message.ts'
import type { World } from './world.ts'

const CHANNEL_USER: User = { id: 777000, is_bot: false, first_name: 'Telegram' }

export type GroupOptions = {
  title: string
  /** Default: the next free supergroup id (negative, -100…). */
  id?: number
  forum?: boolean
  /** A small old group (negative id without -100) that can still be upgraded. */
  legacy?: boolean
  username?: string
}

export class TopicDriver implements Place {
  readonly room: Room
  readonly threadId: number
  readonly #world: World

  constructor(world: World, room: Room, threadId: number) {
    this.#world = world
    this.room = room
    this.threadId = threadId
  }

  get messages(): StoredMessage[] {
    return this.room.messages.filter((message) => message.threadId === this.threadId)
  }

  close(): void {
    const topic = this.room.topics.get(this.threadId)
    if (topic) topic.closed = true
    announceService(this.#world, this.room, {
      message_thread_id: this.threadId,
      is_topic_message: true,
      forum_topic_closed: {},
    })
  }
}

/** A group as its people see and change it. */
export class GroupDriver implements Place {
  room: Room
  readonly #world: World
  readonly #owner: User

  constructor(world: World, options: GroupOptions) {
    this.#world = world
    this.#owner = { id: 600_000_000 + world.count(), is_bot: false, first_name: '群主' }
    const { title } = options
    const id =
      options.id ?? (options.legacy ? -4_000_000_000 - world.count() : -1_001_500_000_000 - world.count())
    const chat: Chat = options.legacy
      ? { id, type: 'group', title }
      : {
          id,
          type: 'supergroup',
          title,
          ...(options.forum ? { is_forum: true as const } : {}),
          ...(options.username ? { username: options.username } : {}),
        }
    this.room = this.#open(chat)
    this.room.members.set(this.#owner.id, { user: this.#owner, status: 'creator', anonymous: false })
  }

  get id(): number {
    return this.room.id
  }
  get messages(): StoredMessage[] {
    return this.room.messages
  }
  get last(): StoredMessage | undefined {
    return this.room.messages.at(-1)
  }
  /** What the bot wrote, as it stands now. */
  get botMessages(): StoredMessage[] {
    return this.room.messages.filter((message) => message.byBot)
  }

  #open(chat: Chat): Room {
    const room = new Room(chat)
    this.#world.rooms.set(room.id, room)
    return room
  }

  #setBot(to: BotStatus, by: User = this.#owner): void {
    const { room } = this
    const from = room.botStatus === 'none' ? 'left' : room.botStatus
    room.botStatus = to
    announceMember(this.#world, room, { by, user: this.#world.botUser, from, to })
  }

  /**
   * Adds the bot, as administrator on request; its privacy mode counts as it is now.
   * With `silent` it was there before: no update tells of it.
   */
  addBot(options: { admin?: boolean; by?: Someone; silent?: boolean } = {}): this {
    const by = options.by?.user ?? this.#owner
    this.room.botHearsAll = this.#world.bot.can_read_all_group_messages
    if (options.silent) {
      this.room.botStatus = options.admin ? 'administrator' : 'member'
      return this
    }
    this.#setBot(options.admin ? 'administrator' : 'member', by)
    announceService(this.#world, this.room, { from: by, new_chat_members: [this.#world.botUser] })
    return this
  }

  removeBot(options: { by?: Someone } = {}): void {
    this.#setBot('kicked', options.by?.user)
  }

  promoteBot(): void {
    this.#setBot('administrator')
  }

  demoteBot(): void {
    this.#setBot('member')
  }

  /** The bot stays but may not write. */
  muteBot(): void {
    this.#setBot('restricted')
  }

  #setMember(person: Someone, to: MemberStatus, anonymous = false): void {
    const from = this.room.members.get(person.id)?.status ?? 'left'
    this.room.members.set(person.id, { user: person.user, status: to, anonymous })
    announceMember(this.#world, this.room, { by: this.#owner, user: person.user, from, to })
  }

  /** People join, each with a service message. */
  join(...people: Someone[]): this {
    for (const person of people) {
      this.#setMember(person, 'member')
      announceService(this.#world, this.room, { from: person.user, new_chat_members: [person.user] })
    }
    return this
  }

  leave(person: Someone): void {
    this.#setMember(person, 'left')
    announceService(this.#world, this.room, { from: person.user, left_chat_member: person.user })
  }

  promote(person: Someone, options: { anonymous?: boolean } = {}): void {
    this.#setMember(person, 'administrator', options.anonymous)
  }

  demote(person: Someone): void {
    this.#setMember(person, 'member')
  }

  rename(title: string): void {
    Object.assign(this.room.chat, { title })
    announceService(this.#world, this.room, { from: this.#owner, new_chat_title: title })
  }

  /** Opens a forum topic. */
  topic(name: string): TopicDriver {
    if (!this.room.isForum) throw new Error('Topics need a group made with { forum: true }')
    const created: Partial<Message> = {
      from: this.#owner,
      forum_topic_created: { name, icon_color: 7322096 },
    }
    const message = this.room.append(created, this.#world.now(), false)
    message.json = { ...message.json, message_thread_id: message.id, is_topic_message: true }
    this.room.topics.set(message.id, { threadId: message.id, name, closed: false })
    announce(this.#world, this.room, message)
    return new TopicDriver(this.#world, this.room, message.id)
  }

  /** A post of the linked channel that Telegram forwards into the group by itself. */
  linkedPost(content: Content, channelTitle = '公告频道'): StoredMessage {
    const channel = { id: this.id - 7, type: 'channel' as const, title: channelTitle }
    return announceService(this.#world, this.room, {
      from: CHANNEL_USER,
      sender_chat: channel,
      is_automatic_forward: true,
      forward_origin: { type: 'channel', chat: channel, message_id: 1, date: this.#world.seconds() },
      ...messageFields(this.#world, content),
    })
  }

  /**
   * A legacy group becomes a supergroup: service messages in both, the old id answers with the new one,
   * and this driver stands for the new one from now on.
   * @returns the old and the new chat id.
   */
  migrate(): { from: number; to: number } {
    const old = this.room
    if (old.chat.type !== 'group') throw new Error('Only a group made with { legacy: true } can migrate')
    const next = this.#open({
      id: -1_001_600_000_000 - this.#world.count(),
      type: 'supergroup',
      title: old.chat.title,
    })
    for (const [id, member] of old.members) next.members.set(id, member)
    next.botStatus = old.botStatus
    next.botHearsAll = old.botHearsAll
    announceService(this.#world, old, { from: this.#owner, migrate_to_chat_id: next.id })
    old.migratedTo = next.id
    this.room = next
    announceService(this.#world, next, { from: this.#owner, migrate_from_chat_id: old.id })
    return { from: old.id, to: next.id }
  }
}
