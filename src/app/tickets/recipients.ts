import { isConfidential, maySee } from '../../domain/access.ts'
import { leads } from '../../domain/area/posts.ts'
import { lineage, type Post, type Town } from '../../domain/area/town.ts'
import type { Audience } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { Store } from '../store-port/store.ts'

type Finder = Pick<
  Store,
  | 'departmentConversations'
  | 'areaConversations'
  | 'personConversations'
  | 'identityConversation'
  | 'conversation'
>

/**
 * The conversations in which an audience hears of a ticket. Nobody is left out silently: a person without a
 * private chat is called in the group nearest to the post, a department without a chat falls to its handler,
 * then to the dispatcher. A confidential matter never reaches a group (rule 8).
 */
export async function recipients(
  find: Finder,
  town: Town,
  ticket: Ticket,
  to: Audience,
): Promise<ConversationRow[]> {
  const found = await locate(find, town, ticket, to)
  return isConfidential(town, ticket.category) ? found.filter((c) => c.type === 'dm') : found
}

async function locate(find: Finder, town: Town, ticket: Ticket, to: Audience): Promise<ConversationRow[]> {
  switch (to.kind) {
    case 'source':
      return source(find, town, ticket)
    case 'reporter':
      return reporter(find, town, ticket)
    case 'joined':
      return joined(find, ticket)
    case 'department':
      return department(find, town, ticket, to.department)
    case 'dispatcher':
      return dispatcher(find, town, ticket)
    case 'follower':
      return follower(find, town, ticket, to)
    case 'person':
      return person(find, town, ticket, to)
    case 'webhook':
      return []
  }
}

function active(conversation: ConversationRow | null): ConversationRow[] {
  return conversation?.status === 'active' ? [conversation] : []
}

/** Where it was said; once that chat is gone, whoever reported it, else the dispatcher. */
async function source(find: Finder, town: Town, ticket: Ticket): Promise<ConversationRow[]> {
  const chat = active(await find.conversation(ticket.source.conversationId))
  if (chat.length > 0) return chat
  const own = await reporter(find, town, ticket)
  return own.length > 0 || isConfidential(town, ticket.category) ? own : dispatcher(find, town, ticket)
}

/** Somebody who can no longer be reached is not forgotten: the dispatcher hears it and may call. */
async function reporter(find: Finder, town: Town, ticket: Ticket): Promise<ConversationRow[]> {
  const { identityId, personId } = ticket.reporter
  const own = identityId ? active(await find.identityConversation(identityId)) : []
  if (own.length > 0) return own
  if (personId) {
    const other = (await find.personConversations(personId)).slice(0, 1)
    if (other.length > 0) return other
  }
  if (ticket.source.kind !== 'dm') return []
  const chat = active(await find.conversation(ticket.source.conversationId))
  if (chat.length > 0) return chat
  return isConfidential(town, ticket.category) ? [] : dispatcher(find, town, ticket)
}

/** Where the further reports were said, else their reporters in private; not again where the first was said. */
async function joined(find: Finder, ticket: Ticket): Promise<ConversationRow[]> {
  const found = new Map<string, ConversationRow>()
  for (const { source, reporter } of ticket.joined) {
    if (source.conversationId === ticket.source.conversationId) continue
    const said = active(await find.conversation(source.conversationId))
    const own = reporter.identityId ? active(await find.identityConversation(reporter.identityId)) : []
    for (const chat of said.length > 0 ? said : own) found.set(chat.id, chat)
  }
  found.delete(ticket.source.conversationId)
  return [...found.values()]
}

async function department(
  find: Finder,
  town: Town,
  ticket: Ticket,
  code: string,
): Promise<ConversationRow[]> {
  const confidential = isConfidential(town, ticket.category)
  const chats = confidential ? [] : await find.departmentConversations(code)
  if (chats.length > 0) return chats
  const people = ticket.handler && code === ticket.department ? [ticket.handler] : []
  // Of what is confidential only the handler and the leads know.
  const others = (town.postsByDepartment.get(code) ?? []).filter((p) => !confidential || leads(p, code))
  for (const personId of new Set([...people, ...others.map((p) => p.personId)])) {
    const chat = (await find.personConversations(personId))[0]
    if (chat) return [chat]
  }
  return dispatcher(find, town, ticket)
}

/** The dispatcher nearest above the place, else the topmost group. */
export async function dispatcher(
  find: Finder,
  town: Town,
  ticket: Pick<Ticket, 'area' | 'category'>,
): Promise<ConversationRow[]> {
  // What is confidential reaches the dispatcher as a person, or nobody.
  if (isConfidential(town, ticket.category)) return dispatchersInPrivate(find, town, ticket)
  const own = await dispatcherChat(find, town, ticket)
  if (own) return [own]
  const above = lineage(town, ticket.area)
    .map((a) => a.code)
    .reverse()
  return (await find.areaConversations(above)).slice(0, 1)
}

/** The private chat of the dispatcher nearest above the place who has one. */
async function dispatchersInPrivate(
  find: Finder,
  town: Town,
  ticket: Pick<Ticket, 'area'>,
): Promise<ConversationRow[]> {
  for (const area of lineage(town, ticket.area)) {
    for (const post of dispatchersOf(town, area.code)) {
      const chat = (await find.personConversations(post.personId))[0]
      if (chat) return [chat]
    }
  }
  return []
}

/** Dispatchers whose post is for exactly this area. */
function dispatchersOf(town: Town, area: string): Post[] {
  return town.posts.filter(
    (p) =>
      p.role === 'dispatcher' &&
      (p.area ?? town.departmentByCode.get(p.department ?? '')?.area ?? town.top) === area,
  )
}

/** In private only, and of what is confidential only while their posts let them see it. */
async function follower(
  find: Finder,
  town: Town,
  ticket: Ticket,
  { identityId, personId }: Extract<Audience, { kind: 'follower' }>,
): Promise<ConversationRow[]> {
  const chat = active(await find.identityConversation(identityId))
  const posts = town.postsByPerson.get(personId ?? '') ?? []
  const sees = maySee(ticket, { kind: 'account', identityId, personId, name: '', posts }, town)
  if (isConfidential(town, ticket.category) && !sees) return []
  // The own card tells the reporter there as much.
  return chat.filter(({ id }) => id !== ticket.source.conversationId)
}

/** Where the dispatcher nearest above the place is: the group of the post's area, else the person; null when there is none. */
export async function dispatcherChat(
  find: Finder,
  town: Town,
  ticket: Pick<Ticket, 'area'>,
): Promise<ConversationRow | null> {
  for (const area of lineage(town, ticket.area)) {
    const posts = dispatchersOf(town, area.code)
    if (posts.length === 0) continue
    const own = await byPosts(
      find,
      posts.flatMap((p) => (p.department ? [p.department] : [])),
    )
    if (own) return own
    const group = (await find.areaConversations([area.code]))[0]
    if (group) return group
    for (const post of posts) {
      const chat = (await find.personConversations(post.personId))[0]
      if (chat) return chat
    }
  }
  return null
}

async function byPosts(find: Finder, departments: string[]): Promise<ConversationRow | undefined> {
  for (const code of departments) {
    const chat = (await find.departmentConversations(code))[0]
    if (chat) return chat
  }
  return undefined
}

async function person(
  find: Finder,
  town: Town,
  ticket: Ticket,
  to: Extract<Audience, { kind: 'person' }>,
): Promise<ConversationRow[]> {
  const chat = (await find.personConversations(to.personId))[0]
  if (chat) return [chat]
  if (to.department) return department(find, town, ticket, to.department)
  const above = lineage(town, to.area ?? ticket.area).map((a) => a.code)
  // A grid chief's grid has no group of its own in most towns: the village's group, which lies above, has.
  const group = await nearby(find, ticket, await find.areaConversations(above))
  return group ? [group] : dispatcher(find, town, ticket)
}

/** Of several groups for an area the one where it was said, else one on the same platform: there people talk of it. */
async function nearby(
  find: Finder,
  ticket: Ticket,
  groups: ConversationRow[],
): Promise<ConversationRow | undefined> {
  const nearest = groups.filter((g) => g.area === groups[0]?.area)
  if (nearest.length < 2) return nearest[0]
  const source = await find.conversation(ticket.source.conversationId)
  return (
    nearest.find((g) => g.id === source?.id) ??
    nearest.find((g) => g.channel === source?.channel) ??
    nearest[0]
  )
}
