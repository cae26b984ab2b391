import { describe, expect, it } from 'vitest'
import {
  issueSession,
  makePersonalLink,
  mayReadMedia,
  mediaPath,
  readPersonalLink,
  readSession,
} from '../../../src/http/session.ts'

const secret = 'a secret of thirty-two characters!'
const now = new Date('2026-11-22T01:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const session = { userId: 'u1', name: '陈淑华', personId: 'u1', gen: 2 }

describe('sessions', () => {
  it('come back as they were issued, for 30 days', () => {
    const token = issueSession(session, secret, now)
    expect(readSession(token, secret, later(29))).toEqual(session)
    expect(readSession(token, secret, later(31))).toBeNull()
  })

  it('are refused when anything was changed', () => {
    const token = issueSession(session, secret, now)
    const [body = '', signature = ''] = token.split('.')
    const other = Buffer.from(JSON.stringify({ u: 'u2', n: '', p: 'u2', g: 2, e: 9e9 })).toString('base64url')
    for (const forged of [
      '',
      '.',
      body,
      `${other}.${signature}`,
      `${body}.${signature}x`,
      `${token}.x`.slice(1),
    ]) {
      expect(readSession(forged, secret, now)).toBeNull()
    }
    expect(readSession(token, `${secret}?`, now)).toBeNull()
  })
})

describe('personal links', () => {
  it('lead to their person, whole or only the part behind #', () => {
    const link = makePersonalLink({ id: 'p1', linkGen: 3 }, secret, 'https://town.example/')
    expect(link).toMatch(/^https:\/\/town\.example\/enter#[\w.-]+$/)
    expect(readPersonalLink(link, secret)).toEqual({ personId: 'p1', gen: 3 })
    expect(readPersonalLink(link.split('#')[1] ?? '', secret)).toEqual({ personId: 'p1', gen: 3 })
  })

  it('are no sessions, and sessions are no links', () => {
    const link = makePersonalLink({ id: 'p1', linkGen: 3 }, secret, '')
    expect(readSession(link.split('#')[1] ?? '', secret, now)).toBeNull()
    expect(readPersonalLink(issueSession(session, secret, now), secret)).toBeNull()
  })
})

describe('photo addresses', () => {
  const hash = 'ab'.repeat(32)
  const sigOf = (path: string) => path.split('sig=')[1] ?? ''

  it('stay the same within a week and end after two', () => {
    const path = mediaPath(hash, secret, now)
    expect(mediaPath(hash, secret, new Date(now.getTime() + 60_000))).toBe(path)
    expect(mayReadMedia(hash, sigOf(path), secret, later(6))).toBe(true)
    expect(mayReadMedia(hash, sigOf(path), secret, later(15))).toBe(false)
  })

  it('open one photo only', () => {
    const sig = sigOf(mediaPath(hash, secret, now))
    expect(mayReadMedia('cd'.repeat(32), sig, secret, now)).toBe(false)
    expect(mayReadMedia(hash, `9${sig}`, secret, now)).toBe(false)
    expect(mayReadMedia(hash, '', secret, now)).toBe(false)
  })
})
