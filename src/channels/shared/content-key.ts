import { createHash } from 'node:crypto'
import { inspect } from 'node:util'

/** A key for a frame that carries none of its own: equal frames have equal keys. */
export function contentKey(raw: unknown): string {
  const text = textOf(raw)
  return `h${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32)}`
}

function textOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'undefined'
  } catch {
    // Nested too deep to be written: what lies near the top tells frames apart well enough.
    return inspect(raw, { depth: 50 })
  }
}
