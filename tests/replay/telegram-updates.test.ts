import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { type Parsed, parseUpdate } from '../../src/channels/telegram/parse.ts'
import { sampleUpdates } from '../support/telegram/index.ts'

const context = {
  account: '7000000001',
  bot: { id: 7000000001, username: 'wanggeshao_bot', hearsAll: true },
  receivedAt: new Date('2026-11-22T02:00:00Z'),
}
const samples = sampleUpdates()

/** Every object, list and value inside, as paths. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
}

type Change = { at: number; how: 'drop' | 'set'; value: unknown }

/** A copy in which some places are gone or hold something else. */
function mutate(sample: unknown, changes: readonly Change[]): unknown {
  let copy: unknown = structuredClone(sample)
  for (const { at, how, value } of changes) {
    const paths = pathsOf(copy)
    const path = paths[at % paths.length] ?? []
    const key = path.at(-1)
    if (key === undefined) {
      copy = how === 'set' ? value : undefined
      continue
    }
    const parent = path.slice(0, -1).reduce<unknown>((node, step) => Reflect.get(Object(node), step), copy)
    if (how === 'drop') Reflect.deleteProperty(Object(parent), key)
    else Reflect.set(Object(parent), key, value)
  }
  return copy
}

const change = fc.record<Change>({
  at: fc.nat(),
  how: fc.constantFrom('drop', 'set'),
  value: fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(
      null,
      -1,
      0,
      1e308,
      2 ** 53,
      '',
      '\u0000',
      '\ud800',
      '__proto__',
      [],
      {},
      'a'.repeat(5000),
    ),
    fc.string({ unit: 'binary' }),
  ),
})

function check(parsed: Parsed): void {
  if (!parsed.ok) {
    expect(parsed.dedupeKey).toMatch(/^(u\d+|h[0-9a-f]{32})$/)
    expect(parsed.error).not.toBe('')
    return
  }
  const { event } = parsed
  expect(event.dedupeKey).toBe(`u${event.order}`)
  expect(new Date(event.occurredAt).toISOString()).toBe(event.occurredAt)
  expect(event.conversation.id).toMatch(/^-?\d+$/)
  expect(event.sender.id).toMatch(/^-?\d+$/)
  expect(JSON.stringify(event)).not.toMatch(/\\u0000|\\ud[89a-f]/i)
}

describe('sample updates', () => {
  it.each(samples.map((sample) => [Object.keys(sample).filter((key) => key !== 'update_id')[0], sample]))(
    'reads or keeps a %s',
    (_, sample) => check(parseUpdate(sample, context)),
  )

  it('reads every kind it asks for, but for a place that is none', () => {
    const asked = ['message', 'edited_message', 'callback_query', 'my_chat_member']
    const unread = samples.flatMap((sample) => {
      const parsed = parseUpdate(sample, context)
      return !parsed.ok && asked.some((kind) => kind in sample) ? [parsed.error] : []
    })
    expect(unread).toEqual(['message: location.longitude too_small, location.latitude too_big'])
  })
})

describe('damaged updates', () => {
  test.prop([fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 })], {
    numRuns: 3000,
  })('become an event or are kept, and are read alike twice', (sample, changes) => {
    const raw = mutate(sample, changes)
    const parsed = parseUpdate(raw, context)
    check(parsed)
    expect(parseUpdate(structuredClone(raw), context)).toEqual(parsed)
  })

  test.prop([fc.anything()], { numRuns: 1000 })('of any shape harm nothing', (raw) => {
    check(parseUpdate(raw, context))
  })
})
