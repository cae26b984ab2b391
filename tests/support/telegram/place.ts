import type { User } from 'grammy/types'
import type { Room } from './room.ts'

/** Where a person writes: a group, one of its topics, or the private chat with the bot. */
export type Place = { readonly room: Room; readonly threadId?: number }

/** A person, as far as a group must know them. */
export type Someone = { readonly id: number; readonly user: User }
