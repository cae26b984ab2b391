import { TZDate } from '@date-fns/tz'
import { describe, expect, it } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { indexTown } from '../../../src/domain/area/town.ts'
import { chiefsOf, isDigestTime } from '../../../src/domain/report/digest.ts'
import { sampleTown } from '../../support/sample-town.ts'

const local = (time: string): Date => new TZDate(`${time}:00+08:00`, 'Asia/Shanghai')
const workday = (): boolean => false

describe('the hour of the digest', () => {
  const policy = Policy.parse({})

  it.each([
    ['2026-11-27T17:59', false],
    ['2026-11-27T18:00', true],
    // The service was down at six.
    ['2026-11-27T21:59', true],
    ['2026-11-27T22:00', false],
    ['2026-11-28T00:30', false],
    ['2026-11-28T07:30', false],
  ])('%s: %s', (time, due) => {
    expect(isDigestTime(local(time), policy, workday)).toBe(due)
  })

  it('one at night was meant so', () => {
    const late = Policy.parse({ digest: { at: '22:30' } })
    expect(isDigestTime(local('2026-11-27T22:00'), late, workday)).toBe(false)
    expect(isDigestTime(local('2026-11-27T22:45'), late, workday)).toBe(true)
    expect(isDigestTime(local('2026-11-28T00:10'), late, workday)).toBe(false)
  })

  it('rests on days off, unless the town says never; without roles always', () => {
    const saturday = local('2026-11-28T18:30')
    expect(isDigestTime(saturday, policy, () => true)).toBe(false)
    const always = Policy.parse({ digest: { off: 'never' } })
    expect(isDigestTime(saturday, always, () => true)).toBe(true)
    const none = Policy.parse({ digest: { roles: [], off: 'never' } })
    expect(isDigestTime(saturday, none, workday)).toBe(false)
  })
})

describe('chiefs', () => {
  it('are the holders of the chosen posts, each once, with areas that do not lie in one another', () => {
    const town = sampleTown()
    expect(chiefsOf(town).map((c) => [c.personId, c.areas])).toEqual([
      ['fang', ['DZ']],
      ['guo', ['XY']],
      ['lin', ['DQ3']],
      ['wu', ['XQ']],
      ['xu', ['DQ']],
      ['zhou', ['DQ1']],
    ])
    const post = (personId: string, area: string) => ({
      ...{ id: `${personId}-${area}`, personId, role: 'grid_chief' as const },
      ...{ area, department: null },
    })
    const more = indexTown({
      ...town,
      posts: [...town.posts, post('lin', 'DQ'), post('lin', 'XQ1'), post('lin', 'DQ3')],
    })
    expect(chiefsOf(more).find((c) => c.personId === 'lin')?.areas).toEqual(['DQ', 'XQ1'])
  })
})
