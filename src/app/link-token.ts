import { isTokenOf, opaqueToken } from '../lib/token.ts'

/** Days a personal link for a platform account works. */
const DAYS = 7

const SHAPE = /^([A-Za-z0-9_-]{22})([a-z0-9]{3,5})_([A-Za-z0-9_-]{24})$/

/** Whose link it is; raising `linkGen` makes all earlier links void. */
interface Owner {
  id: string
  linkGen: number
}

/**
 * A payload for a deep link, at most 59 characters `[A-Za-z0-9_-]` (Telegram takes 64 with `link-` before it):
 * person id without dashes, last day in base 36, signature.
 */
export function makeLinkToken(secret: Uint8Array, { id, linkGen }: Owner, now: Date): string {
  const day = (Math.floor(now.getTime() / 86_400_000) + DAYS).toString(36)
  const person = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
  return `${person}${day}_${opaqueToken(secret, 'link', person, day, String(linkGen))}`.slice(0, 59)
}

/** Whom the link names; nothing is checked yet. */
export function namedInLink(token: string): string | null {
  const person = SHAPE.exec(token)?.[1]
  if (!person) return null
  const hex = Buffer.from(person, 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** True when we made it for this person, since the links were last renewed, and it is not too old. */
export function isLinkOf(token: string, owner: Owner, secret: Uint8Array, now: Date): boolean {
  const [, person, day, signature] = SHAPE.exec(token) ?? []
  if (!person || !day || !signature || namedInLink(token) !== owner.id) return false
  if (!isTokenOf(signature, secret, 'link', person, day, String(owner.linkGen))) return false
  return Number.parseInt(day, 36) >= Math.floor(now.getTime() / 86_400_000)
}
