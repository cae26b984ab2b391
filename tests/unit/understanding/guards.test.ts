import { addMinutes } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { gather } from '../../../src/domain/understanding/gather.ts'
import type { ReadInput, Reading, ThreadContext } from '../../../src/domain/understanding/types.ts'
import { coast, NOON } from './support.ts'

type OpenTicket = ThreadContext['open'][number]

/** Links of this strength join anything. */
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
    ticket?: OpenTicket
    ended?: OpenTicket & { endedAt: Date }
    input?: Partial<ReadInput>
    reading?: Partial<Reading>
  } = {},
) {
  const reports = opens >= 0.5
  const area = 'dq3u1'
  const input: ReadInput = {
    text,
    hasPhoto: false,
    at: addMinutes(NOON, 15),
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
    stakes: [],
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
      gate: opens,
    },
    links: new Map([['t1', SURE]]),
    ...more.reading,
  }
  const thread = more.ended ? { open: [], ended: [more.ended] } : { open: [more.ticket ?? ticket()] }
  return gather(input, reading, { recent: [], ...thread }, coast.policy)
}

describe('what no link, however sure, may swallow', () => {
  it.each<[string, string, readonly [string, number, number]]>([
    ['an emergency of another kind', '着火了', ['emergency.fire', 0.95, 0.99]],
    ['another matter', '井盖不见了', ['facility.manhole', 0.95, 0.99]],
  ])('%s, beyond doubt', (_what, text, matter) => {
    expect(gathered(text, matter)).toEqual({ kind: 'open' })
  })

  it.each<[string, string, readonly [string, number, number]]>([
    ['what came of the matter', '有人摔了', ['emergency.medical', 0.99, 0.99]],
    ['what is not clear', '好像着了', ['emergency.fire', 0.8, 0.99]],
    ['what hardly reports', '着火那天', ['emergency.fire', 0.95, 0.9]],
  ])('but %s', (_what, text, matter) => {
    expect(gathered(text, matter)).toEqual({ kind: 'supplement', ticketId: 't1' })
  })

  it('nor the same thing from another side', () => {
    const charging = ticket({ category: 'safety.ebike_charging' })
    expect(gathered('着火了', ['emergency.fire', 0.95, 0.99], { ticket: charging }).kind).toBe('supplement')
  })
})

describe('a ticket that ended', () => {
  const endedAt = addMinutes(NOON, 10)
  const said = (state: OpenTicket['state'], opens: number) =>
    gathered('又漏了', ['facility.street_light', 0.9, opens], { ended: { ...ticket({ state }), endedAt } })

  it('takes what goes on about it', () => {
    expect(said('closed', 0.1)).toEqual({ kind: 'supplement', ticketId: 't1' })
    expect(said('withdrawn', 0.1)).toEqual({ kind: 'supplement', ticketId: 't1' })
  })

  it('but not another matter, beyond doubt', () => {
    const ended = { ...ticket({ state: 'withdrawn' }), endedAt }
    expect(gathered('井盖不见了', ['facility.manhole', 0.95, 0.99], { ended })).toEqual({ kind: 'open' })
  })

  it('is taken up again where its matter is reported again', () => {
    expect(said('closed', 0.9)).toEqual({ kind: 'again', ticketId: 't1' })
    expect(said('withdrawn', 0.9)).toEqual({ kind: 'again', ticketId: 't1' })
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
