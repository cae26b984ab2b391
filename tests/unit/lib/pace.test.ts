import { describe, expect, it, vi } from 'vitest'
import { createPace } from '../../../src/lib/pace.ts'

describe('pace', () => {
  it('lets a second’s worth through at once and spreads the rest, per key', async () => {
    vi.useFakeTimers()
    try {
      const pace = createPace()
      const at: number[] = []
      const start = Date.now()
      const turns = Array.from({ length: 60 }, () =>
        pace.turn('a', 30).then(() => at.push(Date.now() - start)),
      )
      const other = pace.turn('b', 30).then(() => Date.now() - start)
      await vi.advanceTimersByTimeAsync(2000)
      await Promise.all(turns)
      expect(at.filter((t) => t === 0).length).toBeGreaterThanOrEqual(29)
      expect(at.filter((t) => t <= 500).length).toBeLessThanOrEqual(46)
      expect(Math.max(...at)).toBeGreaterThan(900)
      expect(await other).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
