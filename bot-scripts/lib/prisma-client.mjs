import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { run } from './processes.mjs'
import { step, Trouble } from './say.mjs'
import { packageFile, projectDir } from './settings.mjs'
import { hashOf, stampMatches, writeStamp } from './stamp.mjs'

/**
 * Generates the database client when the schema changed, without any download.
 * @param {{ root?: string }} [options] root: folder with prisma/schema.prisma and prisma.config.ts
 */
export async function ensurePrismaClient({ root = projectDir } = {}) {
  const schema = join(root, 'prisma/schema.prisma')
  if (!existsSync(schema)) return
  const generated = join(root, 'src/store/generated')
  const stampFile = join(generated, '.stamp')
  const inputs = [schema, join(root, 'prisma.config.ts'), packageFile('prisma/package.json')]
  if (stampMatches(stampFile, hashOf(inputs))) return
  await alone(join(root, '.cache/prisma.lock'), async () => {
    const hash = hashOf(inputs)
    if (stampMatches(stampFile, hash)) return
    step('正在生成数据库客户端…', 'generating the database client…')
    const { code, output } = await run(process.execPath, [packageFile('prisma/build/index.js'), 'generate'], {
      cwd: root,
      env: { ...process.env, ...offline },
    })
    if (code !== 0) {
      throw new Trouble(
        '数据库客户端没有生成好：prisma/schema.prisma 可能有错。',
        'The database client could not be generated: prisma/schema.prisma may be wrong.',
        output,
      )
    }
    writeStamp(stampFile, hash)
  })
}

// Generation runs on WASM and never starts the engine, but Prisma downloads one unless it is told
// of an executable.
const offline = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
  NO_UPDATE_NOTIFIER: '1',
}
