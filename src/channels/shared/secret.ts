import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * Compares a secret in a time that tells nothing about either value.
 * Both are hashed first, so that lengths do not show and `timingSafeEqual` always gets equal sizes.
 */
export function sameSecret(given: string | undefined, expected: string): boolean {
  const same = timingSafeEqual(digest(given ?? ''), digest(expected))
  return given !== undefined && expected !== '' && same
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
