/**
 * Postgres keeps no NUL character in text or jsonb, and jsonb no lone surrogates; both come in from the
 * world. They are written as U+FFFD, so that a strange message is stored rather than refused.
 */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').replace(LONE_SURROGATE, '\uFFFD')
}

/** JSON for a jsonb parameter. */
export function storableJson(value: unknown): string {
  // Both come out of a plain stringify as escapes; looking at every string on the way costs several times as much.
  const json = JSON.stringify(value)
  return SUSPECT.test(json) ? JSON.stringify(value, storable) : json
}

const SUSPECT = /\\u(?:0000|d[89a-f])/

/** Deeper than any platform nests; Postgres refuses a few thousand levels. */
const DEEPEST = 100

/** What came in, cut off where it nests absurdly deep, so that it is stored rather than refused. */
export function shallow(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== 'object') return value
  if (depth >= DEEPEST) return '\uFFFD'
  if (Array.isArray(value)) return value.map((item) => shallow(item, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shallow(item, depth + 1)]))
}

function storable(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const odd = Object.keys(value).some((k) => storableText(k) !== k)
  return odd ? Object.fromEntries(Object.entries(value).map(([k, v]) => [storableText(k), v])) : value
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
