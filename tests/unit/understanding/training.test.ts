import { describe, expect, it } from 'vitest'
import { threadsOf } from '../../../bot-scripts/eval/sets.ts'
import type { CorpusMessage } from '../../../bot-scripts/train/corpus.ts'
import { pairThreads } from '../../../bot-scripts/train/pairs.ts'
import { replayLessons } from '../../../bot-scripts/train/replays.ts'
import { shippedModel } from '../../../src/domain/understanding/model/shipped.ts'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { coast } from './support.ts'

describe('pairs of messages as two matters of one person', () => {
  const message = (text: string, category: string, change: Partial<CorpusMessage> = {}): CorpusMessage => ({
    hand: 'hand-1',
    act: 'report',
    incidents: [{ category, urgency: 'normal' }],
    dm: false,
    hasPhoto: false,
    text,
    ...change,
  })
  const many = (text: string, category: string, change?: Partial<CorpusMessage>) =>
    Array.from({ length: 600 }, () => message(text, category, change))

  it('are two tickets of one message each', () => {
    const [first] = pairThreads(
      [...many('路灯坏了三天了', 'facility.street_light'), ...many('三楼天天吵架', 'dispute.family')],
      coast,
    )
    expect(first?.tickets.map(({ messages, category }) => [messages, category])).toEqual([
      [[1], 'facility.street_light'],
      [[2], 'dispute.family'],
    ])
    expect(new Set(first?.messages.map(({ sender }) => sender)).size).toBe(1)
  })

  it.each<[string, CorpusMessage[]]>([
    ['of one kind', many('楼上吵得睡不着', 'facility.street_light')],
    ['that may follow from each other', many('有人摔倒流血了', 'emergency.medical')],
    ['of the same thing from another side', many('整条街没电了', 'utility.power_cut')],
    ['with a photo', many('三楼天天吵架', 'dispute.family', { hasPhoto: true })],
    ['that are no report', many('三楼天天吵架', 'dispute.family', { act: 'chatter', incidents: [] })],
  ])('but not those %s', (_what, others) => {
    expect(pairThreads([...many('路灯坏了三天了', 'facility.street_light'), ...others], coast)).toEqual([])
  })
})

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
