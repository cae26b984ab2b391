/** What all channels share. */
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { Backoff, pause } from '../../../src/channels/shared/backoff.ts'
import { contentKey } from '../../../src/channels/shared/content-key.ts'
import { sameSecret } from '../../../src/channels/shared/secret.ts'
import { shorten, wellFormed } from '../../../src/channels/shared/text.ts'

describe('backoff', () => {
  it('doubles up to the most, and begins anew after a success', () => {
    const backoff = new Backoff({ first: 500, most: 30_000 }, () => 1)
    expect(Array.from({ length: 8 }, () => backoff.next())).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ])
    backoff.reset()
    expect(backoff.next()).toBe(500)
  })

  it('waits half to whole', () => {
    expect(new Backoff({ first: 500, most: 30_000 }, () => 0).next()).toBe(250)
  })

  it('stays at the most for ever', () => {
    const backoff = new Backoff({ first: 1, most: 10 }, () => 1)
    for (let at = 0; at < 2000; at += 1) backoff.next()
    expect(backoff.next()).toBe(10)
  })

  it('pauses no longer than the signal allows', async () => {
    const before = performance.now()
    await pause(60_000, AbortSignal.timeout(5))
    await pause(60_000, AbortSignal.abort())
    expect(performance.now() - before).toBeLessThan(2000)
  })
})

describe('secret', () => {
  it.each<[string | undefined, string, boolean]>([
    ['s3cret', 's3cret', true],
    ['s3creT', 's3cret', false],
    ['s3cret ', 's3cret', false],
    ['', 's3cret', false],
    [undefined, 's3cret', false],
    ['', '', false],
    [undefined, '', false],
  ])('%j against %j is %s', (given, expected, same) => {
    expect(sameSecret(given, expected)).toBe(same)
  })
})

it('keys contents', () => {
  expect(contentKey({ a: 1 })).toBe(contentKey({ a: 1 }))
  expect(contentKey({ a: 1 })).not.toBe(contentKey({ a: 2 }))
  expect(contentKey(undefined)).toMatch(/^h[0-9a-f]{32}$/)
})

describe('text', () => {
  test.prop([fc.string({ unit: 'binary' })])('made well-formed keeps its length', (text) => {
    expect(wellFormed(text).length).toBe(text.length)
    expect(wellFormed(text)).not.toMatch(/\p{Surrogate}|\0/u)
  })

  test.prop([fc.string({ unit: 'grapheme' }), fc.nat(40)])(
    'shortened is a beginning and fits',
    (text, max) => {
      const short = shorten(text, max)
      expect(short.length).toBeLessThanOrEqual(max)
      if (short !== text && max > 0) {
        expect(short.endsWith('…')).toBe(true)
        expect(text.startsWith(short.slice(0, -1))).toBe(true)
      }
      expect(short).not.toMatch(/\p{Surrogate}/u)
    },
  )

  it('is cut even within endless combining marks', () => {
    const short = shorten(`e${'\u0301'.repeat(5000)}`, 1000)
    expect(short).toHaveLength(1000)
  })
})
