import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { createLogger, type LogLevel } from '../../../src/lib/log.ts'

function recorder(level: LogLevel = 'debug') {
  const lines: string[] = []
  return { lines, log: createLogger({ level, destination: { write: (line) => lines.push(line) } }) }
}

function logged(
  fields: Record<string, unknown>,
  message = 'm',
): { line: string; entry: Record<string, unknown> } {
  const { lines, log } = recorder()
  log.info(fields, message)
  const line = lines[0] ?? ''
  return { line, entry: JSON.parse(line) }
}

describe('what a log line holds', () => {
  it('keeps ids, codes, counts and times', () => {
    const at = new Date('2026-11-22T01:02:03.000Z')
    const ticket = '0190a1b2-1380-4138-8001-380013800012'
    const { entry } = logged(
      { ticket, lane: 'telegram:77:-1001350000000', attempts: 3, at, ok: true, none: null },
      'done',
    )
    expect(entry).toMatchObject({
      level: 30,
      msg: 'done',
      ticket,
      lane: 'telegram:77:-1001350000000',
      attempts: 3,
      at: '2026-11-22T01:02:03.000Z',
      ok: true,
      none: null,
    })
  })

  it.each([
    'text',
    'name',
    'phone',
    'title',
    'raw',
    'token',
    'authorization',
    'caption',
    'personName',
    'author_name',
    'botToken',
    'Authorization',
    'body',
    'payload',
  ])('leaves out the field %s at any depth', (field) => {
    expect(logged({ [field]: 'secretword', inner: [{ [field]: 'secretword' }] }).line).not.toContain(
      'secretword',
    )
  })

  it('shows the length of what people wrote, not the words', () => {
    expect(logged({ place: 'x', spot: '秋菊阿婆家门口' }).entry).toMatchObject({ spot: '[7 characters]' })
  })

  it('takes the address of a bot, its credentials and links apart', () => {
    const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc'
    const { line } = logged(
      {
        url: `https://api.telegram.org/bot${token}/getMe`,
        db: 'postgres://user:pass@host/db',
        link: '/p?token=abcdef',
      },
      `asked https://api.telegram.org/file/bot${token}/a.jpg with Bearer abc.def`,
    )
    for (const secret of [token, 'pass', 'abcdef', 'abc.def']) expect(line).not.toContain(secret)
  })

  it('tells an error by type, code and frames, without what it quoted', () => {
    const cause = Object.assign(new TypeError('陈阿婆 13800138000'), { code: 'ECONNRESET' })
    const { line, entry } = logged({ err: new Error('insert of "陈阿婆 138 0013 8000" failed', { cause }) })
    expect(line).not.toMatch(/陈阿婆|138 ?0013 ?8000/)
    expect(entry['err']).toMatchObject({
      type: 'Error',
      message: expect.stringContaining('138****8000'),
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
      cause: { type: 'TypeError', code: 'ECONNRESET' },
    })
  })

  it('keeps nothing of what a parser could not read', () => {
    const broken = (() => {
      try {
        return JSON.parse('secretword')
      } catch (error) {
        return error
      }
    })()
    expect(logged({ err: broken }).line).not.toContain('secretw')
  })

  it('outlives cycles, big numbers, bytes and odd values', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    const odd = {
      cycle,
      big: 12n,
      bytes: new Uint8Array(3),
      fn: () => 1,
      none: undefined,
      bad: new Date(Number.NaN),
    }
    expect(logged(odd).entry).toMatchObject({ big: '12', bytes: '[3 bytes]', bad: null })
  })

  it('keeps quiet below its level', () => {
    const { lines, log } = recorder('warn')
    log.info({}, 'no')
    log.warn({}, 'yes')
    expect(lines).toHaveLength(1)
  })
})

test('a mobile number never reaches the log, wherever it stands', () => {
  const phone = fc.stringMatching(/^1[3-9][0-9]{9}$/)
  fc.assert(
    fc.property(
      phone,
      fc.string({ maxLength: 10 }),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
      (digits, field, words) => {
        const edge = words && /[\p{N}]/u.test(words) ? '' : words
        const text = `${edge} ${digits} ${edge}`
        const { line } = logged(
          {
            [`f${field}`]: text,
            [`${text}`]: 1,
            number: Number(digits),
            list: [text, { deep: { deeper: text } }],
            map: new Map([['k', text]]),
            err: Object.assign(new Error(text, { cause: new Error(digits) }), { code: digits }),
          },
          text,
        )
        return !line.includes(digits)
      },
    ),
    { numRuns: 500 },
  )
})

test('words in Chinese never reach the log as the value of a field', () => {
  const words = fc.string({
    unit: fc.constantFrom(...'陈淑华电线破皮滋响阿婆家'),
    minLength: 2,
    maxLength: 12,
  })
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      words,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(words, tie('node'), { maxKeys: 3 }),
    ),
  })).node
  fc.assert(
    fc.property(tree, words, (value, message) => {
      const { line } = logged({ value, err: new Error(message) })
      return !/[陈淑华电线破皮滋响阿婆家]/.test(line)
    }),
    { numRuns: 500 },
  )
})
