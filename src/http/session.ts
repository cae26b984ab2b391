import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { WebUser } from '../app/ports-web.ts'

/** Who a browser speaks for, until when. `gen` is the person's link generation at sign-in. */
export interface Session extends WebUser {
  gen: number
  /** Chosen from the list of the demo town, where anyone may be anyone: good only while the town is one. */
  demo?: true
}

const DAY_S = 86_400
const SESSION_DAYS = 30

const SessionClaims = z.object({
  u: z.string().min(1),
  n: z.string(),
  p: z.string().nullable(),
  g: z.number().int(),
  e: z.number(),
  d: z.literal(true).optional(),
})
const LinkClaims = z.object({ p: z.string().min(1), g: z.number().int() })

/** A bearer token for 30 days. It carries no secret, only a signature. */
export function issueSession(session: Session, secret: string | Buffer, now: Date): string {
  const e = Math.floor(now.getTime() / 1000) + SESSION_DAYS * DAY_S
  return sign(
    'session',
    { u: session.userId, n: session.name, p: session.personId, g: session.gen, e, d: session.demo },
    secret,
  )
}

/** null when it was not signed here or is over. Whether the person is still the same is for the caller to check. */
export function readSession(token: string, secret: string | Buffer, now: Date): Session | null {
  const claims = SessionClaims.safeParse(verify('session', token, secret))
  if (!claims.success || claims.data.e * 1000 <= now.getTime()) return null
  const { u, n, p, g, d } = claims.data
  return { userId: u, name: n, personId: p, gen: g, ...(d ? { demo: d } : {}) }
}

/**
 * The link by which a person of the town enters the web chat. Anyone who has it is that person, so it belongs in a
 * private message; raising the person's `linkGen` makes it void. The secret part stands behind `#` and so reaches
 * no server log on the way.
 */
export function makePersonalLink(
  person: { id: string; linkGen: number },
  secret: string | Buffer,
  publicUrl: string,
): string {
  const token = sign('link', { p: person.id, g: person.linkGen }, secret)
  return `${publicUrl.replace(/\/+$/, '')}/enter#${token}`
}

/** Accepts the whole link or the part behind `#`. */
export function readPersonalLink(
  link: string,
  secret: string | Buffer,
): { personId: string; gen: number } | null {
  const claims = LinkClaims.safeParse(verify('link', link.slice(link.indexOf('#') + 1).trim(), secret))
  return claims.success ? { personId: claims.data.p, gen: claims.data.g } : null
}

const WEEK_S = 7 * DAY_S

/**
 * Path of a photo that opens for whoever holds it, for one to two weeks. The end is rounded to weeks, so that the
 * same photo keeps the same address and browsers their copy.
 */
export function mediaPath(hash: string, secret: string | Buffer, now: Date): string {
  const end = (Math.floor(now.getTime() / 1000 / WEEK_S) + 2) * WEEK_S
  return `/media/${hash}?sig=${end}.${mac('media', `${hash}.${end}`, secret)}`
}

export function mayReadMedia(hash: string, sig: string, secret: string | Buffer, now: Date): boolean {
  const [end = '', signature = ''] = sig.split('.')
  return same(signature, mac('media', `${hash}.${end}`, secret)) && Number(end) * 1000 > now.getTime()
}

/** `purpose` keeps a token of one kind from being taken for another. */
function sign(purpose: string, claims: unknown, secret: string | Buffer): string {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${body}.${mac(purpose, body, secret)}`
}

function verify(purpose: string, token: string, secret: string | Buffer): unknown {
  const [body = '', signature = ''] = token.split('.')
  if (!same(signature, mac(purpose, body, secret))) return null
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
}

function mac(purpose: string, text: string, secret: string | Buffer): string {
  return createHmac('sha256', secret).update(`gridwhistle.${purpose}.${text}`).digest('base64url')
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
