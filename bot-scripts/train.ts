import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { aboutFeatures } from '../src/domain/understanding/about.ts'
import { packMessageModel } from '../src/domain/understanding/model/message-model.ts'
import { normalise } from '../src/domain/understanding/normalise.ts'
import type { Lesson } from '../src/lib/linear/fit.ts'
import { checkByWriter } from './train/check.ts'
import { type CorpusMessage, type OutcomeLine, readCorpus, readOutcomes } from './train/corpus.ts'
import { lessonsOf } from './train/lessons.ts'
import { openersOf } from './train/openers.ts'
import {
  CHATTER,
  LATER,
  trainAbout,
  trainGate,
  trainLink,
  trainMessageModel,
  trainTask,
  trainTrees,
} from './train/recipe.ts'
import { readThreads } from './train/threads.ts'
import { taught, treeLessons } from './train/trees.ts'

/**
 * Trains the shipped reader on the project's own corpus and writes its weights: `npm run train`.
 * `--check` instead leaves one writer out at a time and tells how well the others' models read that one.
 */
const CORPUS = join(import.meta.dirname, 'train/corpus')
const THREADS = join(import.meta.dirname, 'train/threads')
const WEIGHTS = join(import.meta.dirname, '../src/domain/understanding/model/weights.json')

async function main(args: readonly string[]): Promise<void> {
  const outcomes = await readOutcomes(CORPUS)
  const messages = [
    ...(await readCorpus(CORPUS)),
    ...outcomes.flatMap(laterMessage),
    ...(await everydayTalk(args)),
  ]
  const lessons = messages.map(lessonsOf)
  console.log(`${lessons.length} messages of ${new Set(lessons.map(({ hand }) => hand)).size} writers`)
  if (args.includes('--check')) return checkByWriter(lessons)
  const version = `corpus-${lessons.length}`
  const say = (done: string) => console.log(`  trained: ${done}`)
  const endings = outcomes.map(outcomeLesson)
  const single = trainMessageModel(lessons, endings, version, say)
  const threads = await readThreads(THREADS)
  const trees = treeLessons(threads, single, say)
  const all = taught(threads, single.model)
  const openers = threads.flatMap(({ list }) => list.flatMap(openersOf)).map(lessonsOf)
  const model = {
    ...single.model,
    leaf: trainTask('leaf', [...lessons, ...openers]),
    about: trainAbout([...endings, ...all.about]),
    gate: trainGate([...single.gate, ...all.gate]),
    link: trainLink(all.link),
    belongs: trainTrees('belongs', trees.belongs),
    amid: trainTrees('amid', trees.amid),
  }
  say(`links from ${threads.reduce((sum, { list }) => sum + list.length, 0)} threads`)
  const text = `${JSON.stringify(packMessageModel(model))}\n`
  await writeFile(WEIGHTS, text)
  console.log(`${WEIGHTS}: ${(text.length / 1e6).toFixed(1)} MB`)
}

/** What ends a report is an update when it is read by itself. */
function laterMessage({ label, text }: OutcomeLine): CorpusMessage[] {
  if (label === 'going_on') return []
  return [{ hand: LATER, act: 'update', incidents: [], dm: false, hasPhoto: false, text }]
}

function outcomeLesson({ label, text }: OutcomeLine): Lesson {
  return { label, features: aboutFeatures(normalise(text).text) }
}

/** `--chatter FILE`: everyday lines of chat, one a line; every third is learned from as small talk. */
async function everydayTalk(args: readonly string[]): Promise<CorpusMessage[]> {
  const file = args[args.indexOf('--chatter') + 1]
  if (!args.includes('--chatter') || file === undefined) return []
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim().length > 3)
  return lines
    .filter((_, i) => i % 3 === 0)
    .map((text) => ({ hand: CHATTER, act: 'chatter', incidents: [], dm: false, hasPhoto: false, text }))
}

await main(process.argv.slice(2))
