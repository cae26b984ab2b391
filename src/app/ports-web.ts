import { z } from 'zod'
import type { Role } from '../domain/area/town.ts'

/** Who speaks in the web chat. People of the town have their person id as `userId`, residents one of their own. */
export interface WebUser {
  userId: string
  name: string
  personId: string | null
}

/** A post as shown beside a name: `3网格1单元` + `unit_chief`. */
export interface PostLabel {
  role: Role
  /** Name of the area or department. */
  place: string
}

export interface WebPerson {
  id: string
  name: string
  /** Raised to make all personal links and sessions of this person void. */
  linkGen: number
  posts: PostLabel[]
}

export interface WebRoomInfo {
  /** The room's id, which is the conversation's address on the channel `web`. */
  room: string
  type: 'group' | 'dm'
  /** What the room is for: a work group of an area, a department's group, a private chat with the bot. */
  kind: 'area' | 'department' | 'dm'
  title: string
}

/** A room of the demo town with the people who may speak in it. */
export interface DemoRoom extends WebRoomInfo {
  people: WebPerson[]
}

/** Who may enter which room of the web chat. Asked on every request: rights follow posts and may change (rule 7). */
export interface Directory {
  /** Groups that cover or lie in the area of one of the person's posts, or are their department's; and the own private chat. */
  roomsOf(user: WebUser): Promise<WebRoomInfo[]>
  /** null when unknown or no longer active. */
  person(personId: string): Promise<WebPerson | null>
  /** First post of each person among these user ids; residents and strangers are left out. */
  labels(userIds: readonly string[]): Promise<Map<string, PostLabel>>
  /** Groups of the web chat with everyone who may enter them, most local first. */
  demoRooms(): Promise<DemoRoom[]>
}

/** The private chat of a user with the bot. */
export function ownRoom(userId: string): string {
  return `dm-${userId}`
}

/** What the answer to a pressed button must find again: who pressed it, where. */
const Press = z.tuple([z.string(), z.string(), z.string()])

/**
 * An action id that carries its own way back, so that any process can answer it without a table of presses.
 *
 * @example readActionId(actionId({ room: 'r', userId: 'u', clientKey: 'k' })) // { room: 'r', userId: 'u', clientKey: 'k' }
 */
export function actionId(press: { room: string; userId: string; clientKey: string }): string {
  return Buffer.from(JSON.stringify([press.room, press.userId, press.clientKey])).toString('base64url')
}

/** null when it is none of ours. */
export function readActionId(id: string): { room: string; userId: string; clientKey: string } | null {
  try {
    const press = Press.safeParse(JSON.parse(Buffer.from(id, 'base64url').toString('utf8')))
    if (!press.success) return null
    const [room, userId, clientKey] = press.data
    return { room, userId, clientKey }
  } catch {
    return null
  }
}
