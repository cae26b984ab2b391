import { describe, expect, inject, it } from 'vitest'
import { runChaos } from '../../bot-scripts/chaos/run.ts'
import { sharedServices } from '../../bot-scripts/chaos/services.ts'
import { armCrash, CRASH_POINTS, crashPoint, parseCrashPlan } from '../../src/lib/crash-point.ts'

const { databaseUrl, redisUrl } = inject('services')

/** The short form of `npm run chaos`: fewer updates and crash points; the database loses its connections, not its life. */
const runs = [
  {
    queue: 'postgres',
    mode: 'webhook',
    crashes: ['inbox.added', 'event.decided:2', 'outbox.sent:2'],
  },
  {
    queue: 'redis',
    mode: 'polling',
    crashes: ['lane.locked:2', 'event.committed', 'outbox.sending'],
  },
] as const

describe('two processes that are killed under load', () => {
  it.for(runs)(
    'lose nothing and do nothing twice: queues on $queue, $mode',
    {
      timeout: 150_000,
    },
    async ({ queue, mode, crashes }, { skip }) => {
      if (queue === 'redis' && !redisUrl) skip('no redis-server here')
      const services = await sharedServices(databaseUrl, queue === 'redis' ? redisUrl : null)
      try {
        const { checks, kills, updates } = await runChaos({
          services,
          mode,
          updates: 60,
          crashes,
          randomKills: 1,
          seed: 11,
          loadMs: 60_000,
          settleMs: 60_000,
          say: () => undefined,
        })
        expect(checks.flatMap(({ name, wrong }) => wrong.map((line) => `${name}: ${line}`))).toEqual([])
        expect(updates).toBeGreaterThanOrEqual(60)
        expect(kills.length).toBeGreaterThan(crashes.length)
      } finally {
        await services.stop()
      }
    },
  )
})

describe('crash points', () => {
  it('are read by name and count', () => {
    expect(parseCrashPlan('outbox.sent')).toEqual({ point: 'outbox.sent', nth: 1 })
    expect(parseCrashPlan('inbox.added:12')).toEqual({ point: 'inbox.added', nth: 12 })
    for (const wrong of ['', 'nowhere', 'inbox.added:0', 'inbox.added:x', 'inbox.added:1:2'])
      expect(parseCrashPlan(wrong)).toBeNull()
    expect(new Set(CRASH_POINTS).size).toBe(CRASH_POINTS.length)
  })

  it('strike once, at the nth time, and only where planned', () => {
    const deaths: string[] = []
    armCrash({ point: 'lane.locked', nth: 2 }, () => deaths.push('dead'))
    crashPoint('inbox.added')
    crashPoint('lane.locked')
    expect(deaths).toEqual([])
    crashPoint('lane.locked')
    crashPoint('lane.locked')
    expect(deaths).toEqual(['dead'])
  })
})
