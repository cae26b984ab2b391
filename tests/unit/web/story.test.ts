import { describe, expect, it } from 'vitest'
import { castOf } from '../../../src/console/demo/cast.ts'
import { sceneOf } from '../../../src/console/demo/story.ts'
import type { OutgoingMessage } from '../../../src/domain/message.ts'
import type { WireDemo, WirePost } from '../../../src/http/web-chat/wire.ts'

let ids = 0
const at = (minute: number) => `2026-11-22T01:${String(minute).padStart(2, '0')}:00.000Z`
function said(minute: number, text: string, photos: string[] = []): WirePost {
  ids += 1
  return {
    id: String(ids),
    seq: ids,
    author: 'u1',
    authorName: '陈淑华',
    label: null,
    content: { kind: 'person', text, photos: photos.map((hash) => ({ hash, url: '' })) },
    replyTo: null,
    createdAt: at(minute),
    editedAt: null,
  }
}
function card(minute: number, labels: string[], tone: OutgoingMessage['tone'] = 'urgent'): WirePost {
  const buttons = [labels.map((label) => ({ kind: 'action' as const, label, token: `t-${label}` }))]
  return {
    ...said(minute, ''),
    author: null,
    content: { kind: 'bot', message: { lines: [], tone, photos: [], buttons } },
  }
}
const scene = (work: WirePost[], department: WirePost[] = [], dm: WirePost[] = []) =>
  sceneOf({ work, department, dm }, '电线破皮', at(5))
const report = said(10, '门口的电线破皮了')

describe('the guide reads where the story stands', () => {
  it('from the report to the end', () => {
    expect(scene([said(10, '收到')])).toEqual({ step: 'report' })
    expect(scene([report])).toEqual({ step: 'accept', waiting: true })
    const called = card(10, ['接单', '转办'])
    expect(scene([report], [called])).toEqual({
      step: 'accept',
      waiting: false,
      postId: called.id,
      token: 't-接单',
    })
    const accepted = card(10, ['办结'])
    expect(scene([report], [accepted])).toMatchObject({ step: 'resolve', waiting: false })
    expect(scene([report], [accepted, said(12, '已换新线', ['a'])])).toMatchObject({ waiting: true })
    const asked = card(13, ['已解决', '没修好'])
    expect(scene([report, asked], [accepted])).toEqual({
      step: 'confirm',
      where: 'work',
      postId: asked.id,
      yes: 't-已解决',
      no: 't-没修好',
    })
    expect(scene([report], [card(10, [], 'done')])).toEqual({ step: 'done' })
  })

  it('leaves out what was before, and follows a resident who reports in private', () => {
    expect(scene([said(1, '电线破皮')], [card(1, ['接单'])])).toEqual({ step: 'report' })
    expect(scene([], [], [report, card(13, ['已解决'])])).toMatchObject({
      step: 'confirm',
      where: 'dm',
      no: null,
    })
  })
})

describe('the cast of the demo', () => {
  const person = (name: string, role: 'unit_chief' | 'handler' | 'grid_chief') => ({
    personId: name,
    name,
    labels: [{ role, place: '' }],
  })
  const demo: WireDemo = {
    town: '东庄镇',
    rooms: [
      {
        room: 'a',
        kind: 'area',
        title: '甲',
        people: [person('林志强', 'grid_chief'), person('王丽', 'unit_chief')],
      },
      { room: 'b', kind: 'area', title: '乙', people: [person('陈淑华', 'unit_chief')] },
      { room: 'c', kind: 'department', title: '丙', people: [person('李工', 'handler')] },
    ],
  }
  it('prefers the people of the story, else takes who has the role', () => {
    const [work, department, dm] = castOf(demo, '居民')
    expect([work?.room, work?.first.name]).toEqual(['b', '陈淑华'])
    expect([department?.room, department?.first.name]).toEqual(['c', '李工'])
    expect(dm?.room).toBeNull()
    const other = castOf({ ...demo, rooms: demo.rooms.slice(0, 1) }, '居民')
    expect(other.map((pane) => [pane.kind, pane.first.name])).toEqual([
      ['work', '王丽'],
      ['dm', dm?.first.name],
    ])
  })
})
