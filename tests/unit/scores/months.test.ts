import { describe, expect, it, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import type { Rate } from '../../../src/domain/area/score-policy.ts'
import type { Figures } from '../../../src/domain/scores/figures.ts'
import { reckon } from '../../../src/domain/scores/reckon.ts'
import { rankAreas, rankDepartments, type Scope, scoresOf } from '../../../src/domain/scores/scope.ts'
import type { Command } from '../../../src/domain/ticket/decision.ts'
import { sampleTown } from '../../support/sample-town.ts'
import { Life, townTime } from '../../support/ticket-lives.ts'

const town = sampleTown()
const done: Command = { kind: 'resolve', result: '换了新线', photos: ['after'] }
const accept = { kind: 'accept' } as const
const confirm = { kind: 'confirm' } as const
const dispute = { kind: 'dispute', text: '还是响' } as const
const rate = (value: 'good' | 'fair' | 'bad') => ({ kind: 'rate', value, text: '' }) as const

const JULY = { from: townTime('07-01 00:00'), to: townTime('08-01 00:00') }
const AUGUST = { from: townTime('08-01 00:00'), to: townTime('09-01 00:00') }

const POWER: Scope = { kind: 'department', code: 'power' }
const in2 = { area: 'DQ3-2' } as const

/** The power line has 30 minutes to be accepted and 12 hours to be repaired. */
function july(): Life[] {
  return [
    // 1: all in time, confirmed, 满意.
    new Life(town, 1, '07-02 08:00')
      .at('07-02 08:10', 'zhang', accept)
      .at('07-02 12:00', 'zhang', done)
      .at('07-02 13:00', 'chen', confirm)
      .at('07-02 13:01', 'chen', rate('good')),
    // 2: accepted an hour late, repaired in time, 基本满意.
    new Life(town, 2, '07-03 08:00')
      .at('07-03 09:30', 'zhang', accept)
      .at('07-03 12:00', 'zhang', done)
      .at('07-03 13:00', 'chen', confirm)
      .at('07-04 08:00', 'chen', rate('fair')),
    // 3: accepted in time, repaired after twelve hours, nobody answers.
    new Life(town, 3, '07-05 08:00', in2).at('07-05 08:20', 'zhang', accept).at('07-06 08:00', 'zhang', done),
    // 4: not fixed the first time; the second time it holds.
    new Life(town, 4, '07-07 08:00', in2)
      .at('07-07 08:20', 'zhang', accept)
      .at('07-07 10:00', 'zhang', done)
      .at('07-07 11:00', 'chen', dispute)
      .at('07-07 11:10', 'zhang', accept)
      .at('07-07 15:00', 'zhang', done)
      .at('07-07 16:00', 'chen', confirm)
      .at('07-07 16:01', 'chen', rate('bad')),
    // 5: not fixed, and not taken up again by the end of the month.
    new Life(town, 5, '07-31 08:00')
      .at('07-31 08:20', 'zhang', accept)
      .at('07-31 10:00', 'zhang', done)
      .at('07-31 23:40', 'chen', dispute),
    // 6: nobody ever accepts it.
    new Life(town, 6, '07-10 08:00'),
    // 7: passed on in time to another department, which accepts late: it has four working hours, from Monday morning on.
    new Life(town, 7, '07-12 08:00', { category: 'facility.street_light', urgency: 'normal' })
      .at('07-12 08:10', 'he', { kind: 'transfer', department: 'power', reason: '' })
      .at('07-12 08:15', 'zhang', { kind: 'transfer', department: 'urban', reason: '' })
      .at('07-13 16:00', 'zheng', accept)
      .at('07-13 17:00', 'zheng', done),
    // 8: taken back at once: nobody's.
    new Life(town, 8, '07-13 08:00').at('07-13 08:05', 'chen', { kind: 'withdraw', reason: '' }),
    // 9: of June, repaired in July; it was called in June.
    new Life(town, 9, '06-30 23:00').at('06-30 23:10', 'zhang', accept).at('07-01 09:00', 'zhang', done),
  ]
}

function figures(lives: readonly Life[], scope: Scope, period = JULY, asOf = period.to, of = town): Figures {
  const reckoned = lives.map(({ events }) => reckon(events, { ...period, asOf }))
  return scoresOf(of, reckoned, scope)
}

/** `rate: worth/of` with the numbers of the tickets, those that do not count in full marked by `-`. */
function told(all: Figures): Record<Rate, string> {
  const of = (rate: Rate) =>
    all[rate].items
      .map(({ id, worth }) => `${Number(id.slice(-12))}${worth === 1 ? '' : worth === 0 ? '-' : `:${worth}`}`)
      .join(' ')
  return {
    response: of('response'),
    resolution: of('resolution'),
    satisfaction: of('satisfaction'),
    accept_on_time: of('accept_on_time'),
    resolve_on_time: of('resolve_on_time'),
  }
}

describe('a July counted by hand', () => {
  it('of the power company', () => {
    expect(told(figures(july(), POWER))).toEqual({
      // 5 counts although its second call still waits: it is not due yet.
      response: '1 2- 3 4 5 6-',
      resolution: '1 2 3 4 5- 6- 9',
      satisfaction: '1 2:0.8 4-',
      accept_on_time: '1 2- 3 4 5',
      resolve_on_time: '1 2 3- 4 5 6- 9',
    })
  })

  it('as rates', () => {
    const all = figures(july(), POWER)
    expect(all.response.value).toBeCloseTo(4 / 6)
    expect(all.resolution.value).toBeCloseTo(5 / 7)
    expect(all.satisfaction.value).toBeCloseTo((1 + 0.8 + 0) / 3)
    expect(all.accept_on_time.value).toBeCloseTo(4 / 5)
    expect(all.resolve_on_time.value).toBeCloseTo(5 / 7)
  })

  it('of the department that got one on the way', () => {
    expect(told(figures(july(), { kind: 'department', code: 'urban' }))).toMatchObject({
      response: '7-',
      resolution: '7',
    })
  })

  it('of an area with all below it, and of a person', () => {
    const unit = told(figures(july(), { kind: 'area', code: 'DQ3-2' }))
    expect(unit).toMatchObject({ response: '3 4', satisfaction: '4-' })
    const village = figures(july(), { kind: 'area', code: 'DQ' })
    const whole = figures(july(), { kind: 'area', code: 'XY' })
    expect(told(village)).toEqual(told(whole))
    // Nobody accepted the sixth, but it was Zhang's to accept.
    expect(told(figures(july(), { kind: 'person', code: 'zhang' })).response).toBe('1 2- 3 4 5 6-')
    expect(told(figures(july(), { kind: 'person', code: 'zheng' })).response).toBe('7-')
    expect(figures(july(), { kind: 'area', code: 'XQ' }).response).toEqual({
      rate: 'response',
      value: null,
      items: [],
    })
  })

  it('ranked: the best first', () => {
    const reckoned = july().map(({ events }) => reckon(events, { ...JULY, asOf: JULY.to }))
    const units = rankAreas(town, reckoned, 'DQ3', 'resolution')
    expect(units.map(({ name, figures: f }) => [name, f.resolution.value])).toEqual([
      ['东沁村3网格2单元', 1],
      ['东沁村3网格1单元', 4 / 6],
    ])
    expect(rankDepartments(town, reckoned, 'DZ', 'response').map(({ name }) => name)).toEqual([
      '供电所',
      '城管中队',
    ])
  })
})

describe('what comes later', () => {
  it('does not change the month as it stood, and counts where it happened', () => {
    const before = told(figures(july(), POWER))
    const lives = july()
    lives[2]?.at('08-02 07:00', 'chen', confirm).at('08-02 07:01', 'chen', rate('bad'))
    lives[0]?.at('08-03 07:00', 'system', { kind: 'supply', text: '还好', photos: [] })
    lives[4]?.at('08-01 00:05', 'zhang', accept).at('08-01 09:00', 'zhang', done)
    expect(told(figures(lives, POWER))).toEqual(before)
    expect(told(figures(lives, POWER, AUGUST))).toMatchObject({
      response: '5',
      resolution: '5',
      satisfaction: '3-',
      resolve_on_time: '5',
    })
  })

  it('a result called not fixed afterwards is unsolved once that is known', () => {
    const lives = july()
    lives[2]?.at('08-02 07:00', 'chen', dispute)
    expect(told(figures(lives, POWER)).resolution).toContain('3 ')
    expect(told(figures(lives, POWER, JULY, townTime('08-03 00:00'))).resolution).toContain('3- ')
  })

  it('a change of mind counts in the month of the first answer; a rating of what did not hold is void', () => {
    const life = new Life(town, 1, '07-30 08:00')
      .at('07-30 08:10', 'zhang', accept)
      .at('07-30 12:00', 'zhang', done)
      .at('07-30 13:00', 'chen', confirm)
      .at('07-30 13:01', 'chen', rate('bad'))
      .at('08-01 13:00', 'chen', rate('good'))
    expect(told(figures([life], POWER)).satisfaction).toBe('1-')
    expect(told(figures([life], POWER, JULY, townTime('08-03 00:00'))).satisfaction).toBe('1')
    expect(told(figures([life], POWER, AUGUST)).satisfaction).toBe('')
    life.at('08-02 08:00', 'chen', dispute)
    expect(told(figures([life], POWER, JULY, townTime('08-03 00:00'))).satisfaction).toBe('')
  })
})

describe('an appeal', () => {
  const ask = { kind: 'ask_excuse', reason: '台风封路' } as const
  const grant = { kind: 'grant_excuse' } as const

  it('takes the ticket out of all rates of that department, from the grant on', () => {
    const lives = july()
    lives[5]?.at('07-11 08:00', 'su', ask).at('08-05 08:00', 'he', grant)
    expect(told(figures(lives, POWER))).toEqual(told(figures(july(), POWER)))
    const after = figures(lives, POWER, JULY, townTime('08-06 00:00'))
    expect(told(after)).toMatchObject({ response: '1 2- 3 4 5', resolution: '1 2 3 4 5- 9' })
    expect(after.response.value).toBeCloseTo(4 / 5)
  })

  it('that is only asked, or denied, takes nothing out', () => {
    const lives = july()
    lives[5]?.at('07-11 08:00', 'su', ask)
    expect(told(figures(lives, POWER))).toEqual(told(figures(july(), POWER)))
    lives[5]?.at('07-12 08:00', 'fang', { kind: 'deny_excuse', reason: '路通着' })
    expect(told(figures(lives, POWER))).toEqual(told(figures(july(), POWER)))
  })

  it('covers what was until then, not what the department does with it afterwards', () => {
    const life = new Life(town, 1, '07-02 08:00')
      .at('07-02 12:00', 'su', ask)
      .at('07-02 13:00', 'he', grant)
      .at('07-03 09:00', 'zhang', accept)
      .at('07-03 10:00', 'zhang', done)
    expect(told(figures([life], POWER))).toMatchObject({ response: '', resolution: '1' })
  })
})

test('the town may set other formulas and weights', () => {
  const policy = Policy.parse({
    scores: { response: { counts: 'accepted' }, satisfaction: { fair: 0.5 } },
  })
  const own = figures(july(), POWER, JULY, JULY.to, sampleTown({ policy }))
  expect(told(own)).toMatchObject({ response: '1 2 3 4 5 6-', satisfaction: '1 2:0.5 4-' })
})

test('a suspended ticket does not come due', () => {
  const life = new Life(town, 1, '07-02 08:00').at('07-02 08:10', 'zhang', accept)
  const at = townTime('07-02 09:00').toISOString()
  const suspended = { at, command: 'supply', to: 'suspended', data: {} } as const
  const { marks } = reckon([...life.events, suspended], { ...JULY, asOf: JULY.to })
  expect(marks.map(({ kind }) => kind)).toEqual(['call'])
})

test('more time given before it is due counts, given afterwards it does not mend the lateness', () => {
  /** Due on 31 July at 20:00; done on 1 August at 9:00, within the time given. */
  const august = (given: string) => {
    const life = new Life(town, 1, '07-31 08:00').at('07-31 08:10', 'zhang', accept)
    const data = { resolveDue: townTime('08-02 08:00').toISOString() }
    const extended = { at: townTime(given).toISOString(), command: 'correct', to: 'accepted', data } as const
    const at = townTime('08-01 09:00').toISOString()
    const result = { at, command: 'resolve', to: 'resolved', data: { resolvedAt: at } } as const
    const reckoned = [reckon([...life.events, extended, result], { ...AUGUST, asOf: AUGUST.to })]
    return told(scoresOf(town, reckoned, POWER)).resolve_on_time
  }
  expect(august('07-31 19:00')).toBe('1')
  expect(august('07-31 21:00')).toBe('1-')
})
