import type { FastifyBaseLogger } from 'fastify'
import type { Logger } from '../app/ports.ts'

/** Our log as Fastify wants it: each request's lines carry its id. */
export function requestLogger(log: Logger, bound: Record<string, unknown> = {}): FastifyBaseLogger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (fields: unknown, message?: string): void => {
      const said = typeof fields === 'string' ? fields : (message ?? 'http')
      const more = fields instanceof Error ? { err: fields } : typeof fields === 'object' ? fields : {}
      log[level]({ ...bound, ...more }, said)
    }
  return {
    level: 'info',
    trace: write('debug'),
    debug: write('debug'),
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('error'),
    silent: () => undefined,
    child: (bindings: Record<string, unknown>) => requestLogger(log, { ...bound, ...requestId(bindings) }),
  } as FastifyBaseLogger
}

/** Of what Fastify binds only the id: the rest would be addresses and headers. */
function requestId(bindings: Record<string, unknown>): Record<string, unknown> {
  const id = bindings['reqId']
  return typeof id === 'string' ? { requestId: id } : {}
}
