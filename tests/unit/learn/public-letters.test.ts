import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { labelText } from '../../../src/domain/understanding/learning/classify-text.ts'
import { type LabelledRow, learnHeads } from '../../../src/domain/understanding/learning/learn-heads.ts'
import { figuresFor } from '../../../src/lib/linear/figures.ts'

/** Public letters of seven heads; not part of the project. */
const FILE = join(import.meta.dirname, '../../../../shared/data/classify/petitions_tokens_train.jsonl')
const there = existsSync(FILE)

describe(there ? 'public letters' : `public letters (skipped: ${FILE} is not there)`, () => {
  it.skipIf(!there)('one fold in five, unseen, is told apart', { timeout: 300_000 }, () => {
    const rows = readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line): LabelledRow => {
        const { label, tokens } = JSON.parse(line) as { label: string; tokens: string }
        return { label, text: tokens, form: 'tokens' }
      })
    const result = learnHeads(
      rows.filter((_, i) => i % 5 !== 2),
      { folds: 0 },
    )
    if (!result.ok) throw new Error(result.code)
    const { labels } = result.model.linear
    const asked = rows.filter((_, i) => i % 5 === 2)
    const figures = figuresFor(
      labels,
      asked.map(({ label }) => labels.indexOf(label)),
      asked.map(({ text }) => labels.indexOf(labelText(result.model, text).label)),
    )
    expect(figures.macroF1).toBeGreaterThan(0.915)
    expect(figures.labels.map(({ f1 }) => f1).filter((f1) => f1 < 0.85)).toEqual([])
  })
})
