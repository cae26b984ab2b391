import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { printPage } from './app/print/page.ts'
import { type Context, townOrThrow } from './context.ts'
import { consoleFilesPlugin } from './http/console-files.ts'
import { type CheckResult, healthPlugin } from './http/health.ts'
import { metricsPlugin } from './http/metrics.ts'
import { printPlugin } from './http/print.ts'
import { createServer } from './http/server.ts'
import { webChatPlugin } from './http/web-chat/index.ts'
import { mountWebhooks } from './http/webhooks.ts'
import { readLag } from './store/lag.ts'

const PAGES = fileURLToPath(new URL('../dist/console', import.meta.url))

/**
 * The HTTP side of a process: health and metrics in every role, platforms' webhooks where it is a gateway,
 * chat and pages where it is a web server.
 */
export async function createHttp(ctx: Context): Promise<FastifyInstance> {
  const { config, log, metrics, db } = ctx
  const http = createServer({ log, trustProxy: config.http.trustProxy, onRequest: metrics.http })
  await http.register(healthPlugin, {
    checks: checks(ctx),
    optional: ctx.channels.map((c) => `channel.${c.name}`),
  })
  await http.register(metricsPlugin, {
    registry: metrics.registry,
    collect: async () => metrics.waiting(await readLag(db.pool)),
  })
  if (config.roles.has('gateway')) await mountWebhooks(http, ctx.channels)
  if (config.roles.has('web')) {
    await http.register(webChatPlugin, {
      rooms: ctx.rooms,
      sink: ctx.sink,
      media: ctx.app.media,
      directory: ctx.directory,
      secretKey: ctx.secretKey,
      town: async () => townOrThrow(await ctx.app.town()).town,
      now: ctx.app.now,
      zone: config.town.tz,
    })
    await http.register(printPlugin, { page: (token) => printPage(ctx.app, token) })
    await http.register(consoleFilesPlugin, { folder: PAGES })
  }
  return http
}

function checks(ctx: Context): Record<string, () => Promise<CheckResult>> {
  const { db, jobs, app } = ctx
  return {
    database: async () => {
      await db.pool.query('SELECT 1')
      return { ok: true }
    },
    queue: async () => ({ ok: true, detail: await jobs.ping() }),
    town: async () => {
      const view = await app.town()
      return view
        ? { ok: true, detail: `version ${view.town.version}` }
        : { ok: false, detail: 'no town imported' }
    },
    ...Object.fromEntries(
      ctx.channels.map((channel) => [
        `channel.${channel.name}`,
        async () => {
          const { ok, detail } = await channel.probe()
          return { ok, detail }
        },
      ]),
    ),
  }
}
