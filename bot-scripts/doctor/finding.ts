/** One line of the doctor: well, wrong, or a note that needs no mending now. */
export interface Finding {
  check: string
  state: 'ok' | 'bad' | 'note'
  zh: string
  en: string
  remedy?: { zh: string; en: string }
}

type Words = readonly [zh: string, en: string]

export const ok = (check: string, [zh, en]: Words): Finding => ({ check, state: 'ok', zh, en })

export const bad = (check: string, [zh, en]: Words, remedy: Words): Finding => ({
  check,
  state: 'bad',
  zh,
  en,
  remedy: { zh: remedy[0], en: remedy[1] },
})

export const note = (check: string, [zh, en]: Words, remedy?: Words): Finding => ({
  check,
  state: 'note',
  zh,
  en,
  ...(remedy && { remedy: { zh: remedy[0], en: remedy[1] } }),
})

const SIGNS = { ok: '✓', bad: '✗', note: '–' } as const

export function asLines({ state, zh, en, remedy }: Finding): string {
  const lines = [`${SIGNS[state]} ${zh}`, `    ${en}`]
  if (remedy) lines.push(`  → ${remedy.zh}`, `    ${remedy.en}`)
  return lines.join('\n')
}

/** The code of a system or database error, else its type: never its message, which may hold credentials. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  if (error instanceof Error) return 'code' in error && error.code ? String(error.code) : error.name
  return 'unknown'
}
