import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * An opaque name for `parts`, 24 characters `[A-Za-z0-9_-]`: the same parts give the same token, and nobody
 * without the secret can make one.
 */
export function opaqueToken(secret: Uint8Array, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 24)
}

/** True when `given` is the token of `parts`; takes the same time for any two of the same length. */
export function isTokenOf(given: string, secret: Uint8Array, ...parts: readonly string[]): boolean {
  const expected = Buffer.from(opaqueToken(secret, ...parts))
  const actual = Buffer.from(given)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
