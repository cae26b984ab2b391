import { addSeconds } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { createBreaker } from '../../../src/lib/breaker.ts'

const NOW = new Date('2026-07-12T02:00:00Z')

describe('a breaker', () => {
  it('opens after failures in a row only, waits, tries once, and forgets with the first success', () => {
    const breaker = createBreaker({ failures: 3, pauseMs: 60_000 })
    expect([breaker.failed(NOW), breaker.failed(NOW)]).toEqual([false, false])
    breaker.worked()
    expect([breaker.failed(NOW), breaker.failed(NOW)]).toEqual([false, false])
    expect(breaker.allows(NOW)).toBe(true)
    expect(breaker.failed(NOW)).toBe(true)
    expect(breaker.allows(addSeconds(NOW, 59))).toBe(false)
    const later = addSeconds(NOW, 60)
    expect(breaker.allows(later)).toBe(true)
    expect(breaker.failed(later)).toBe(true)
    expect(breaker.allows(addSeconds(later, 59))).toBe(false)
    breaker.worked()
    expect(breaker.allows(later)).toBe(true)
    expect(breaker.failed(later)).toBe(false)
  })
})
