import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { plainCommand } from '../../src/app/commands/plain.ts'
import { saysComing, saysDone, workWords } from '../../src/app/intake/work-words.ts'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { escapeHtml, render } from '../../src/channels/telegram/render.ts'
import { readConfig } from '../../src/config.ts'
import { indexTown } from '../../src/domain/area/town.ts'
import { createReader } from '../../src/domain/understanding/read.ts'
import { readCommand } from '../../src/http/web-chat/events.ts'
import { parseCsv, writeCsv } from '../../src/lib/csv.ts'
import { maskText } from '../../src/lib/mask.ts'
import { plainName } from '../../src/lib/plain-name.ts'

const LENGTHS = [4_096, 100_000]
/** What makes careless patterns try every way: repeats of what they repeat, without the end they look for. */
const SEEDS = [
  'a',
  ' ',
  '\n',
  '\t',
  '1',
  '1 ',
  '1-',
  '13',
  '138 ',
  '86',
  '+86 ',
  '0',
  '0594-',
  '350321',
  '３',
  '一',
  '一三八',
  '①',
  '号',
  '1号',
  '一号',
  '网格',
  '3网格',
  '1单元',
  '第一',
  '东沁',
  '东沁村',
  '家门口',
  '门口',
  '的',
  '了',
  '没',
  '还没',
  '好了',
  '修',
  '已经',
  '换了',
  '(',
  ')',
  '"',
  '“',
  '@',
  '@a',
  '#',
  '/',
  '/a',
  '/a@',
  ',',
  '，',
  '。',
  '、',
  '?',
  '!',
  '😀',
  '\u200d',
  '\u0301',
  '\u202e',
  '\ud800',
  '&',
  '<',
  '<b>',
  '\\',
  '$',
  '*',
  '[',
  '{',
  'http://',
  'https://a.',
  'DZ-2611-',
  '12:',
  '明天',
  '现在',
  '请',
  '帮我',
  '查一下',
  '本网格',
  '还有',
  '几',
  '报过',
  '转发',
  '——',
  '…',
  '路灯',
  '坏',
  '吗',
  '呢',
  '大家',
  'ab1',
  '7.',
  '1,',
  '1.',
  '\u3000',
  'ｘ',
  '百',
  '十',
  '二十',
  '村',
  '路',
  '弄',
  '楼',
  '栋',
  '室',
]

function slowest(work: (text: string) => unknown, length: number): { seed: string; ms: number } {
  let worst = { seed: '', ms: 0 }
  for (const seed of SEEDS) {
    for (const text of [
      seed.repeat(Math.ceil(length / seed.length)),
      `${seed.repeat(length / 2 / seed.length)}路灯坏了！`,
    ]) {
      const began = performance.now()
      work(text)
      const ms = performance.now() - began
      if (ms > worst.ms) worst = { seed, ms }
    }
  }
  return worst
}

const loaded = await loadTownFolder('prisma/towns/dongzhuang')
if (!loaded.ok) throw new Error('town folder is broken')
const { read } = createReader(indexTown(loaded.folder.town))
const reading = (text: string) =>
  read(
    {
      text,
      hasPhoto: false,
      at: new Date('2026-11-22T02:00:00Z'),
      conversation: { kind: 'group', area: 'DQ' },
      sender: { role: 'unit_chief', area: null },
    },
    { recent: [], open: [] },
  )
reading('3号网格一单元门口的路灯坏了')

describe('no text takes long, whatever it repeats', () => {
  const works: [string, (text: string) => unknown][] = [
    ['maskText', maskText],
    ['workWords', workWords],
    ['saysDone', saysDone],
    ['saysComing', saysComing],
    ['plainCommand', plainCommand],
    ['readCommand', readCommand],
    ['plainName', plainName],
    ['escapeHtml', escapeHtml],
    [
      'render',
      (text) => render({ title: text, lines: [text], tone: 'plain', photos: [], buttons: [] }, 'dm', 4096),
    ],
  ]
  for (const length of LENGTHS) {
    for (const [name, work] of works) {
      it(`${name}, ${length} characters`, () => {
        const { seed, ms } = slowest(work, length)
        expect(ms, `slowest for ${JSON.stringify(seed)}`).toBeLessThan(length > 10_000 ? 1500 : 150)
      })
    }
  }
  it('reading, 4,096 characters', () => {
    const { seed, ms } = slowest(reading, 4_096)
    expect(ms, `slowest for ${JSON.stringify(seed)}`).toBeLessThan(400)
  }, 120_000)
  it('reading, 20,000 characters', () => {
    const { seed, ms } = slowest(reading, 20_000)
    expect(ms, `slowest for ${JSON.stringify(seed)}`).toBeLessThan(2000)
  }, 240_000)
})

describe('cells that a spreadsheet would run', () => {
  it('are written as text and read back as they were', () => {
    const cells = [
      '=1+1',
      '+86 138',
      '-2',
      '@SUM(A1)',
      '\t=x',
      '\r=x',
      "'=x",
      "=cmd|' /C calc'!A0",
      'plain',
      '"=x"',
    ]
    const text = writeCsv([cells])
    const parsed = parseCsv(text.replace(/^\ufeff/, ''))
    expect(parsed.ok && parsed.rows[0]?.cells.some((cell) => /^[=+\-@\t\r]/.test(cell))).toBe(false)
  })
})

describe('names people give themselves', () => {
  it('fit into one sentence', () => {
    expect(plainName('陈淑华')).toBe('陈淑华')
    expect(plainName('Anna-Maria  O’Neil')).toBe('Anna-Maria O’Neil')
    expect(plainName('a\nb\u2028c\u0000d')).toBe('a b c d')
    expect(plainName('\u202ecba\u200b')).toBe('cba')
    expect(plainName('开锁13812345678')).toBe('开锁138****5678')
    expect([...plainName('长'.repeat(200))]).toHaveLength(24)
    expect(plainName('👩‍👩‍👧‍👦'.repeat(50)).length).toBeLessThanOrEqual(48)
  })
})

describe('settings', () => {
  it('take no schema that is more than a name', () => {
    const accepts = (schema: string) =>
      readConfig({ DATABASE_URL: `postgres://u:p@127.0.0.1/db?schema=${encodeURIComponent(schema)}` }).ok
    expect(accepts('town_2')).toBe(true)
    for (const odd of ['a"; DROP SCHEMA public; --', 'a -c statement_timeout=0', 'A', '', 'a,public']) {
      expect(accepts(odd), odd).toBe(false)
    }
  })
})
