import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

export interface ConsoleFilesOptions {
  /** Folder of the built pages (`dist/console`). */
  folder: string
}

/** Which built page answers which address. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/chat': 'chat.html',
  '/enter': 'chat.html',
}

/** Only our own files and requests; photos also from memory while they are being sent. */
const CONTENT_SECURITY = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the pages. Files with a hash in their name are kept by browsers for ever; pages are asked for each time. */
export const consoleFilesPlugin: FastifyPluginAsync<ConsoleFilesOptions> = async (app, { folder }) => {
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    setHeaders: (reply) => {
      reply.setHeader('x-content-type-options', 'nosniff')
    },
  })

  for (const [address, file] of Object.entries(PAGES)) {
    app.get(address, async (_request, reply) => {
      const page = await readFile(join(folder, file))
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', CONTENT_SECURITY)
        .header('permissions-policy', 'geolocation=(self), camera=(self), microphone=()')
        .header('referrer-policy', 'no-referrer')
        .header('x-content-type-options', 'nosniff')
        .send(page)
    })
  }
}
