import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packMessageModel } from '../src/domain/understanding/model/message-model.ts'
import { createReader } from '../src/domain/understanding/read.ts'
import { checkByWriter } from './train/check.ts'
import { readCorpus } from './train/corpus.ts'
import { lessonsOf } from './train/lessons.ts'
import { threadLessons } from './train/links.ts'
import { trainGate, trainLink, trainMessageModel } from './train/recipe.ts'
import { readThreads } from './train/threads.ts'

/**
 * Trains the shipped reader on the project's own corpus and writes its weights: `npm run train`.
 * `--check` instead leaves one writer out at a time and tells how well the others' models read that one.
 */
const CORPUS = join(import.meta.dirname, 'train/corpus')
const THREADS = join(import.meta.dirname, 'train/threads')
const WEIGHTS = join(import.meta.dirname, '../src/domain/understanding/model/weights.json')

async function main(args: readonly string[]): Promise<void> {
  const lessons = (await readCorpus(CORPUS)).map(lessonsOf)
  console.log(`${lessons.length} messages of ${new Set(lessons.map(({ hand }) => hand)).size} writers`)
  if (args.includes('--check')) return checkByWriter(lessons)
  const version = `corpus-${lessons.length}`
  const say = (done: string) => console.log(`  trained: ${done}`)
  const single = trainMessageModel(lessons, version, say)
  const threads = await readThreads(THREADS)
  const learned = threads.map(({ town, list }) => threadLessons(list, createReader(town, { model: single.model })))
  const model = {
    ...single.model,
    gate: trainGate([...single.gate, ...learned.flatMap(({ gate }) => gate)]),
    link: trainLink(learned.flatMap(({ link }) => link)),
  }
  say(`links from ${threads.reduce((sum, { list }) => sum + list.length, 0)} threads`)
  const text = `${JSON.stringify(packMessageModel(model))}\n`
  await writeFile(WEIGHTS, text)
  console.log(`${WEIGHTS}: ${(text.length / 1e6).toFixed(1)} MB`)
}

await main(process.argv.slice(2))
