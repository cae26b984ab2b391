import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { packHeadsModel } from '../../src/domain/understanding/learning/heads-model.ts'
import {
  type LabelledRow,
  LEAST_ROWS,
  type LearnProgress,
  learnHeads,
} from '../../src/domain/understanding/learning/learn-heads.ts'
import { readOptions } from './options.ts'
import { readHistory } from './read-history.ts'
import { badLines, reportLines } from './report.ts'

const USAGE = `用法 usage: npm run -s learn -- --in FILE [--in FILE2] --out MODEL [--label 列名] [--text 列名]
FILE: JSON 行 (JSON lines) {"label","text"} 或 {"label","tokens"}，或 12345 导出的 CSV`

type Say = (line: string) => void

/** Learns labels from a town's own history and writes a model file. Returns the exit code: 1 and no file when too little can be learned. */
export async function learnCommand(args: readonly string[], say: Say): Promise<number> {
  const options = readOptions(args, ['--in', '--out', '--label', '--text'])
  const files = options?.get('--in') ?? []
  const out = options?.get('--out')?.at(-1)
  if (!options || files.length === 0 || out === undefined) {
    say(USAGE)
    return 2
  }
  const named = { label: options.get('--label')?.at(-1), text: options.get('--text')?.at(-1) }
  const rows: LabelledRow[] = []
  const hash = createHash('sha256')
  for (const file of files) {
    const bytes = await readFile(file).catch(() => null)
    if (!bytes) {
      say(`读不到文件 ${file}，请检查路径 (can not read the file, check its path)`)
      return 1
    }
    hash.update(bytes)
    const history = readHistory(bytes, named)
    for (const line of badLines(file, history.bad)) say(line)
    if (history.fault !== null) {
      say(`${file}: ${history.fault}`)
      return 1
    }
    rows.push(...history.rows)
    say(`${file}: 可用 ${history.rows.length} 行，有误 ${history.bad.length} 行 (usable, faulty)`)
  }
  const result = learnHeads(rows, { version: hash.digest('hex').slice(0, 16) }, progress(say))
  if (!result.ok) {
    for (const { label, rows: count } of result.leftOut.slice(0, 20)) say(`  ${label.slice(0, 40)}: ${count}`)
    say(
      `能学的太少：至少要两个类别，每个不少于 ${LEAST_ROWS} 行。没有写文件。请多给些历史，或用 --label 指明类别那一列 (too little to learn from: two labels with ${LEAST_ROWS} rows each at least; nothing written)`,
    )
    return 1
  }
  for (const line of reportLines(result.report)) say(line)
  const text = JSON.stringify(packHeadsModel(result.model))
  try {
    await writeWhole(out, text)
  } catch (error) {
    say(
      `写不了 ${out}：${error instanceof Error ? error.message : String(error)}。请换一个能写的位置 (can not write there, choose another place)`,
    )
    return 1
  }
  say(
    `已写入 ${out}，${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB。试一试 (try it): npm run -s classify -- --model ${out} < letters.jsonl`,
  )
  return 0
}

/** The file appears whole or not at all. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const fresh = `${file}.${process.pid}.new`
  try {
    await writeFile(fresh, text)
    await rename(fresh, file)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

function progress(say: Say): (progress: LearnProgress) => void {
  return ({ step, done, of }) => {
    if (step === 'words' && done % 5000 === 0) say(`正在读字词 (reading words) ${done}/${of}`)
    if (step === 'fold' && done < of) say(`正在交叉验证 (cross-validating) ${done + 1}/${of}`)
    if (step === 'whole' && done === 0) say('正在用全部的行学习 (learning from all rows)')
  }
}
