import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { indexTown } from '../../src/domain/area/town.ts'
import { createReader, type Reader } from '../../src/domain/understanding/read.ts'
import type { ReadInput } from '../../src/domain/understanding/types.ts'
import { readSet } from '../eval/sets.ts'
import { projectDir } from '../lib/settings.mjs'
import { type Figure, quantile, round } from './figure.ts'
import { CHATTER, MATTERS, type Place, writeTown } from './town.ts'

const SIZES = [1500, 25_000]
const READS = 3000
const SETS = join(projectDir, 'tests/understanding')

/** How fast messages are read with a town's places in memory, how long those take to build, and what they weigh. */
export async function benchUnderstand(dir: string): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of SIZES) {
    const folder = join(dir, `town-${size}`)
    const places = await writeTown(folder, size)
    const loaded = await loadTownFolder(folder)
    if (!loaded.ok) throw new Error(`the made-up town is broken: ${loaded.problems[0]?.message}`)
    const suffix = size === SIZES[0] ? '' : `.${size}`
    const began = performance.now()
    const town = indexTown({ ...loaded.folder.town, version: 1 })
    const reader = createReader(town)
    const load = performance.now() - began
    const note = `${town.areas.length} areas`
    const short = timed(reader, (i) => madeUp(i, places))
    figures.push(
      { name: `understand.rate${suffix}`, value: short.rate, unit: '1/s', note: `${note}, short messages` },
      {
        name: `understand.first${suffix}`,
        value: short.first,
        unit: '1/s',
        note: 'the same, in a cold process',
      },
      { name: `understand.p99${suffix}`, value: short.p99, unit: 'ms', note },
      { name: `understand.load${suffix}`, value: Math.round(load), unit: 'ms', note },
    )
    if (suffix === '') continue
    const texts = await labelledTexts()
    const long = timed(reader, (i) => ({ ...madeUp(i, places), text: texts[i % texts.length] ?? '' }))
    figures.push(
      {
        name: `understand.labelled${suffix}`,
        value: long.rate,
        unit: '1/s',
        note: 'messages of the labelled towns, two thirds reports',
      },
      { name: `understand.labelled.p99${suffix}`, value: long.p99, unit: 'ms', note },
      ...(await memoryOf(folder, texts, suffix)),
    )
  }
  return figures
}

/** Reads all twice: the first time the compiler still learns the code; a service reads as in the second. */
function timed({ read }: Reader, message: (i: number) => ReadInput) {
  const once = (): number[] =>
    Array.from({ length: READS }, (_, i) => {
      const input = message(i)
      const at = performance.now()
      read(input, { recent: [], open: [] })
      return performance.now() - at
    })
  const rate = (took: readonly number[]) =>
    Math.round((took.length * 1000) / took.reduce((sum, ms) => sum + ms, 0))
  const [first, then] = [once(), once()]
  return { first: rate(first), rate: rate(then), p99: round(quantile(then, 0.99), 3) }
}

function madeUp(i: number, places: readonly Place[]): ReadInput {
  const place = places[(i * 7919) % places.length]
  const matter = MATTERS[i % MATTERS.length] ?? ''
  return {
    text: i % 3 === 0 ? (CHATTER[i % CHATTER.length] ?? '') : `${i % 2 ? place?.text : ''}${matter}`,
    hasPhoto: false,
    at: new Date(),
    conversation: { kind: 'group', area: place?.village ?? null },
    sender: { role: 'unit_chief', area: place?.code ?? null },
  }
}

async function labelledTexts(): Promise<string[]> {
  const sets = await Promise.all(
    ['coast', 'city', 'hills', 'north'].map((name) => readSet(SETS, name, 'tune')),
  )
  return sets.flatMap(({ messages }) => messages.map(({ input }) => input.text))
}

/** The most memory that `npm run understand` takes for a town and a few thousand messages; where the system tells. */
async function memoryOf(folder: string, texts: readonly string[], suffix: string): Promise<Figure[]> {
  const script = join(projectDir, 'bot-scripts/run.mjs')
  const run = spawn(process.execPath, [script, 'understand', '--town', folder], {
    cwd: projectDir,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(run, 'exit')
  const count = READS
  for (let i = 0; i < count; i++)
    run.stdin.write(
      `${JSON.stringify({ id: i, conversation: { kind: 'group', area: 'DZ' }, text: texts[i % texts.length] })}\n`,
    )
  let answered = 0
  for await (const _ of createInterface({ input: run.stdout })) if (++answered === count) break
  const [child] = (await readFile(`/proc/${run.pid}/task/${run.pid}/children`, 'utf8').catch(() => '')).split(
    ' ',
  )
  const status = await readFile(`/proc/${child || run.pid}/status`, 'utf8').catch(() => '')
  run.stdin.end()
  await ended
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]
  if (!kilobytes) return []
  return [
    {
      name: `understand.memory${suffix}`,
      value: Math.round(Number(kilobytes) / 1024),
      unit: 'MB',
      note: `npm run understand, ${count} messages, its highest`,
    },
  ]
}
