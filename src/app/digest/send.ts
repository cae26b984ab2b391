import { TZDate } from '@date-fns/tz'
import { addMilliseconds, format, startOfDay } from 'date-fns'
import { isConfidential, maySee } from '../../domain/access.ts'
import { lineage, type Town } from '../../domain/area/town.ts'
import { type Chief, chiefsOf, isDigestTime } from '../../domain/report/digest.ts'
import type { Period } from '../../domain/report/figures.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { App, TownView } from '../context.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import { commitDraft } from '../tickets/commit-draft.ts'
import { Draft } from '../tickets/draft.ts'
import { digestMessage } from './message.ts'

/** Chiefs in one round, so that a large town does not keep the auditor from its other work; the next round goes on. */
const A_ROUND = 200

/** What this process knows to be done: saves it a question every few seconds. */
export interface Digested {
  /** Day and version of the town. */
  done: string | null
}

/**
 * Tells each chief once a day, at the town's hour, how the day went. That it is done is a row beside the message in the
 * same write, one for each person and day: whoever is killed, or comes second, tells nobody twice.
 */
export async function sendDigests(app: App, state: Digested = { done: null }): Promise<void> {
  const view = await app.town()
  if (!view) return
  const now = app.now()
  const local = new TZDate(now.getTime(), app.zone)
  const day = format(local, 'yyyy-MM-dd')
  const key = `${day} ${view.town.version}`
  if (state.done === key || !isDigestTime(local, view.town.policy, (at) => !view.town.calendar.isWorkday(at)))
    return
  const round = await app.store.inLane('digest', () => tellRound(app, view, day, local))
  if (round.ok && round.value === 'all') state.done = key
}

async function tellRound(app: App, view: TownView, day: string, local: Date): Promise<'all' | 'more'> {
  const told = new Set(await app.store.digestsOf(day))
  const left = chiefsOf(view.town).filter(({ personId }) => !told.has(personId))
  if (left.length === 0) return 'all'
  const dayStart = new Date(startOfDay(local).getTime())
  const today = { from: dayStart, to: addMilliseconds(local, 1) }
  const { town } = view
  const tickets = byArea(
    town,
    await app.store.ticketsForFigures({ kind: 'area', area: town.top }, dayStart, town),
  )
  for (const chief of left.slice(0, A_ROUND)) await tell(app, view, chief, { day, today, tickets })
  return left.length > A_ROUND ? 'more' : 'all'
}

/** Tickets by every area that they lie in. */
function byArea(town: Town, tickets: readonly Ticket[]): Map<string, Ticket[]> {
  const found = new Map<string, Ticket[]>()
  for (const ticket of tickets) {
    for (const { code } of lineage(town, ticket.area)) {
      const list = found.get(code)
      if (list) list.push(ticket)
      else found.set(code, [ticket])
    }
  }
  return found
}

interface Day {
  day: string
  today: Period
  tickets: ReadonlyMap<string, Ticket[]>
}

/** A lost race changes nothing: the other one has told. */
async function tell(app: App, view: TownView, chief: Chief, { day, today, tickets }: Day): Promise<void> {
  const now = app.now()
  const { conversation, areas } = await whereTo(app, chief)
  // Several chiefs of an area without private chats are told in one group, which hears it once.
  const whose = conversation?.type === 'group' ? conversation.id : chief.personId
  const draft = new Draft({ requestId: `digest-${day}-${whose}` })
  draft.write.digests.push({ personId: chief.personId, day })
  if (conversation) {
    const seen = areas.map((area) => ({
      area,
      tickets: (tickets.get(area) ?? []).filter((t) => mayRead(view.town, chief, conversation, t)),
    }))
    const message = digestMessage(seen, conversation, { app, view, draft, now, today })
    if (message) draft.say(conversation, message, { photosWithText: 0 })
  }
  await commitDraft(app, draft)
}

/** The chief's private chat, for all areas; else the group of one of them, for that one. */
async function whereTo(
  app: App,
  { personId, areas }: Chief,
): Promise<{ conversation: ConversationRow | null; areas: string[] }> {
  const own = (await app.store.personConversations(personId))[0]
  if (own) return { conversation: own, areas }
  const group = (await app.store.areaConversations(areas))[0]
  return { conversation: group ?? null, areas: areas.filter((area) => area === group?.area) }
}

/** In a group nothing confidential is even counted (rule 8). */
function mayRead(town: Town, { personId }: Chief, conversation: ConversationRow, ticket: Ticket): boolean {
  if (conversation.type === 'group') return !isConfidential(town, ticket.category)
  const posts = town.postsByPerson.get(personId) ?? []
  const identityId = conversation.identityId ?? ''
  return maySee(ticket, { kind: 'account', identityId, personId, name: '', posts }, town)
}
