import type { FastifyRequest } from 'fastify'
import type { Sink } from '../../app/ports.ts'
import type { MediaStore } from '../../app/ports-media.ts'
import type { Directory, WebPerson, WebRoomInfo } from '../../app/ports-web.ts'
import type { WebRooms } from '../../app/ports-web-rooms.ts'
import type { Town } from '../../domain/area/town.ts'
import { readSession, type Session } from '../session.ts'
import { refusals } from './errors.ts'

export interface WebChatDeps {
  rooms: WebRooms
  /** Gets each event before the request is answered (rule 1). */
  sink: Sink
  media: MediaStore
  directory: Directory
  /** At least 32 random bytes. */
  secretKey: string | Buffer
  town(): Promise<Pick<Town, 'name' | 'demo'>>
  now(): Date
  /** IANA zone of the town. */
  zone: string
}

/** The speaker of a request, checked against the town as it is now. */
export interface Viewer {
  session: Session
  /** null for a resident. */
  person: WebPerson | null
}

/**
 * Throws `sign_in` without a valid session, when the person's link was made void or the person left, or when the
 * session comes from the demo town's list and the town is none any more.
 */
export async function viewerOf(deps: WebChatDeps, request: FastifyRequest): Promise<Viewer> {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  const session = token ? readSession(token, deps.secretKey, deps.now()) : null
  if (!session || (session.demo && !(await deps.town()).demo)) throw refusals.signIn()
  if (session.personId === null) return { session, person: null }
  const person = await deps.directory.person(session.personId)
  if (!person || person.linkGen !== session.gen) throw refusals.signIn()
  return { session, person }
}

/** Throws `foreign_room` when the viewer may not be there (any more). */
export async function roomOf(deps: WebChatDeps, viewer: Viewer, room: string): Promise<WebRoomInfo> {
  const rooms = await deps.directory.roomsOf(viewer.session)
  const found = rooms.find((candidate) => candidate.room === room)
  if (!found) throw refusals.foreignRoom()
  return found
}
