import { describe, expect, it } from 'vitest'
import { readEvents } from '../../../src/console/api/live.ts'
import { clock, sayDay } from '../../../src/console/chat/time.ts'
import { en } from '../../../src/console/texts/en.ts'
import { pickTexts } from '../../../src/console/texts/index.ts'
import { zh } from '../../../src/console/texts/zh.ts'
import { readCommand } from '../../../src/http/web-chat/events.ts'
import { createFloodGuard } from '../../../src/http/web-chat/flood.ts'

describe('the live stream', () => {
  it('is read however it is cut, beats and strangers passed over', async () => {
    const text =
      ': open\n\nevent: posts\ndata: {"posts":[],"cursor":3}\n\nevent: odd\ndata: {}\n\n: beat\n\nevent: toast\ndata: {"actionId":"a","text":"记下了"}\n\n'
    const bytes = new TextEncoder().encode(text)
    for (const size of [1, 7, bytes.length]) {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let from = 0; from < bytes.length; from += size)
            controller.enqueue(bytes.slice(from, from + size))
          controller.close()
        },
      })
      const events = []
      for await (const event of readEvents(stream)) events.push(event)
      expect(events).toEqual([
        { name: 'posts', data: { posts: [], cursor: 3 } },
        { name: 'toast', data: { actionId: 'a', text: '记下了' } },
      ])
    }
  })
})

describe('days and times', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  it.each([
    ['2026-11-22T00:10:00Z', '今天'],
    ['2026-11-21T23:50:00Z', '昨天'],
    ['2026-11-18T08:00:00Z', '星期三'],
    ['2026-11-02T08:00:00Z', '11月2日'],
    ['2025-12-31T08:00:00Z', '2025年12月31日'],
  ])('%s is %s', (iso, said) => expect(sayDay(iso, now, zh)).toBe(said))
  it('gives the hour without a leading zero', () => expect(clock('2026-11-22T08:05:00Z')).toBe('8:05'))
})

describe('texts', () => {
  it('are Chinese unless English is asked for or preferred', () => {
    expect(pickTexts('', 'zh-CN')).toBe(zh)
    expect(pickTexts('', 'fr')).toBe(zh)
    expect(pickTexts('', 'en-US')).toBe(en)
    expect(pickTexts('?lang=zh', 'en-US')).toBe(zh)
    expect(pickTexts('?lang=en', 'zh-CN')).toBe(en)
  })
})

describe('commands', () => {
  it.each([
    ['/status', { name: 'status', args: '' }],
    ['/Bind@gridwhistle_bot  东沁村 ', { name: 'bind', args: '东沁村' }],
    ['/ticket 31\n补充', { name: 'ticket', args: '31\n补充' }],
    ['1/2 停水', null],
    ['/', null],
    ['/路灯坏了', null],
  ])('%j', (text, command) => expect(readCommand(text)).toEqual(command))
})

describe('the flood guard', () => {
  const at = (ms: number) => new Date(ms)
  it('lets a burst through, then one at a time, each key for itself', () => {
    const guard = createFloodGuard({ burst: 2, everyMs: 1000 })
    guard.check('a', at(0))
    guard.check('a', at(0))
    expect(() => guard.check('a', at(500))).toThrow('发得太快了')
    guard.check('b', at(500))
    guard.check('a', at(1000))
    expect(() => guard.check('a', at(1000))).toThrow(
      expect.objectContaining({ status: 429, code: 'too_fast' }),
    )
  })
})
