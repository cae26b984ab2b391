import type { FastifyPluginAsync } from 'fastify'
import { onceAWhile } from '../lib/once-a-while.ts'

export interface MetricsOptions {
  registry: { metrics(): Promise<string>; contentType: string }
  /** Reads what must be looked up, such as lags; called at most once a second. */
  collect(): Promise<void>
}

/** `GET /metrics` in the text format of Prometheus. When `collect` fails, what is counted in memory is still told. */
export const metricsPlugin: FastifyPluginAsync<MetricsOptions> = async (app, { registry, collect }) => {
  const refresh = onceAWhile(1000, collect)
  app.get('/metrics', async (request, reply) => {
    await refresh().catch((error: unknown) => request.log.warn({ err: error }, 'metrics: reading failed'))
    return reply
      .header('content-type', registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics())
  })
}
