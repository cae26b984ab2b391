import { join } from 'node:path'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { indexTown } from '../../src/domain/area/town.ts'
import { createReader } from '../../src/domain/understanding/read.ts'
import { type Figure, quantile, round } from './figure.ts'
import { CHATTER, MATTERS, writeTown } from './town.ts'

const SIZES = [1500, 25_000]
const READS = 3000

/** How fast messages are read with a town's places in memory, and how long those take to build. */
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
    const { read } = createReader(town)
    const load = performance.now() - began
    const took: number[] = []
    for (let i = 0; i < READS; i++) {
      const place = places[(i * 7919) % places.length]
      const matter = MATTERS[i % MATTERS.length] ?? ''
      const text = i % 3 === 0 ? (CHATTER[i % CHATTER.length] ?? '') : `${i % 2 ? place?.text : ''}${matter}`
      const at = performance.now()
      read(
        {
          text,
          hasPhoto: false,
          at: new Date(),
          conversation: { kind: 'group', area: place?.village ?? null },
          sender: { role: 'unit_chief', area: place?.code ?? null },
        },
        { recent: [], open: [] },
      )
      // The first reads warm the compiler.
      if (i >= 300) took.push(performance.now() - at)
    }
    const note = `${town.areas.length} areas`
    const seconds = took.reduce((sum, ms) => sum + ms, 0) / 1000
    figures.push(
      { name: `understand.rate${suffix}`, value: Math.round(took.length / seconds), unit: '1/s', note },
      { name: `understand.p99${suffix}`, value: round(quantile(took, 0.99), 3), unit: 'ms', note },
      { name: `understand.load${suffix}`, value: Math.round(load), unit: 'ms', note },
    )
  }
  return figures
}
