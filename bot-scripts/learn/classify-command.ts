import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { labelText } from '../../src/domain/understanding/learning/classify-text.ts'
import {
  type HeadsModel,
  PackedHeadsModel,
  unpackHeadsModel,
} from '../../src/domain/understanding/learning/heads-model.ts'
import { readOptions } from './options.ts'

const Letter = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  text: z.string().nullish(),
  tokens: z.string().nullish(),
})

interface Streams {
  /** Called when reading begins: a reader of lines that is made earlier loses those that come before anyone asks. */
  lines: () => AsyncIterable<string>
  /** Resolves when more may be written. */
  write: (line: string) => Promise<void>
  say: (line: string) => void
}

/** Labels letters: JSON lines in, JSON lines out in the same order. A line that can't be read is named, the others are answered, and the exit code is 1. */
export async function classifyCommand(
  args: readonly string[],
  { lines, write, say }: Streams,
): Promise<number> {
  const file = readOptions(args, ['--model'])?.get('--model')?.at(-1)
  if (file === undefined) {
    say(
      '用法 usage: npm run -s classify -- --model MODEL < letters.jsonl   {"id","text"} → {"id","label","confidence"}',
    )
    return 2
  }
  const model = await loadModel(file)
  if (!model) {
    say(
      `读不了模型 ${file}，请先用 npm run -s learn 学出一个 (not a model file: make one with npm run -s learn)`,
    )
    return 1
  }
  let code = 0
  let number = 0
  for await (const line of lines()) {
    number++
    const letter = letterOf(line)
    if (letter === undefined) continue
    if (!letter) {
      say(
        `第 ${number} 行读不懂，应如 {"id":"1","text":"…"} (line ${number}: should be like {"id":"1","text":"…"})`,
      )
      code = 1
      continue
    }
    const { label, confidence } = labelText(model, letter.text)
    await write(JSON.stringify({ id: letter.id, label, confidence: Math.round(confidence * 1e4) / 1e4 }))
  }
  return code
}

async function loadModel(file: string): Promise<HeadsModel | null> {
  try {
    const parsed = PackedHeadsModel.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return parsed.success ? unpackHeadsModel(parsed.data) : null
  } catch {
    return null
  }
}

/** Undefined for an empty line, null for one that is no letter. */
function letterOf(line: string): { id: string | number; text: string } | null | undefined {
  const told = line.replace(/^\uFEFF/, '').trim()
  if (told === '') return undefined
  try {
    const parsed = Letter.safeParse(JSON.parse(told))
    if (!parsed.success) return null
    const { id, title, text, tokens } = parsed.data
    return { id, text: [title, text ?? tokens].filter((part) => part).join('。') }
  } catch {
    return null
  }
}
