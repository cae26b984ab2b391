import { expect, test } from 'vitest'
import { threadsOf } from '../../../bot-scripts/eval/sets.ts'
import { openersOf } from '../../../bot-scripts/train/openers.ts'

const THREADS = threadsOf(`thread a group DQ
1 | 08:00 | 陈淑华 | unit_chief | DQ-1 | p |
2 | 08:01 | 陈淑华 | unit_chief | DQ-1 | - | 路灯坏了
3 | 08:02 | 陈淑华 | unit_chief | DQ-1 | - | 三天了
=> 1,2,3 | facility.street_light | DQ-1 | open

thread b dm -
1 | 08:00 | 老林 | resident | DQ-1 | - | 井盖没了,还停水
=> 1 | facility.manhole | DQ-1 | open
=> 1 | utility.water_cut | DQ-1 | open
`)

test('the first words of a ticket teach its leaf; words of two tickets teach none', () => {
  const [a, b] = THREADS.map(openersOf)
  expect(a).toMatchObject([
    { text: '路灯坏了', incidents: [{ category: 'facility.street_light', urgency: null }], dm: false },
  ])
  expect(b).toEqual([])
})
