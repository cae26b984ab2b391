import { subHours } from 'date-fns'
import type { TicketFilter } from '../app/store-port/tickets.ts'
import { isWithin, type Town } from '../domain/area/town.ts'
import type { CommandKind, TicketEvent } from '../domain/ticket/decision.ts'
import type { Ticket, TicketState } from '../domain/ticket/types.ts'
import type { Prisma, PrismaClient } from './generated/client.ts'

const SETTLED: TicketState[] = ['closed', 'rejected', 'withdrawn', 'merged']
/** Settled tickets stay in lists this long, so that `今天办结` can be counted in every zone. */
const LATELY_HOURS = 36
const MOST = 2000

/** What people look up by hand: off the hot path, so through Prisma. */
export function createLookups(prisma: PrismaClient) {
  return {
    async ticketByNumber(number: string): Promise<Ticket | null> {
      const row = await prisma.ticket.findUnique({ where: { number }, select: { data: true } })
      return row ? asTicket(row.data) : null
    },

    /** Open tickets, and those settled lately, newest first; at most 2,000. */
    async tickets(filter: TicketFilter, town: Town): Promise<Ticket[]> {
      const since = subHours(new Date(), LATELY_HOURS)
      const lately: Prisma.TicketWhereInput[] = [
        { closedAt: { gt: since } },
        { closedAt: null, resolvedAt: { gt: since } },
        { closedAt: null, resolvedAt: null, openedAt: { gt: since } },
      ]
      const rows = await prisma.ticket.findMany({
        where: {
          AND: [await where(prisma, filter, town), { OR: [{ state: { notIn: SETTLED } }, ...lately] }],
        },
        select: { data: true },
        orderBy: { openedAt: 'desc' },
        take: MOST,
      })
      return rows.map((row) => asTicket(row.data))
    },

    async history(ticketId: string): Promise<TicketEvent[]> {
      const rows = await prisma.ticketEvent.findMany({ where: { ticketId }, orderBy: { seq: 'asc' } })
      return rows.map((row) => ({
        seq: row.seq,
        at: row.at.toISOString(),
        command: row.command as CommandKind,
        by: row.by as TicketEvent['by'],
        from: row.from as TicketState | null,
        to: row.to as TicketState,
        data: row.data as Partial<Ticket>,
        note: row.note,
      }))
    },
  }
}

/** Written by `commit` and nothing else, so its shape is known. */
function asTicket(data: Prisma.JsonValue): Ticket {
  return data as unknown as Ticket
}

async function where(
  prisma: PrismaClient,
  filter: TicketFilter,
  town: Town,
): Promise<Prisma.TicketWhereInput> {
  switch (filter.kind) {
    case 'area':
      // The tree is in memory: one pass tells which areas lie below.
      return {
        area: { in: town.areas.filter((a) => isWithin(town, a.code, filter.area)).map((a) => a.code) },
      }
    case 'department':
      return { department: filter.department }
    case 'handler':
      // By department first, which has an index; what somebody holds elsewhere is no work of theirs any more.
      return {
        handler: filter.personId,
        department: {
          in: (town.postsByPerson.get(filter.personId) ?? []).flatMap((p) => p.department ?? []),
        },
      }
    case 'reporter': {
      const own = filter.personId
        ? await prisma.identity.findMany({ where: { personId: filter.personId }, select: { id: true } })
        : []
      const ids = [filter.identityId, ...own.map((i) => i.id)]
      return { OR: [{ reporterIdentity: { in: ids } }, { id: { in: await joinedBy(prisma, ids) } }] }
    }
  }
}

/** Tickets that a report of one of these accounts joined; through the index of the joined reports. */
async function joinedBy(prisma: PrismaClient, identityIds: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const identityId of identityIds) {
    const wanted = JSON.stringify([{ reporter: { identityId } }])
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM ticket WHERE data->'joined' @> ${wanted}::jsonb LIMIT ${MOST}`
    found.push(...rows.map((row) => row.id))
  }
  return found
}
