/**
 * `npm run migration -- NAME`: writes the next migration from the difference between the schema file
 * and the snapshot kept beside the last migration. Offline: uses Prisma's own engine as WASM.
 */
import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'

const folder = 'prisma/migrations'
const schemaFile = 'prisma/schema.prisma'

type Target = { tag: 'empty' } | { tag: 'schemaDatamodel'; files: { path: string; content: string }[] }

async function loadEngine() {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const bytes = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': engineModule as unknown as WebAssembly.ModuleImports,
  })
  const bindings = engineModule as unknown as { __wbg_set_wasm(exports: unknown): void }
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  // The engine wants a live connection even when it only compares files.
  const connectionString = process.env['DATABASE_URL']
  if (!connectionString) throw new Error('DATABASE_URL is not set: run this as `npm run migration -- NAME`')
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }))
  return engineModule.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter as object)
}

async function lastSnapshot(): Promise<Target> {
  const stamps = (await readdir(folder).catch(() => [])).filter((n) => /^\d{14}_/.test(n)).sort()
  const last = stamps.at(-1)
  if (!last) return { tag: 'empty' }
  const path = join(folder, last, 'schema.prisma')
  return { tag: 'schemaDatamodel', files: [{ path, content: await readFile(path, 'utf8') }] }
}

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('用法 / usage: npm run migration -- name_in_snake_case')
  process.exit(1)
}
const schema = await readFile(schemaFile, 'utf8')
const engine = await loadEngine()
const result = await engine.diff({
  from: await lastSnapshot(),
  to: { tag: 'schemaDatamodel', files: [{ path: schemaFile, content: schema }] },
  script: true,
  exitCode: null,
  shadowDatabaseUrl: null,
  filters: { externalTables: [], externalEnums: [] },
} as never)
const sql = (result.stdout ?? '').replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n+/, '')
if (sql.trim() === '' || sql.includes('empty migration')) {
  console.error('没有变化 / nothing changed')
  process.exit(0)
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const target = join(folder, `${stamp}_${name}`)
await mkdir(target, { recursive: true })
await writeFile(join(target, 'migration.sql'), sql)
await writeFile(join(target, 'schema.prisma'), schema)
console.log(join(target, 'migration.sql'))
process.exit(0)
