import { createHmac } from 'node:crypto'

/** HMAC-SHA-256 as 64 hexadecimal digits. */
export function hmacHex(key: Uint8Array | string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}
