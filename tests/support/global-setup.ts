import type { TestProject } from 'vitest/node'
import { throwawayRedis } from '../../bot-scripts/lib/redis.mjs'
import { speakOnStderr } from '../../bot-scripts/lib/say.mjs'
import { throwawayPostgres } from '../../bot-scripts/lib/throwaway.mjs'
import { findProgram } from '../../bot-scripts/lib/tools.mjs'

/** Addresses of the services that all tests of one run share. */
export interface TestServices {
  /** A PostgreSQL in which every test file makes its own schema. */
  databaseUrl: string
  /** A Redis set up as production must be; null where no redis-server is found. */
  redisUrl: string | null
  /** Path of a Chromium; null where none is found. */
  chromium: string | null
}

declare module 'vitest' {
  export interface ProvidedContext {
    services: TestServices
  }
}

/** TEST_DATABASE_URL, TEST_REDIS_SERVER and TEST_CHROMIUM override what is found; an empty one means none. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  speakOnStderr()
  const { TEST_DATABASE_URL, TEST_REDIS_SERVER, TEST_CHROMIUM } = process.env
  const redisServer = TEST_REDIS_SERVER ?? findProgram(['redis-server'])
  const chromium = TEST_CHROMIUM ?? findProgram(['chromium', 'chromium-browser', 'google-chrome'])
  const postgres = TEST_DATABASE_URL ? undefined : await throwawayPostgres()
  const redis = redisServer ? await throwawayRedis(redisServer) : undefined
  provide('services', {
    databaseUrl: TEST_DATABASE_URL || (postgres?.url ?? ''),
    redisUrl: redis?.url ?? null,
    chromium: chromium || null,
  })
  return async () => {
    await redis?.stop()
    await postgres?.stop()
  }
}
