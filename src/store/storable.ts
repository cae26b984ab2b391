/**
 * Postgres keeps no NUL character in text or jsonb, and jsonb no lone surrogates; both come in from the
 * world. They are written as U+FFFD, so that a strange message is stored rather than refused.
 */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').replace(LONE_SURROGATE, '\uFFFD')
}

/** JSON for a jsonb parameter. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, storable)
}

function storable(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const odd = Object.keys(value).some((k) => storableText(k) !== k)
  return odd ? Object.fromEntries(Object.entries(value).map(([k, v]) => [storableText(k), v])) : value
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
