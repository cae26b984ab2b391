import { isTokenOf, opaqueToken } from '../../lib/token.ts'

/** Hours a link to a printable page works. */
export const PRINT_HOURS = 24

/** For whom a page was asked for: an account by its identity, or a group and all who are in it. */
export type PrintViewer = { kind: 'account'; identityId: string } | { kind: 'group' }

export interface PrintClaims {
  ticketId: string
  viewer: PrintViewer
}

const SHAPE = /^([A-Za-z0-9_-]{22})\.(g|[A-Za-z0-9_-]{22})\.([a-z0-9]{4,8})\.([A-Za-z0-9_-]{24})$/

const short = (uuid: string): string => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url')
const long = (text: string): string =>
  Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** What stands behind `/print/` in the link: ticket, viewer, last minute, signature. It carries no words. */
export function makePrintToken(secret: Uint8Array, { ticketId, viewer }: PrintClaims, now: Date): string {
  const until = (Math.floor(now.getTime() / 60_000) + PRINT_HOURS * 60).toString(36)
  const parts = [short(ticketId), viewer.kind === 'group' ? 'g' : short(viewer.identityId), until]
  return [...parts, opaqueToken(secret, 'print', ...parts)].join('.')
}

/** null when it was not made here or is over. What the viewer may see is for the caller to check. */
export function readPrintToken(token: string, secret: Uint8Array, now: Date): PrintClaims | null {
  const [, ticket, viewer, until, signature] = SHAPE.exec(token) ?? []
  if (!ticket || !viewer || !until || !signature) return null
  if (!isTokenOf(signature, secret, 'print', ticket, viewer, until)) return null
  if (Number.parseInt(until, 36) < Math.floor(now.getTime() / 60_000)) return null
  return {
    ticketId: long(ticket),
    viewer: viewer === 'g' ? { kind: 'group' } : { kind: 'account', identityId: long(viewer) },
  }
}
