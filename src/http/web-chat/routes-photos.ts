import type { FastifyInstance } from 'fastify'
import { mayReadMedia, mediaPath } from '../session.ts'
import { viewerOf, type WebChatDeps } from './deps.ts'
import { refusals } from './errors.ts'
import { createFloodGuard } from './flood.ts'
import { MediaParams, MediaQuery, parse } from './schema.ts'
import type { WirePhoto } from './wire.ts'

const MAX_PHOTO_BYTES = 20 * 1024 * 1024
const A_WEEK_S = 604_800

/** Photos go up alone, before the post that shows them, and come down by signed addresses. */
export function photoRoutes(app: FastifyInstance, deps: WebChatDeps): void {
  const uploads = createFloodGuard({ burst: 20, everyMs: 3_000 })

  for (const type of [/^image\/[\w.+-]+$/, 'application/octet-stream']) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  }

  app.post(
    '/api/web/photos',
    {
      bodyLimit: MAX_PHOTO_BYTES,
      // Before the body is read: strangers and floods must not make the server take 20 MB.
      onRequest: async (request) => {
        const { session } = await viewerOf(deps, request)
        uploads.check(session.userId, deps.now())
      },
    },
    async (request, reply): Promise<WirePhoto> => {
      if (!Buffer.isBuffer(request.body)) throw refusals.photo.not_an_image()
      const stored = await deps.media.put(request.body)
      if (!stored.ok) throw refusals.photo[stored.refusal]()
      reply.code(201)
      const { hash } = stored.media
      return { hash, url: mediaPath(hash, deps.secretKey, deps.now()) }
    },
  )

  app.get('/media/:hash', async (request, reply) => {
    const { hash } = parse(MediaParams, request.params)
    const { sig } = parse(MediaQuery, request.query)
    const photo = mayReadMedia(hash, sig, deps.secretKey, deps.now()) ? await deps.media.get(hash) : null
    if (!photo) throw refusals.noPhoto()
    return reply
      .header('content-type', photo.mime)
      .header('cache-control', `private, max-age=${A_WEEK_S}, immutable`)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', 'inline')
      .send(Buffer.from(photo.bytes))
  })
}
