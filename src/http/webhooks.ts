import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Channel, WebhookRequest } from '../app/ports.ts'

/** A platform's largest frame, bytes: text only, files are fetched apart. */
const BODY_LIMIT = 2_000_000

/**
 * Mounts the inbound HTTP of each channel that has one. The channel itself checks who calls and answers only when
 * the events are committed; a body that is not JSON reaches it as undefined.
 */
export async function mountWebhooks(app: FastifyInstance, channels: readonly Channel[]): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, parseJson(String(body))),
    )
    for (const { webhook } of channels) {
      if (!webhook) continue
      scope.post(webhook.path, async (request, reply) => {
        const { status, body } = await webhook.handle(asWebhook(request))
        return reply.code(status).send(body ?? '')
      })
    }
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asWebhook(request: FastifyRequest): WebhookRequest {
  return { headers: single(request.headers), query: single(request.query), body: request.body }
}

/** The first value of each name. */
function single(values: unknown): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value
      return [name, first === undefined ? undefined : String(first)]
    }),
  )
}
