import { describe, expect, it } from 'vitest'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { replayThread, type ThreadMessage } from '../../../src/domain/understanding/replay.ts'
import { coast } from './support.ts'

const reader = createReader(coast)
type Line = [
  minute: number,
  sender: string,
  text: string,
  more?: { photo?: true; replyTo?: number; album?: string },
]

function play(lines: readonly Line[], area: string | null = 'dq') {
  const messages: ThreadMessage[] = lines.map(([minute, sender, text, more = {}], i) => ({
    n: i + 1,
    sender,
    role: 'unit_chief',
    area: null,
    text,
    hasPhoto: more.photo === true,
    album: more.album ?? null,
    replyTo: more.replyTo ?? null,
    at: new Date(Date.UTC(2026, 6, 12, 8, minute)),
  }))
  return replayThread({ kind: 'group', area }, messages, reader, coast.policy)
}

describe('a conversation becomes tickets', () => {
  it('photo, then words, thanks in between', () => {
    expect(
      play([
        [0, '陈', '', { photo: true }],
        [1, '陈', '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响'],
        [2, '李', '收到'],
        [3, '陈', '谢谢'],
      ]),
    ).toEqual([{ messages: [1, 2], category: 'safety.power_line', area: 'dq3u1', state: 'open' }])
  })

  it('words, then a photo and a push', () => {
    expect(
      play([
        [0, '陈', '水管爆了,水喷得老高'],
        [1, '陈', '', { photo: true }],
        [2, '陈', '快点来人,路都淹了'],
      ])[0]?.messages,
    ).toEqual([1, 2, 3])
  })

  it('an album is one', () => {
    expect(
      play([
        [0, '陈', '垃圾堆了一周没人收', { photo: true, album: 'a' }],
        [0, '陈', '', { photo: true, album: 'a' }],
        [0, '陈', '', { photo: true, album: 'a' }],
      ])[0]?.messages,
    ).toEqual([1, 2, 3])
  })

  it('the place comes later', () => {
    expect(
      play([
        [0, '陈', '路灯坏了,黑漆漆的'],
        [1, '陈', '3网格2单元'],
      ]),
    ).toEqual([{ messages: [1, 2], category: 'facility.street_light', area: 'dq3u2', state: 'open' }])
  })

  it('the place is put right', () => {
    expect(
      play([
        [0, '陈', '3网格1单元路灯坏了'],
        [1, '陈', '不是1单元,是3网格2单元'],
      ]),
    ).toEqual([{ messages: [1, 2], category: 'facility.street_light', area: 'dq3u2', state: 'open' }])
  })

  it('a report is taken back', () => {
    expect(
      play([
        [0, '陈', '楼道里有煤气味,怕漏气'],
        [4, '陈', '搞错了 不是漏气 是隔壁炒菜'],
      ])[0]?.state,
    ).toBe('withdrawn')
  })

  it('the reporter says it is settled', () => {
    expect(
      play([
        [0, '陈', '家里停水了'],
        [50, '陈', '水来了,已经好了'],
      ])[0]?.state,
    ).toBe('resolved_by_reporter')
  })

  it('two people, two matters, interleaved', () => {
    expect(
      play([
        [0, '陈', '3网格1单元路灯坏了'],
        [1, '李', '4网格1单元下水道堵了,污水外溢'],
        [2, '陈', '', { photo: true }],
        [2, '李', '', { photo: true }],
      ]).map((ticket) => ticket.messages),
    ).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  it('another matter of the same person opens another ticket', () => {
    expect(
      play([
        [0, '陈', '3网格1单元路灯坏了'],
        [2, '陈', '村口井盖不见了,太危险'],
      ]),
    ).toHaveLength(2)
  })

  it('a reply joins what it answers, an acknowledgement does not', () => {
    expect(
      play([
        [0, '陈', '3网格1单元路灯坏了'],
        [90, '李', '我也看到了,整条巷子都不亮', { replyTo: 1 }],
        [91, '王', '收到', { replyTo: 1 }],
      ]).map((ticket) => ticket.messages),
    ).toEqual([[1, 2]])
  })

  it('chatter alone opens nothing', () => {
    expect(
      play([
        [0, '陈', '大家早上好'],
        [1, '李', '早[太阳]'],
        [2, '王', '今天天气真好,哈哈'],
      ]),
    ).toEqual([])
  })
})
