import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Absence, NO_DUTY, type Roster } from '../../../src/domain/area/town.ts'
import { thereFor, whoHandles } from '../../../src/domain/duty/handler.ts'
import { daysOn, isLocalTime, localTime, minutesOn, momentOf } from '../../../src/domain/duty/local.ts'
import { onDuty, rosterArea, turns } from '../../../src/domain/duty/on-duty.ts'
import { shiftsOf } from '../../../src/domain/duty/shifts.ts'
import { standIn } from '../../../src/domain/duty/stand-in.ts'
import { sampleTown } from '../../support/sample-town.ts'

const BASE = { department: 'power', area: null, role: null, personId: 'cai' } as const
/** Every night from six until eight, Monday to Friday (1 July 2026 is a Wednesday). */
const NIGHTS: Roster = { id: 'nights', ...BASE, days: [1, 2, 3, 4, 5], from: '18:00', to: '08:00' }
const ONCE: Roster = { id: 'once', ...BASE, days: null, from: '2026-07-04T08:00', to: '2026-07-05T08:00' }

function absent(personId: string, deputy: string | null, days = 1): Absence {
  const from = '2026-07-01T00:00'
  return { id: `away-${personId}`, personId, from, to: daysOn(from, days), deputy }
}
const withDuty = (duty: Partial<typeof NO_DUTY>) => sampleTown({ duty: { ...NO_DUTY, ...duty } })
const matter = { department: 'power', area: 'DQ3-1', confidential: false }
const atLocal = (local: string) => momentOf({ zone: 'Asia/Shanghai' }, local)

describe('the clock of the town', () => {
  test('reads moments in its own zone, and back', () => {
    const zone = { zone: 'Asia/Shanghai' }
    expect(localTime(zone, new Date('2026-06-30T16:05:59Z'))).toBe('2026-07-01T00:05')
    expect(momentOf(zone, '2026-07-01T00:05').toISOString()).toBe('2026-06-30T16:05:00.000Z')
  })

  test('knows leap days and what is no time', () => {
    expect(daysOn('2028-02-28T12:00', 1)).toBe('2028-02-29T12:00')
    expect(['2026-02-29T00:00', '2026-07-01T24:00', '2026-7-1T00:00', ''].map(isLocalTime)).toEqual(
      Array(4).fill(false),
    )
  })
})

describe('turns of a roster', () => {
  test.each<[string, Roster, string, string[]]>([
    ['in the evening', NIGHTS, '2026-07-01T18:00', ['2026-07-01T18:00–2026-07-02T08:00']],
    ['a minute before', NIGHTS, '2026-07-01T17:59', []],
    [
      'after midnight it is the night before',
      NIGHTS,
      '2026-07-02T07:59',
      ['2026-07-01T18:00–2026-07-02T08:00'],
    ],
    ['at its end no more', NIGHTS, '2026-07-02T08:00', []],
    [
      'the night of Friday runs into Saturday',
      NIGHTS,
      '2026-07-04T03:00',
      ['2026-07-03T18:00–2026-07-04T08:00'],
    ],
    ['none begins on Saturday', NIGHTS, '2026-07-04T20:00', []],
    ['told once', ONCE, '2026-07-05T07:59', ['2026-07-04T08:00–2026-07-05T08:00']],
    ['once is once', ONCE, '2026-07-05T08:00', []],
    [
      'around the clock where it ends when it begins',
      { ...NIGHTS, from: '08:00', to: '08:00', days: [3] },
      '2026-07-02T07:59',
      ['2026-07-01T08:00–2026-07-02T08:00'],
    ],
  ])('%s', (_what, roster, at, expected) => {
    const found = shiftsOf(roster, at, minutesOn(at, 1))
    expect(found.map((s) => `${s.start}–${s.end}`)).toEqual(expected)
  })

  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`)
  test('a weekly turn is found at every minute of it and at no other, whatever the hours', () => {
    fc.assert(
      fc.property(
        clock,
        clock,
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 60 * 24 * 800 }),
        (from, to, days, minute) => {
          const roster = { ...NIGHTS, from, to, days }
          const at = minutesOn('2026-01-01T00:00', minute)
          const found = shiftsOf(roster, at, minutesOn(at, 1))
          for (const { start, end } of found) expect(start <= at && at < end).toBe(true)
          const week = shiftsOf(roster, daysOn(at, -8), daysOn(at, 8))
          expect(found.length).toBe(week.filter((s) => s.start <= at && at < s.end).length)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('who answers for somebody', () => {
  test.each<[string, Absence[], string | null]>([
    ['there', [], 'zhang'],
    ['away, with a deputy', [absent('zhang', 'cai')], 'cai'],
    ['the deputy is away too: the deputy’s deputy', [absent('zhang', 'cai'), absent('cai', 'su')], 'su'],
    ['away without a deputy', [absent('zhang', null)], null],
    ['two who stand in for each other', [absent('zhang', 'cai'), absent('cai', 'zhang')], null],
    ['a deputy who is no longer there', [absent('zhang', 'gone')], null],
    [
      'of two absences the one with a deputy',
      [absent('zhang', null), { ...absent('zhang', 'cai'), id: 'b' }],
      'cai',
    ],
  ])('%s', (_what, absences, expected) => {
    expect(standIn(withDuty({ absences }), 'zhang', '2026-07-01T09:00')?.personId ?? null).toBe(expected)
  })

  test('says for whom; an absence begins and ends to the minute', () => {
    const town = withDuty({ absences: [absent('zhang', 'cai')] })
    expect(standIn(town, 'zhang', '2026-07-01T00:00')).toEqual({ personId: 'cai', standsFor: 'zhang' })
    expect(standIn(town, 'zhang', '2026-06-30T23:59')).toEqual({ personId: 'zhang', standsFor: null })
    expect(standIn(town, 'zhang', '2026-07-02T00:00')).toEqual({ personId: 'zhang', standsFor: null })
  })

  test('never goes round in circles and never ends at somebody who is away', () => {
    const people = ['zhang', 'cai', 'su', 'ye', 'weng']
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...people), fc.option(fc.constantFrom(...people, 'gone')))),
        (pairs) => {
          const absences = pairs.map(([who, deputy], i) => ({ ...absent(who, deputy), id: `${i}` }))
          const found = standIn(withDuty({ absences }), 'zhang', '2026-07-01T09:00')
          if (found) expect(absences.some((a) => a.personId === found.personId)).toBe(false)
        },
      ),
    )
  })
})

describe('who gets a matter', () => {
  test.each<[string, Partial<typeof NO_DUTY>, string, [string | null, string | null]]>([
    ['the nearest handler by day', { rosters: [NIGHTS] }, '2026-07-01T10:00', ['zhang', null]],
    ['who is on duty at night', { rosters: [NIGHTS] }, '2026-07-01T20:00', ['cai', null]],
    [
      'the deputy of who is on duty',
      { rosters: [NIGHTS], absences: [absent('cai', 'su')] },
      '2026-07-01T20:00',
      ['su', 'cai'],
    ],
    ['the deputy of the nearest', { absences: [absent('zhang', 'su')] }, '2026-07-01T10:00', ['su', 'zhang']],
    [
      'the next where no deputy is named',
      { absences: [absent('zhang', null)] },
      '2026-07-01T10:00',
      ['cai', null],
    ],
    [
      'not a deputy from elsewhere: they could not accept it',
      { absences: [absent('zhang', 'weng')] },
      '2026-07-01T10:00',
      ['cai', null],
    ],
    [
      'the lead where all handlers are away',
      { absences: [absent('zhang', null), absent('cai', null)] },
      '2026-07-01T10:00',
      ['su', null],
    ],
    [
      'nobody where all are',
      { absences: ['zhang', 'cai', 'su'].map((id) => absent(id, null)) },
      '2026-07-01T10:00',
      [null, null],
    ],
  ])('%s', (_what, duty, at, [personId, standsFor]) => {
    const found = whoHandles(withDuty(duty), matter, atLocal(at))
    expect(found).toEqual(personId === null ? null : { personId, standsFor })
  })

  test('a confidential matter goes by posts, whoever is on duty', () => {
    const roster = { ...NIGHTS, department: 'discipline', personId: 'kang' }
    const secret = { department: 'discipline', area: 'DQ3-1', confidential: true }
    const town = withDuty({ rosters: [roster] })
    expect(whoHandles(town, secret, atLocal('2026-07-01T20:00'))?.personId).toBe('qiu')
  })

  test('a turn that was swapped is stood by the other, that one turn alone', () => {
    const swap = { id: 's', roster: 'nights', start: '2026-07-01T18:00', personId: 'cai', by: 'zhang' }
    const town = withDuty({ rosters: [NIGHTS], swaps: [swap] })
    const who = (at: string) =>
      onDuty(town, { department: 'power' }, at).map((d) => [d.personId, d.standsFor])
    expect(who('2026-07-02T02:00')).toEqual([['zhang', 'cai']])
    expect(who('2026-07-02T19:00')).toEqual([['cai', null]])
    expect(thereFor(town, 'zhang', 'power', atLocal('2026-07-02T02:00'))?.personId).toBe('zhang')
  })

  test('a role means all who hold it there; a grid without a roster has that of the area above', () => {
    const roster: Roster = {
      ...NIGHTS,
      id: 'dq',
      department: null,
      area: 'DQ',
      role: 'village_lead',
      personId: null,
    }
    const town = withDuty({ rosters: [roster] })
    expect(rosterArea(town, 'DQ3-1')).toBe('DQ')
    expect(rosterArea(town, 'XQ1')).toBeNull()
    expect(
      turns(town, { area: 'DQ' }, '2026-07-01T00:00', '2026-07-03T00:00').map((t) => t.personId),
    ).toEqual(['xu', 'xu', 'xu'])
  })
})
