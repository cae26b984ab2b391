import { join } from 'node:path'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { readConfig } from '../../src/config.ts'
import { type Context, createContext } from '../../src/context.ts'
import { createLogger } from '../../src/lib/log.ts'
import { migrate } from '../../src/store/migrate.ts'
import { importTown } from '../../src/store/town.ts'

/** The service in this process, with the town of `dir/town-1500` imported; workers do not run yet. */
export async function openService(dir: string, env: Record<string, string>): Promise<Context> {
  const read = readConfig({ ...env, DATA_DIR: join(dir, 'data'), LOG_LEVEL: 'silent' })
  if (!read.ok) throw new Error(read.problems.map((p) => `${p.setting}: ${p.message}`).join('\n'))
  const ctx = await createContext(read.config, createLogger({ level: 'silent' }))
  await migrate(ctx.db.pool, { schema: ctx.db.schema })
  const loaded = await loadTownFolder(join(dir, 'town-1500'))
  if (!loaded.ok) throw new Error('the made-up town is broken')
  await importTown(ctx.db.pool, loaded.folder, { dryRun: false, demo: true, now: new Date() })
  return ctx
}
