import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { planOf } from '../../../src/channels/telegram/plan.ts'
import { escapeHtml, MAX_CAPTION, MAX_TEXT, render } from '../../../src/channels/telegram/render.ts'
import type { Button, OutgoingMessage, Tone } from '../../../src/domain/message.ts'

const plain: OutgoingMessage = { lines: [], tone: 'plain', photos: [], buttons: [] }
const html = (more: Partial<OutgoingMessage>, max = MAX_TEXT) =>
  render({ ...plain, ...more }, 'group', max).html
const action: Button = { kind: 'action', label: '接单', token: 't1' }
const place: Button = { kind: 'location', label: '发送位置' }

/** What a reader sees of the HTML. */
const seen = (text: string) =>
  text
    .replace(/<\/?b>|<a href="tg:\/\/user\?id=\d+">|<\/a>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

describe('text', () => {
  it.each<[Tone, string]>([
    ['emergency', '<b>🔴 31号</b>\n处理中'],
    ['urgent', '<b>🟠 31号</b>\n处理中'],
    ['normal', '<b>🔵 31号</b>\n处理中'],
    ['low', '<b>⚪ 31号</b>\n处理中'],
    ['done', '<b>✅ 31号</b>\n处理中'],
    ['plain', '<b>31号</b>\n处理中'],
  ])('shows %s by one sign', (tone, expected) => {
    expect(html({ title: '31号', lines: ['处理中'], tone })).toBe(expected)
  })

  it('leaves a title that brings its own sign alone', () => {
    expect(html({ title: '⚠️ 28号', tone: 'urgent' })).toBe('<b>⚠️ 28号</b>')
  })

  it('escapes whatever people wrote', () => {
    expect(html({ title: '<b>&', lines: ['"</b><a href="x">', '&amp;'] })).toBe(
      '<b>&lt;b&gt;&amp;</b>\n&quot;&lt;/b&gt;&lt;a href=&quot;x&quot;&gt;\n&amp;amp;',
    )
  })

  it('calls people where their name stands, else at the end', () => {
    const mentions = [
      { userId: '12', name: '张工' },
      { userId: '13', name: '<林>' },
      { userId: 'javascript:x', name: '坏' },
    ]
    expect(html({ lines: ['供电所 张工 已接单'], mentions })).toBe(
      '供电所 <a href="tg://user?id=12">张工</a> 已接单\n<a href="tg://user?id=13">&lt;林&gt;</a>',
    )
  })

  it('shortens at the end of a line or between characters', () => {
    expect(html({ lines: ['一二三四五六七八九十', '一二三'] }, 13)).toBe('一二三四五六七八九十\n一…')
    expect(html({ lines: ['一二三四五六七八九十'.repeat(2), '二', '三'] }, 23)).toBe(
      `${'一二三四五六七八九十'.repeat(2)}\n…`,
    )
    expect(html({ lines: ['🔥🔥🔥'] }, 4)).toBe('🔥…')
    expect(html({ lines: ['👨‍👩‍👧👨‍👩‍👧'] }, 12)).toBe('👨‍👩‍👧…')
    expect(html({ lines: ['&&&&'] }, 3)).toBe('&amp;&amp;…')
  })
})

describe('any text at all', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('<', '&', '"', '🔥', '\ud83d', '\u0301', '\n', '陈', '\u0000'),
      maxLength: 60,
    }),
  )
  test.prop([text, fc.array(text, { maxLength: 5 }), text, fc.integer({ min: 2, max: 80 })])(
    'is well-formed HTML within the limit',
    (title, lines, name, max) => {
      const out = render({ ...plain, title, lines, mentions: [{ userId: '1', name }] }, 'group', max)
      const shown = seen(out.html)
      expect(shown.length).toBe(out.length)
      expect(out.length).toBeLessThanOrEqual(max)
      expect(out.html).not.toMatch(/\p{Surrogate}/u)
      expect(out.html.replace(/<b>|<\/b>|<a href="tg:\/\/user\?id=1">|<\/a>/g, '')).not.toMatch(/[<>"]/)
      expect(escapeHtml(shown).length).toBeLessThanOrEqual(out.html.length)
    },
    500,
  )
})

describe('buttons', () => {
  const keys = (buttons: Button[][], chat: 'dm' | 'group' = 'group') =>
    render({ ...plain, lines: ['x'], buttons }, chat, 99)

  it('keeps rows, leaves out what cannot be shown', () => {
    const url: Button = { kind: 'url', label: '地图', url: 'https://town.example/31' }
    expect(keys([[action, place], [place], [url]]).keyboard.inline).toEqual({
      inline_keyboard: [
        [{ text: '接单', callback_data: 't1' }],
        [{ text: '地图', url: 'https://town.example/31' }],
      ],
    })
  })

  it('asks for a location or the own number by keyboard in a private chat only', () => {
    expect(keys([[place]], 'dm').keyboard.reply).toEqual({
      keyboard: [[{ text: '发送位置', request_location: true }]],
      resize_keyboard: true,
      one_time_keyboard: true,
    })
    const number: Button = { kind: 'contact', label: '发送我的号码' }
    expect(keys([[number]], 'dm').keyboard.reply?.keyboard).toEqual([
      [{ text: '发送我的号码', request_contact: true }],
    ])
    expect(keys([[place]]).keyboard).toEqual({ lines: [] })
    expect(keys([[action], [place]], 'dm').keyboard.reply).toBeUndefined()
  })

  it.each(['http://localhost:3000/t', 'javascript:alert(1)', 'no url'])('writes %s out instead', (url) => {
    const out = keys([[{ kind: 'url', label: '打开', url }]])
    expect(out.keyboard.inline).toBeUndefined()
    expect(out.html).toBe(`x\n打开: ${url}`)
  })
})

describe('plan', () => {
  const forms = (more: Partial<OutgoingMessage>, photos: string[]) => {
    const steps = planOf({ ...plain, lines: ['x'], ...more }, photos, 'group')
    return steps.map((step) => `${step.form}${'caption' in step ? '+words' : ''}`)
  }
  const many = (count: number) => Array.from({ length: count }, (_, at) => `h${at}`)

  it.each<[string, Partial<OutgoingMessage>, string[], string[]]>([
    ['text alone', {}, [], ['text']],
    ['a photo with words and buttons', { buttons: [[action]] }, ['a'], ['photo+words']],
    ['a photo, words too long', { lines: ['长'.repeat(MAX_CAPTION + 1)] }, ['a'], ['photo', 'text']],
    ['photos without buttons', {}, many(3), ['album+words']],
    ['photos with buttons', { buttons: [[action]] }, many(3), ['album', 'text']],
    ['photos without words', { lines: [] }, many(2), ['album']],
    ['eleven photos', {}, many(11), ['album', 'photo+words']],
  ])('%s', (_, more, photos, expected) => {
    expect(forms(more, photos)).toEqual(expected)
  })
})
