import { subHours } from 'date-fns'
import { isConfidential } from '../../domain/access.ts'
import { areasAround } from '../../domain/area/around.ts'
import { headOf } from '../../domain/area/responsibility.ts'
import { lineage, type Town } from '../../domain/area/town.ts'
import type { Point } from '../../domain/message.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { areaSteps } from '../../domain/understanding/same/area-steps.ts'
import { sameIncident } from '../../domain/understanding/same/same-incident.ts'
import type { Told } from '../../domain/understanding/same/told.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import type { Intake } from '../intake/intake.ts'
import type { OpeningScope, OpenNearby } from '../store-port/tickets.ts'

/** Tickets a report is compared with, the newest. */
const COMPARED = 30
/** Likeness from which on an unsure pair is worth a person's look. */
const WORTH_ASKING = 0.5

/** What there is of the same already, and how much of its like was there when it was looked for. */
export interface Looked {
  like: Likeness | null
  /** Null where nobody else could tell of the same. */
  seen: OpeningScope | null
}

/** An open ticket that a report may tell of too. */
export interface Likeness {
  ticket: Ticket
  verdict: 'same' | 'unsure'
}

/**
 * The open ticket, of the whole town, that surely or perhaps tells of the same matter. Secrets and quarrels have none:
 * what one tells of them is not the business of another. What the sender told here before, the conversation has
 * settled already.
 */
export async function findSame(
  intake: Intake,
  reading: Reading,
  incident: Incident,
  photos: readonly string[],
  point?: Point,
): Promise<Looked> {
  const { app, view, event, now } = intake
  const { town } = view
  const { hours } = town.policy.join
  if (hours === 0 || reading.missing !== null || isPrivate(intake, incident.category))
    return { like: null, seen: null }
  const areas = areasAround(town, incident.area)
  const scope = scopeOf(town, incident)
  const nearby = await app.store.openNearby(areas, subHours(now, hours), COMPARED, scope)
  const { seen } = nearby
  const others = nearby.tickets.filter(({ ticket }) => mayJoin(intake, ticket))
  if (others.length === 0) return { like: null, seen }
  const here: Told = {
    text: incident.summary,
    category: incident.category,
    area: incident.area,
    areaFrom: incident.placeSource,
    place: incident.place,
    at: new Date(event.occurredAt),
    ...(point ? { point } : {}),
    photoHashes: await app.media.likenesses(photos),
  }
  const steps = areaSteps(town)
  let best: (Likeness & { score: number }) | null = null
  for (const other of others) {
    const { verdict, score } = sameIncident(here, toldBy(other), steps)
    if (verdict === 'other' || (verdict === 'unsure' && score < WORTH_ASKING)) continue
    // Said again after it was done: a new one, or not fixed at all. A person decides.
    const sure = verdict === 'same' && other.ticket.state !== 'resolved'
    const rank = score + (sure ? 1 : 0)
    if (!best || rank > best.score)
      best = { ticket: other.ticket, verdict: sure ? 'same' : 'unsure', score: rank }
  }
  return { like: best, seen }
}

/** Matters of one head within a village: only such are told of twice in one second often enough to look at. */
function scopeOf(town: Town, { category, area }: Incident): string {
  const around = lineage(town, area)
  const village = around.find(({ level }) => level === 'village') ?? around[0]
  return `${headOf(category)}@${village?.code ?? area}`
}

function toldBy({ ticket, areaFrom, photoHashes }: OpenNearby): Told {
  return {
    text: ticket.summary,
    category: ticket.category,
    area: ticket.area,
    ...(areaFrom ? { areaFrom } : {}),
    place: ticket.place,
    at: new Date(ticket.openedAt),
    ...(ticket.point ? { point: ticket.point } : {}),
    photoHashes,
  }
}

function isPrivate({ view }: Intake, category: string): boolean {
  return isConfidential(view.town, category) || category === 'dispute' || category.startsWith('dispute.')
}

function mayJoin(intake: Intake, ticket: Ticket): boolean {
  const { conversation, identity, draft } = intake
  if (isPrivate(intake, ticket.category)) return false
  // One write changes a ticket once.
  if (draft.write.tickets.some((change) => change.ticket.id === ticket.id)) return false
  return ticket.source.conversationId !== conversation.id || ticket.reporter.identityId !== identity.id
}
