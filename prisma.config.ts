import { defineConfig } from 'prisma/config'

/** For Prisma's own command line. The service applies migrations itself: src/store/migrate.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
})
