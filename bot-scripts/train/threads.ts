import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { indexTown, type Town } from '../../src/domain/area/town.ts'
import { type LabelledThread, threadsOf } from '../eval/sets.ts'

/** Towns that come with the program. */
const SHIPPED = join(import.meta.dirname, '../../prisma/towns')

/** Labelled threads of one file. */
export interface TownThreads {
  /** The town's. */
  name: string
  /** The first file of a town holds what goes wrong easily, more often than it happens. */
  hard: boolean
  town: Town
  list: LabelledThread[]
}

/** Reads the labelled threads that links are learned from: `NAME.txt` and `NAME.2.txt` and so on, of the town folder NAME beside them or shipped. */
export async function readThreads(dir: string): Promise<TownThreads[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.txt')).sort()
  return Promise.all(
    files.map(async (file) => {
      const [name = ''] = file.split('.')
      const beside = join(dir, name)
      const loaded = await loadTownFolder(existsSync(beside) ? beside : join(SHIPPED, name))
      if (!loaded.ok) throw new Error(`${name}: ${loaded.problems[0]?.message}`)
      return {
        name,
        hard: file === `${name}.txt`,
        town: indexTown(loaded.folder.town),
        list: threadsOf(await readFile(join(dir, file), 'utf8')),
      }
    }),
  )
}
