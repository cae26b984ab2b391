import type { FastifyPluginAsync } from 'fastify'
import type { WebChatDeps } from './deps.ts'
import { answerError } from './errors.ts'
import { createPresenter } from './present.ts'
import { enterRoutes } from './routes-enter.ts'
import { liveRoutes } from './routes-live.ts'
import { photoRoutes } from './routes-photos.ts'
import { postRoutes } from './routes-posts.ts'

export type { WebChatDeps } from './deps.ts'

/**
 * The web chat's HTTP side: coming in, rooms, posts, clicks, photos and the live stream.
 *
 * @example
 * await app.register(webChatPlugin, { rooms, sink, media, directory, secretKey, town, now: () => new Date() })
 */
export const webChatPlugin: FastifyPluginAsync<WebChatDeps & { beatMs?: number }> = async (app, deps) => {
  app.setErrorHandler(answerError)
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
  })
  const present = createPresenter(deps)
  enterRoutes(app, deps, present)
  postRoutes(app, deps, present)
  photoRoutes(app, deps)
  liveRoutes(app, deps, present, deps.beatMs)
}
