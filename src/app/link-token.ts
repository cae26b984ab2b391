import { isTokenOf, opaqueToken } from '../lib/token.ts'

/** Days a personal link for a platform account works. */
const DAYS = 7

/**
 * A payload for a deep link, at most 59 characters `[A-Za-z0-9_-]` (Telegram takes 64 with `link-` before it):
 * person id without dashes, last day in base 36, signature.
 */
export function makeLinkToken(secret: Uint8Array, personId: string, now: Date): string {
  const day = (Math.floor(now.getTime() / 86_400_000) + DAYS).toString(36)
  const person = Buffer.from(personId.replaceAll('-', ''), 'hex').toString('base64url')
  return `${person}${day}_${opaqueToken(secret, 'link', person, day)}`.slice(0, 59)
}

/** Person id, or null when forged or too old. */
export function readLinkToken(secret: Uint8Array, token: string, now: Date): string | null {
  const found = /^([A-Za-z0-9_-]{22})([a-z0-9]{3,5})_([A-Za-z0-9_-]{24})$/.exec(token)
  const [, person, day, signature] = found ?? []
  if (!person || !day || !signature) return null
  if (!isTokenOf(signature, secret, 'link', person, day)) return null
  if (Number.parseInt(day, 36) < Math.floor(now.getTime() / 86_400_000)) return null
  const hex = Buffer.from(person, 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
