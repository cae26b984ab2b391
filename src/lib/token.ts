import { createHmac } from 'node:crypto'

/**
 * An opaque name for `parts`, 24 characters `[A-Za-z0-9_-]`: the same parts give the same token, and nobody
 * without the secret can make one.
 */
export function opaqueToken(secret: Uint8Array, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 24)
}
