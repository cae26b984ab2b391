import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createReader } from '../src/domain/understanding/read.ts'
import { Judge } from './eval/judge.ts'
import { figuresOf, printJudge } from './eval/print.ts'
import { publicFigures } from './eval/public.ts'
import { readSet } from './eval/sets.ts'

/**
 * Quality of understanding on the labelled sets: `npm run eval -- [--half tune|test] [--town NAME] [--mistakes N] [--json FILE]`.
 * Mistakes of the test half are shown only when they are asked for, so that nobody tunes on them unawares.
 */
const SETS = join(import.meta.dirname, '../tests/understanding')
/** Where public text lies when it is at hand. */
const PUBLIC = join(import.meta.dirname, '../../shared/data')
const TOWNS = ['coast', 'city', 'hills', 'north', 'west']

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  return at === -1 ? undefined : args[at + 1]
}

async function main(args: readonly string[]): Promise<void> {
  const half = option(args, '--half')
  const only = option(args, '--town')
  const figures: object[] = []
  for (const name of half === 'tune' || half === 'test' ? ([half] as const) : (['tune', 'test'] as const)) {
    const judge = new Judge()
    for (const place of TOWNS.filter((town) => only === undefined || town === only)) {
      const set = await readSet(SETS, place, name)
      const reader = createReader(set.town)
      for (const message of set.messages) judge.message(message, reader)
      for (const thread of set.threads) judge.thread(thread, reader, set.town)
    }
    printJudge(name, judge, Number(option(args, '--mistakes') ?? (name === 'tune' ? 20 : 0)))
    figures.push(...figuresOf(name, judge))
  }
  const open = await publicFigures(option(args, '--public') ?? PUBLIC)
  if (open.length > 0) console.log('\n公开文本 public text')
  else console.log(`\n公开文本不在手边，略过 no public text at hand (--public DIR)`)
  for (const { name, value, note } of open) console.log(`  ${name.padEnd(32)} ${value.toFixed(4)}  ${note}`)
  figures.push(...open)
  const file = option(args, '--json')
  if (file) await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
}

await main(process.argv.slice(2))
