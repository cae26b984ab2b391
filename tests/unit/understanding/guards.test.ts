import { addMinutes } from 'date-fns'
import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../src/domain/area/policy.ts'
import { gather } from '../../../src/domain/understanding/gather.ts'
import type { ReadInput, Reading, ThreadContext } from '../../../src/domain/understanding/types.ts'
import { coast, NOON } from './support.ts'

type OpenTicket = ThreadContext['open'][number]

/** Links of this strength would join anything: what is tried here is what stands against them. */
const SURE = 0.99

function ticket(more: Partial<OpenTicket> = {}): OpenTicket {
  return {
    id: 't1',
    number: 'TT-2607-0001',
    category: 'facility.street_light',
    area: 'dq3u1',
    place: '3网格1单元',
    summary: '路灯坏了',
    openedAt: NOON,
    reporterIsSender: true,
    state: 'dispatched',
    ...more,
  }
}

function gathered(
  text: string,
  [leaf, share, opens]: readonly [string, number, number],
  more: {
    minutes?: number
    policy?: Partial<Policy['gather']>
    ticket?: OpenTicket
    input?: Partial<ReadInput>
    reading?: Partial<Reading>
  } = {},
) {
  const reports = opens >= 0.5
  const area = 'dq3u1'
  const input: ReadInput = {
    text,
    hasPhoto: false,
    at: addMinutes(NOON, more.minutes ?? 1),
    conversation: { kind: 'group', area: 'dq' },
    sender: { role: 'unit_chief', area },
    ...more.input,
  }
  const incident = {
    category: leaf,
    runnerUp: null,
    urgency: leaf.startsWith('emergency') ? ('emergency' as const) : ('normal' as const),
    area,
    place: null,
    placeSource: 'sender' as const,
    confidence: share,
    summary: text,
  }
  const reading: Reading = {
    act: reports ? 'report' : 'chatter',
    incidents: reports ? [incident] : [],
    missing: null,
    confidence: 0.9,
    reasons: [],
    about: null,
    corrects: false,
    place: { area, words: null, confidence: 0.5, source: 'sender' },
    judged: {
      acts: { report: opens, request: 0, query: 0, update: 0, notice: 0, chatter: 1 - opens },
      leaves: new Map([[leaf, share]]),
    },
    links: new Map([['t1', SURE]]),
    ...more.reading,
  }
  const policy = { ...coast.policy, gather: { ...coast.policy.gather, ...more.policy } }
  return gather(input, reading, { recent: [], open: [more.ticket ?? ticket()] }, policy)
}

describe('what no link, however sure, may swallow', () => {
  it('a second matter beyond doubt, at once', () => {
    expect(gathered('井盖不见了', ['facility.manhole', 0.99, 0.99])).toEqual({ kind: 'open' })
  })

  it('an emergency of another kind a few minutes later, less clearly told', () => {
    const fire = ['emergency.fire', 0.7, 0.9] as const
    expect(gathered('着火了', fire, { minutes: 6 })).toEqual({ kind: 'open' })
    expect(gathered('着火了', fire, { minutes: 1 })).toEqual({ kind: 'supplement', ticketId: 't1' })
  })

  it('sooner or later, as the town says', () => {
    const fire = ['emergency.fire', 0.7, 0.9] as const
    const theft = ['security.theft', 0.7, 0.9] as const
    const kind = (matter: typeof fire | typeof theft, minutes: number, policy: Partial<Policy['gather']>) =>
      gathered('', matter, {
        minutes,
        policy,
        input: { text: '还有呢' },
        reading: { links: new Map([['t1', 0.7]]) },
      }).kind
    expect(kind(fire, 6, { graveMatterMinutes: 10 })).toBe('supplement')
    expect(kind(fire, 11, { graveMatterMinutes: 10 })).toBe('open')
    expect(kind(theft, 16, { otherMatterMinutes: 20 })).toBe('supplement')
    expect(kind(theft, 21, { otherMatterMinutes: 20 })).toBe('open')
  })

  it('but a consequence of the matter belongs to it, and so does the same thing from another side', () => {
    expect(gathered('有人摔了', ['emergency.medical', 0.99, 0.99]).kind).toBe('supplement')
    expect(gathered('一片黑', ['utility.power_cut', 0.99, 0.99], { minutes: 60 }).kind).toBe('supplement')
  })

  it("somebody else's photo without a word", () => {
    const photo = { input: { hasPhoto: true } }
    const silent = ['other', 0, 0] as const
    const theirs = { ...photo, ticket: ticket({ reporterIsSender: false }) }
    expect(gathered('', silent, theirs)).toEqual({ kind: 'hold' })
    expect(gathered('', silent, photo)).toEqual({ kind: 'supplement', ticketId: 't1' })
  })
})

describe('what belongs, however weak the link', () => {
  const weak = { reading: { links: new Map([['t1', 0.01]]) } }

  it('words below the card', () => {
    const input = { repliesTo: { ticketId: 't1', state: 'dispatched' as const, card: true } }
    expect(gathered('打不通就打前台', ['other', 0.1, 0.1], { ...weak, input }).kind).toBe('supplement')
    expect(gathered('打不通就打前台', ['other', 0.1, 0.1], weak).kind).toBe('none')
  })

  it('the place that the ticket waits for, even where it looks like a report', () => {
    const place = { area: 'dq3u2', words: '下厝角', confidence: 0.9, source: 'text' as const }
    const told = { reading: { ...weak.reading, place }, ticket: ticket({ state: 'needs_info' }) }
    expect(gathered('下厝角', ['dispute.family', 0.15, 0.6], told).kind).toBe('supplement')
    expect(gathered('下厝角', ['dispute.family', 0.9, 0.6], told).kind).toBe('open')
  })
})
