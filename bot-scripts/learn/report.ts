import type { LearnReport } from '../../src/domain/understanding/learning/learn-heads.ts'
import type { BadLine } from './read-history.ts'

/** Lines that are told in full; of the others only where they are. */
const MOST_TOLD = 100

/** Bad lines with their remedies. */
export function badLines(file: string, bad: readonly BadLine[]): string[] {
  const told = bad
    .slice(0, MOST_TOLD)
    .map(({ line, what }) => `${file} 第 ${line} 行 (line ${line}): ${what}`)
  const rest = bad.slice(MOST_TOLD)
  if (rest.length === 0) return told
  return [
    ...told,
    `${file} 另有 ${rest.length} 行 (${rest.length} more lines): ${rest.map(({ line }) => line).join(' ')}`,
  ]
}

/** Rows by label and how well they are told apart, as a table. */
export function reportLines({ rows, leftOut, copies, figures }: LearnReport): string[] {
  const lines = [`学了 ${rows} 行 (rows)`]
  if (figures) {
    const wide = Math.max(...figures.labels.map(({ label }) => width(label)), 12)
    lines.push(`${pad('类别 label', wide)}  行数 rows  精确率 P  召回率 R      F1`)
    for (const { label, rows: count, precision, recall, f1 } of figures.labels)
      lines.push(
        `${pad(label, wide)}  ${String(count).padStart(9)}  ${three(precision)}  ${three(recall)}  ${f1.toFixed(3).padStart(6)}`,
      )
    lines.push(
      `没学过的来信 (cross-validated): 准确率 accuracy ${figures.accuracy.toFixed(4)}，宏平均 macro-F1 ${figures.macroF1.toFixed(4)}`,
    )
    if (copies > 0)
      lines.push(
        `其中 ${copies} 行与别的行几乎相同，测的时候不拿它的原件来学；日后若还有这样的来信，会更准一些 (near copies never help to measure each other)`,
      )
  }
  if (leftOut.length > 0)
    lines.push(
      `行数太少没有学的类别 (labels with too few rows): ${leftOut.map(({ label, rows: count }) => `${label} ${count}`).join('，')}`,
    )
  return lines
}

function three(share: number): string {
  return share.toFixed(3).padStart(8)
}

function width(text: string): number {
  return [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)
}

function pad(text: string, to: number): string {
  return text + ' '.repeat(Math.max(0, to - width(text)))
}
