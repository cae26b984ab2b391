import type { IncomingEvent } from '../../domain/message.ts'
import type { IdentityRow } from './people.ts'

export interface ConversationRow {
  id: string
  channel: string
  account: string
  /** The platform id to send to now. */
  chat: string
  type: 'dm' | 'group'
  title: string | null
  area: string | null
  department: string | null
  identityId: string | null
  status: 'active' | 'left' | 'blocked'
  canHearAll: boolean | null
  toldBind: boolean
  toldHear: boolean
  /** Language of the account behind a private chat. */
  language: string | null
  /** The person of the town behind a private chat. */
  personId: string | null
}

/** Chats: their platform ids, what they are bound to, who is reached in them. */
export interface ConversationStore {
  /** Conversation and account of an event, made when they are new. */
  parties(event: IncomingEvent): Promise<{ conversation: ConversationRow; identity: IdentityRow }>
  migrated(event: IncomingEvent, to: string): Promise<void>
  readdress(conversationId: string, chat: string): Promise<void>
  conversation(id: string): Promise<ConversationRow | null>
  /** Active conversations that work for a department, or for exactly this area. */
  departmentConversations(department: string): Promise<ConversationRow[]>
  areaConversations(areas: readonly string[]): Promise<ConversationRow[]>
  /** Active private chats of a person, best first. */
  personConversations(personId: string): Promise<ConversationRow[]>
  identityConversation(identityId: string): Promise<ConversationRow | null>
  conversationStatus(id: string, status: 'active' | 'left' | 'blocked'): Promise<void>
  holdUntil(conversationId: string): Promise<Date | null>
  hold(conversationId: string, until: Date): Promise<void>
}
