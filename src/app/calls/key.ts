import { hmacHex } from '../../lib/sign.ts'

/** What a receiver checks signatures with; every name of `policy.webhooks` has its own. */
export function callKey(secret: Uint8Array, name: string): string {
  return hmacHex(secret, `webhook:${name}`)
}

/** Headers of a call: who checks them knows that it is ours, and how old it is. */
export function callHeaders(
  key: string,
  call: { id: string; body: string; at: Date },
): Readonly<Record<string, string>> {
  const time = String(Math.floor(call.at.getTime() / 1000))
  return {
    'x-gridwhistle-id': call.id,
    'x-gridwhistle-time': time,
    'x-gridwhistle-signature': `sha256=${hmacHex(key, `${time}.${call.body}`)}`,
  }
}
