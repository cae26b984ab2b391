import './lib/node-version.mjs'
import { ensureConsole } from './lib/console-build.mjs'
import { ensurePackages } from './lib/packages.mjs'
import { ensurePrismaClient } from './lib/prisma-client.mjs'
import { enter } from './lib/say.mjs'

/** Everything `npm start` prepares before it starts anything: for images and for machines without network later. */
await enter(async () => {
  await ensurePackages()
  await Promise.all([ensurePrismaClient(), ensureConsole()])
  return 0
})
