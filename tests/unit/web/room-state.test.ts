import { describe, expect, it } from 'vitest'
import {
  emptyRoom,
  type Pending,
  withNews,
  withOlder,
  withPending,
} from '../../../src/console/room/room-state.ts'
import type { WirePost } from '../../../src/http/web-chat/wire.ts'

function post(id: number, more: Partial<WirePost> = {}): WirePost {
  return {
    id: String(id),
    seq: id,
    author: 'u2',
    authorName: '林志强',
    label: null,
    content: { kind: 'person', text: `第${id}句`, photos: [] },
    replyTo: null,
    createdAt: '2026-11-22T01:00:00.000Z',
    editedAt: null,
    ...more,
  }
}
const bot = (id: number, seq: number) =>
  post(id, {
    seq,
    author: null,
    content: { kind: 'bot', message: { lines: [`v${seq}`], tone: 'plain', photos: [], buttons: [] } },
  })
const pending: Pending = { clientKey: 'k', text: '第7句', photos: [], state: 'sending', at: '' }

describe('state of a room', () => {
  it('takes posts once, in the order of ids, numbers not letters', () => {
    const state = withNews(emptyRoom, [post(9), post(10), post(9)], 'me')
    expect(withNews(state, [post(10)], 'me').posts.map((p) => p.id)).toEqual(['9', '10'])
  })

  it('changes a card in its place, marks it and frees its button; an older version changes nothing', () => {
    const first = { ...withNews(emptyRoom, [bot(1, 1), post(2)], 'me'), pressed: { '1': 'accept' } }
    const next = withNews(first, [bot(1, 3)], 'me', 3)
    expect(next.posts.map((p) => [p.id, p.seq])).toEqual([
      ['1', 3],
      ['2', 2],
    ])
    expect([next.changed, next.pressed, next.cursor]).toEqual([{ '1': 3 }, {}, 3])
    expect(withNews(next, [bot(1, 2)], 'me').posts[0]?.seq).toBe(3)
  })

  it('leaves changes above what is loaded for later', () => {
    const state = { ...withNews(emptyRoom, [post(60)], 'me'), more: true }
    expect(withNews(state, [bot(3, 90)], 'me').posts.map((p) => p.id)).toEqual(['60'])
    expect(withOlder(state, [post(59)], false)).toMatchObject({
      more: false,
      posts: [{ id: '59' }, { id: '60' }],
    })
  })

  it('knows its own message when it comes over the stream first', () => {
    const state = { ...emptyRoom, pending: [pending] }
    expect(withNews(state, [post(7)], 'me').pending[0]?.landed).toBeUndefined()
    const landed = withNews(state, [post(7, { author: 'me' })], 'me')
    expect(landed.pending[0]?.landed).toBe('7')
    expect(withPending(landed, 'k', null).pending).toEqual([])
  })
})
