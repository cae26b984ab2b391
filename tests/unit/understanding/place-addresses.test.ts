import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { NameHit } from '../../../src/domain/area/name-index.ts'
import { numberChains, type PlaceKind } from '../../../src/domain/area/numbered.ts'
import { landmarks, type Span } from '../../../src/domain/understanding/landmarks.ts'
import { normalise } from '../../../src/domain/understanding/normalise.ts'
import { placePhrases } from '../../../src/domain/understanding/place-phrases.ts'

const FILE = fileURLToPath(new URL('../../../../shared/data/address/spans_dev.jsonl', import.meta.url))
const here = existsSync(FILE)

/** Shares of the labelled spans that must be found; real addresses are not what people write in groups. */
const FLOORS: Readonly<Record<string, number>> = {
  road: 0.8,
  houseno: 0.97,
  cellno: 0.96,
  direction: 0.8,
  distance: 0.85,
  intersection: 0.85,
}
const KINDS: Readonly<Record<string, readonly PlaceKind[]>> = {
  houseno: ['building', 'any', 'door', 'row', 'zone'],
  cellno: ['unit', 'any'],
}

interface Labelled extends Span {
  type: string
  words: string
}

function labelled(line: string): { text: string; spans: Labelled[] } {
  const row = JSON.parse(line) as { text: string; spans: { t: string; v: string }[] }
  const text = normalise(row.text.replaceAll('##', '')).text
  let at = 0
  const spans = row.spans.flatMap(({ t, v }) => {
    const words = v.replaceAll('##', '')
    const start = text.indexOf(words, at)
    if (start < 0) return []
    at = start + words.length
    return [{ type: t, words, start, end: at }]
  })
  return { text, spans }
}

function isFound(span: Labelled, text: string, all: readonly Labelled[]): boolean | null {
  const kinds = KINDS[span.type]
  const chains = numberChains(text)
  if (kinds) {
    if (!/[号栋幢座单元门梯]/.test(span.words)) return null
    return chains.some(
      (chain) =>
        chain.start < span.end &&
        chain.end > span.start &&
        chain.steps.some((step) => kinds.includes(step.kind)),
    )
  }
  const spots = landmarks(text)
  if (span.type === 'road')
    return /[路街道巷弄]$/.test(span.words)
      ? spots.some((spot) => spot.start <= span.start + 3 && spot.end >= span.end)
      : null
  if (span.words.length < 2) return null
  const names = all
    .filter(({ type }) => /^(?:poi|road|village|community|town)$/.test(type))
    .map(({ start, end }): NameHit => ({ start, end, named: [], kind: 'full', typo: null, generic: false }))
  return placePhrases(text, { names, chains, own: [], landmarks: spots }).some(
    (phrase) => phrase.start < span.start && phrase.end >= span.end,
  )
}

describe('real addresses', () => {
  it.skipIf(!here)(`agree with their labels${here ? '' : ' (skipped: ../shared/data is not here)'}`, () => {
    const tally = new Map<string, { right: number; of: number }>()
    for (const line of readFileSync(FILE, 'utf8').split('\n')) {
      if (line === '' || line.includes('[UNK]')) continue
      const { text, spans } = labelled(line)
      for (const span of spans) {
        if (FLOORS[span.type] === undefined) continue
        const found = isFound(span, text, spans)
        if (found === null) continue
        const count = tally.get(span.type) ?? { right: 0, of: 0 }
        tally.set(span.type, { right: count.right + Number(found), of: count.of + 1 })
      }
    }
    for (const [type, floor] of Object.entries(FLOORS)) {
      const { right = 0, of = 1 } = tally.get(type) ?? {}
      expect(right / of, type).toBeGreaterThanOrEqual(floor)
    }
  })
})
