import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bareTown } from '../../src/domain/area/bare-town.ts'
import { indexTown } from '../../src/domain/area/town.ts'
import { createReader } from '../../src/domain/understanding/read.ts'
import { findDuplicates } from '../../src/domain/understanding/same/find-duplicates.ts'
import type { Message } from '../../src/domain/understanding/same/letter.ts'

interface PublicFigure {
  name: string
  value: number
  unit: string
  note: string
}

/** Lines that training learns from are every third; these are others. */
const LINES = { step: 3, first: 1, most: 6000 }

/** Figures on public text, where a folder with it is at hand. */
export async function publicFigures(dir: string): Promise<PublicFigure[]> {
  const figures: PublicFigure[] = []
  const chatter = join(dir, 'chatter/open_dialogue.txt')
  if (existsSync(chatter)) figures.push(await chatterFigure(chatter))
  const letters = join(dir, 'duplicates/messages_dev.jsonl')
  const clusters = join(dir, 'duplicates/clusters_dev.json')
  if (existsSync(letters) && existsSync(clusters)) figures.push(await duplicatesFigure(letters, clusters))
  return figures
}

/** How many lines of everyday chat would open a ticket in a work group. */
async function chatterFigure(file: string): Promise<PublicFigure> {
  const reader = createReader(indexTown(bareTown('town', '某镇')))
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim().length > 3)
  const asked = lines.filter((_, i) => i % LINES.step === LINES.first).slice(0, LINES.most)
  const opened = asked.filter((text) => {
    const input = {
      text,
      hasPhoto: false,
      at: new Date(0),
      conversation: { kind: 'group', area: 'town' },
      sender: { role: 'resident', area: null },
    } as const
    const { act } = reader.read(input, { recent: [], open: [] })
    return act === 'report' || act === 'request'
  })
  return share('eval.public.chatter.opened', opened.length, asked.length, 'everyday chat lines')
}

async function duplicatesFigure(letters: string, clusters: string): Promise<PublicFigure> {
  const messages = (await readFile(letters, 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Message)
  const agreed = Object.values(JSON.parse(await readFile(clusters, 'utf8')) as Record<string, string[]>)
  const found = new Set(findDuplicates(messages).flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
  const pairs = agreed.flatMap((ids) => ids.flatMap((a, i) => ids.slice(i + 1).map((b) => `${a} ${b}`)))
  const both = pairs.filter((pair) => found.has(pair)).length
  return share('eval.public.duplicates.recall', both, pairs.length, 'pairs of the agreed cluster')
}

function share(name: string, part: number, of: number, what: string): PublicFigure {
  return {
    name,
    value: Math.round((part / of) * 10_000) / 10_000,
    unit: 'share',
    note: `${part} of ${of} ${what}`,
  }
}
