import { describe, expect, it } from 'vitest'
import { threadsOf } from '../../../bot-scripts/eval/sets.ts'
import { replayLessons } from '../../../bot-scripts/train/replays.ts'
import { shippedModel } from '../../../src/domain/understanding/model/shipped.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { coast } from './support.ts'

describe('what a played conversation teaches', () => {
  const reader = createReader(coast)
  const [thread] = threadsOf(`thread a group dq
1 | 08:00 | 陈 | unit_chief | dq3u1 | - | 3网格1单元的路灯坏了，一片漆黑
2 | 08:03 | 李 | resident | - | - | 今天鱼便宜
3 | 08:05 | 陈 | unit_chief | dq3u1 | - | 已经三天没亮了
=> 1,3 | facility.street_light | dq3u1 | open
`)
  const lessons = replayLessons(thread ? [thread] : [], reader, shippedModel(), coast.policy)

  it('is which messages belonged to the ticket as it was opened', () => {
    expect(lessons.belongs.map(({ yes }) => yes)).toEqual([false, true])
  })

  it('and what opened none amid talk', () => {
    expect(lessons.amid.map(({ yes }) => yes)).toEqual([false])
  })

  it('with the signs that the shipped trees ask for, in their order', () => {
    const { belongs, amid } = shippedModel()
    const names = (signs: readonly (readonly [string, number])[] = []) => signs.map(([name]) => name)
    expect(names(lessons.belongs[0]?.signs)).toEqual(belongs.signs)
    expect(names(lessons.amid[0]?.signs)).toEqual(amid.signs)
  })
})
