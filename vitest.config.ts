import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/setup.ts'],
    pool: 'forks',
    // Each worker brings its own pools, queues and sometimes a browser: more of them only wait for each other.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    env: { TZ: 'UTC' },
    coverage: { provider: 'v8', include: ['src/**'], exclude: ['src/store/generated/**'] },
  },
})
