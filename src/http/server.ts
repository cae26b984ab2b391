import { randomUUID } from 'node:crypto'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Logger } from '../app/ports.ts'
import type { HttpRequestSeen } from '../lib/metrics.ts'
import { answerFault, answerNotFound } from './faults.ts'
import { requestLogger } from './request-log.ts'

export interface ServerOptions {
  log: Logger
  /** Take the caller's address from a proxy that stands on a private address. */
  trustProxy: boolean
  /** Largest body of an ordinary request, bytes; routes for files set their own. */
  bodyLimit?: number
  /** How long requests in work may go on after `close`, milliseconds. */
  graceMs?: number
  onRequest?: (request: HttpRequestSeen) => void
}

const PRIVATE_PROXIES = ['loopback', 'linklocal', 'uniquelocal']

/** For pages of our own build: everything from here, photos also from memory while they are being sent. */
const HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'geolocation=(self), camera=(self), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
} as const

/**
 * The HTTP side without routes: request ids, limits, security headers, one shape of errors
 * (`{ error: { code, message, remedy } }`), and a close that lets requests in work end.
 *
 * @example
 * const app = createServer({ log, trustProxy: config.http.trustProxy, onRequest: metrics.http })
 * await app.register(healthPlugin, { checks })
 * await app.listen({ port, host })
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const { log, onRequest, graceMs = 5000 } = options
  const app: FastifyInstance = fastify({
    loggerInstance: requestLogger(log),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy ? PRIVATE_PROXIES : false,
    bodyLimit: options.bodyLimit ?? 1_000_000,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    // A photo over a slow village line may take long; a request that never ends must.
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 200 },
  })
  app.setErrorHandler(answerFault)
  app.setNotFoundHandler(answerNotFound)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const { method, id } = request
    // To the microsecond: longer rows of digits look like numbers of people.
    const seconds = Math.round(reply.elapsedTime * 1000) / 1_000_000
    onRequest?.({ method, route, status: reply.statusCode, seconds })
    log.debug({ requestId: id, method, route, status: reply.statusCode, seconds }, 'request')
  })
  // Live streams never end by themselves.
  app.addHook('preClose', (done) => {
    setTimeout(() => app.server.closeAllConnections(), graceMs).unref()
    done()
  })
  return app
}
