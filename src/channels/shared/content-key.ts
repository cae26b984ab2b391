import { createHash } from 'node:crypto'

/** A key for a frame that carries none of its own: equal frames have equal keys. */
export function contentKey(raw: unknown): string {
  const text = JSON.stringify(raw) ?? 'undefined'
  return `h${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32)}`
}
