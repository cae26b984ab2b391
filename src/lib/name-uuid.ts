import { createHash } from 'node:crypto'

const NAMESPACE = Buffer.from('5f0c8a3e9d214f7ab1c6e27d40938b15', 'hex')

/**
 * A UUID (version 5) made of names: the same names give the same id on every machine.
 * @example nameUuid('person', '19900000001')
 */
export function nameUuid(...names: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(names.join('\u0000')).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
