import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { parseJsonLines } from '../../../src/lib/json-lines.ts'

const lineOf = (text: string) => {
  const read = parseJsonLines(text, 'rows')
  return read.ok ? 'good' : read.line
}

describe('JSON with lines', () => {
  it('tells in which line each element begins', () => {
    const text = '{ "rows": [ {"a":\n1},\n\n{"rows":[{},\n{}]}, 7\n,[\n"x"], "\\"{[" ] }'
    expect(parseJsonLines(text, 'rows')).toEqual({
      ok: true,
      value: JSON.parse(text),
      lines: [1, 4, 5, 6, 7],
    })
  })

  it.each([
    ['{"a":{"rows":[\n1]}}', []],
    ['[{"rows":[1]}]', []],
    ['{"rows":[1],\n"rows":[\n2]}', [3]],
    ['{"rows":7,"more":[1]}', []],
    ['\n"rows"', []],
  ])('%j has elements in lines %j', (text, lines) => {
    expect(parseJsonLines(text, 'rows')).toMatchObject({ ok: true, lines })
  })

  it.each([
    ['', 1],
    ['{"a":1,\n}', 2],
    ['{"a":1\n"b":2}', 2],
    ['{"rows":[1,\n2,\n]}', 3],
    ["{\n'a':1}", 2],
    ['{"a":\n\nx}', 3],
    ['{"a":1}\n}', 2],
    ['{"a":\n["b\nc"]}', 2],
    ['{"a":\n[1', 2],
    ['[1\n}', 2],
    ['[\n01]', 2],
    ['["\\x"]', 1],
    ['\n[1 2]', 2],
    [',', 1],
    ['{\n,}', 2],
    ['{"a" 1}', 1],
  ])('%j breaks in line %d', (text, line) => {
    expect(lineOf(text)).toBe(line)
  })

  const shown = fc
    .tuple(fc.json({ maxDepth: 4 }), fc.constantFrom(0, 2))
    .map(([text, space]) => JSON.stringify(JSON.parse(text), null, space))

  test.prop([shown])('whatever JSON can say is read', (text) => {
    expect(parseJsonLines(text, 'rows')).toMatchObject({ ok: true, value: JSON.parse(text) })
  })

  test.prop([fc.array(fc.jsonValue()), fc.jsonValue()])('every element has a line', (rows, more) => {
    const read = parseJsonLines(JSON.stringify({ more, rows }, null, 1), 'rows')
    const lines = read.ok ? read.lines : []
    expect(lines).toHaveLength(rows.length)
    const text = JSON.stringify({ more, rows }, null, 1).split('\n')
    rows.forEach((row, i) => {
      const [first] = JSON.stringify(row, null, 1).split('\n')
      expect(text[(lines[i] ?? 0) - 1]?.trim()).toBe(
        `${first}${first === JSON.stringify(row) && i < rows.length - 1 ? ',' : ''}`,
      )
    })
  })

  test.prop([shown, fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '\n', ':', '0', '\\', '{', '-')])(
    'a sign more or less is found in its line or after',
    (text, at, sign) => {
      const place = at % (text.length + 1)
      const broken = text.slice(0, place) + sign + text.slice(sign === '' ? place + 1 : place)
      const line = lineOf(broken)
      try {
        JSON.parse(broken)
        expect(line).toBe('good')
      } catch {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(broken.split('\n').length)
        // What stands before the line in which it breaks may still be gone on with.
        const from = text.slice(0, place).split('\n').length
        expect(line).toBeGreaterThanOrEqual(sign === '"' || sign === '\n' ? 1 : from)
      }
    },
  )
})
