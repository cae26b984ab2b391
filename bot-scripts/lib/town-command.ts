import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { exportTown, importTown } from '../../src/store/town.ts'
import { bilingual, showDiff, showProblems, showTown } from './town-report.ts'

const USAGE = [
  '用法 / usage: npm run town -- check|import|export DIR [--dry-run] [--json] [--force] [--demo]',
  '  check   看看这个文件夹有没有错，不需要数据库 / says what is wrong, needs no database',
  '  import  导入；--dry-run 只看会改什么 / imports; --dry-run only shows what would change',
  '  export  导出成文件夹；--force 覆盖非空文件夹 / writes the town as a folder; --force into one that is not empty',
]
const DEMO = fileURLToPath(new URL('../../prisma/towns/dongzhuang', import.meta.url))

/** Where the command's lines go and what it knows of its surroundings. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  print(lines: readonly string[]): void
  complain(lines: readonly string[]): void
}

interface Call extends Surroundings {
  folder: string
  dryRun: boolean
  json: boolean
  force: boolean
  demo: boolean
}

async function check({ folder, json, print }: Call): Promise<number> {
  const loaded = await loadTownFolder(folder)
  if (json) print([JSON.stringify(loaded.ok ? { ...loaded, folder: undefined } : loaded)])
  else print(loaded.ok ? showTown(loaded.folder, loaded.warnings) : showProblems(loaded))
  return loaded.ok ? 0 : 1
}

async function withDatabase(
  { env, complain }: Call,
  work: (pool: ReturnType<typeof openDatabase>['pool']) => Promise<number>,
) {
  const url = env['DATABASE_URL']
  if (!url) {
    complain(bilingual('没有数据库地址：请设置 DATABASE_URL', 'no database: set DATABASE_URL'))
    return 2
  }
  const database = openDatabase({ url, statements: 2, lanes: 1, onError: () => undefined })
  try {
    await migrate(database.pool, { schema: database.schema })
    return await work(database.pool)
  } finally {
    await database.close()
  }
}

async function bring(call: Call): Promise<number> {
  const { folder, json, dryRun, demo, print } = call
  const loaded = await loadTownFolder(folder)
  if (!loaded.ok) {
    print(json ? [JSON.stringify(loaded)] : showProblems(loaded))
    return 1
  }
  return withDatabase(call, async (pool) => {
    const diff = await importTown(pool, loaded.folder, {
      dryRun,
      demo: demo || folder === DEMO,
      now: new Date(),
    })
    print(
      json ? [JSON.stringify({ ok: true, dryRun, diff, warnings: loaded.warnings })] : showDiff(diff, dryRun),
    )
    return 0
  })
}

async function write(call: Call): Promise<number> {
  const { folder, json, force, print, complain } = call
  return withDatabase(call, async (pool) => {
    const done = await exportTown(pool, folder, { force })
    if (json) print([JSON.stringify(done)])
    else if (done.ok)
      print(bilingual(`已导出到 ${folder}:${done.files.join('、')}`, `exported: ${done.files.join(', ')}`))
    else if (done.reason === 'no_town')
      complain(bilingual('还没有导入过任何镇，没有可以导出的', 'nothing to export: no town was imported yet'))
    else
      complain(
        bilingual(
          `${folder} 不是空的：换一个文件夹，或者加 --force 覆盖其中同名的表`,
          `${folder} is not empty: take another folder, or --force to replace its tables`,
        ),
      )
    return done.ok ? 0 : 1
  })
}

const COMMANDS = { check, import: bring, export: write } satisfies Record<
  string,
  (call: Call) => Promise<number>
>

async function run(args: readonly string[], around: Surroundings): Promise<number> {
  const flag = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'dry-run': flag, json: flag, force: flag, demo: flag },
  })
  const [name = '', folder, ...rest] = positionals
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : undefined
  if (!command || folder === undefined || rest.length > 0) {
    around.complain(USAGE)
    return 2
  }
  // npm runs scripts in the project's folder; the path is meant from where the person is.
  const path = resolve(around.env['INIT_CWD'] ?? process.cwd(), folder)
  const { json, force, demo } = values
  return command({ ...around, folder: path, dryRun: values['dry-run'], json, force, demo })
}

/** Runs `town check|import|export …`. @returns the exit code: 0 good, 1 something is wrong, 2 wrong call or no database. */
export async function townCommand(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    return await run(args, around)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const usage = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    around.complain(usage ? [message, ...USAGE] : bilingual(`没有做成：${message}`, `failed: ${message}`))
    return 2
  }
}
