import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { WebPerson } from '../../app/ports-web.ts'
import { issueSession, readPersonalLink, type Session } from '../session.ts'
import { viewerOf, type WebChatDeps } from './deps.ts'
import { refusals } from './errors.ts'
import { createFloodGuard } from './flood.ts'
import { type Presenter, toMe } from './present.ts'
import { DemoEnter, LinkEnter, parse } from './schema.ts'
import type { WireDemo, WireEntered } from './wire.ts'

/** Coming in: by choosing a person in the demo town, or through a personal link; and where one may go then. */
export function enterRoutes(app: FastifyInstance, deps: WebChatDeps, present: Presenter): void {
  const doors = createFloodGuard({ burst: 30, everyMs: 2_000 })

  async function entered(session: Session, person: WebPerson | null): Promise<WireEntered> {
    const rooms = await deps.directory.roomsOf(session)
    return {
      token: issueSession(session, deps.secretKey, deps.now()),
      me: toMe(session, person),
      rooms: await Promise.all(rooms.map(present.room)),
      zone: deps.zone,
    }
  }

  async function onlyDemo(): Promise<string> {
    const town = await deps.town()
    if (!town.demo) throw refusals.notDemo()
    return town.name
  }

  app.get('/api/web/demo', async (): Promise<WireDemo> => {
    const town = await onlyDemo()
    const rooms = await deps.directory.demoRooms()
    return {
      town,
      rooms: rooms.flatMap(({ room, kind, title, people }) =>
        kind === 'dm'
          ? []
          : [
              {
                room,
                kind,
                title,
                people: people.map((p) => ({ personId: p.id, name: p.name, labels: p.posts })),
              },
            ],
      ),
    }
  })

  app.post('/api/web/demo/enter', async (request) => {
    doors.check(request.ip, deps.now())
    await onlyDemo()
    const who = parse(DemoEnter, request.body)
    if ('resident' in who) return entered({ ...residentSession(who.resident), demo: true }, null)
    const person = await deps.directory.person(who.personId)
    if (!person) throw refusals.nobody()
    return entered({ ...personSession(person), demo: true }, person)
  })

  app.post('/api/web/enter', async (request) => {
    doors.check(request.ip, deps.now())
    const { link } = parse(LinkEnter, request.body)
    const claims = readPersonalLink(link, deps.secretKey)
    const person = claims ? await deps.directory.person(claims.personId) : null
    if (!claims || !person || person.linkGen !== claims.gen) throw refusals.badLink()
    return entered(personSession(person), person)
  })

  app.get('/api/web/rooms', async (request): Promise<Omit<WireEntered, 'token'>> => {
    const { session, person } = await viewerOf(deps, request)
    const rooms = await deps.directory.roomsOf(session)
    return { me: toMe(session, person), rooms: await Promise.all(rooms.map(present.room)), zone: deps.zone }
  })
}

function personSession(person: WebPerson): Session {
  return { userId: person.id, name: person.name, personId: person.id, gen: person.linkGen }
}

/** In the demo town a resident's name leads back to the same private chat. */
function residentSession(name: string): Session {
  const digest = createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 16)
  return { userId: `resident-${digest}`, name, personId: null, gen: 0 }
}
