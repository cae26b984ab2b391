import fc from 'fast-check'
import type { Json } from './telegram/params.ts'

/** What no platform should send, and one day does. */
const STRANGE: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    2 ** 53,
    '',
    ' ',
    '\u0000',
    'NUL\u0000在中间',
    '\ud800',
    '\udfff\ud83d',
    '\u202e\u200b\ufeff',
    '__proto__',
    'DROP TABLE ticket;',
    '<b>&amp;{ $x }',
    [],
    {},
    [[[]]],
    { constructor: { prototype: 1 } },
  ),
  fc.constantFrom(5_000, 100_000).map((n) => '字'.repeat(n)),
  fc.constantFrom(50, 400).map((depth) => nested(depth)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.jsonValue({ maxDepth: 3 }),
)

export function nested(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value }
  return value
}

interface Mutation {
  /** Picks the place among all there are. */
  at: number
  how: 'replace' | 'remove' | 'repeat' | 'rename'
  value: unknown
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'rename'),
  value: STRANGE,
})

function places(
  value: unknown,
  found: [Record<string, unknown>, string][] = [],
): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return found
  for (const key of Object.keys(value)) {
    const holder = value as Record<string, unknown>
    found.push([holder, key])
    places(holder[key], found)
  }
  return found
}

function apply(target: Json, { at, how, value }: Mutation): void {
  const all = places(target).filter(([, key]) => key !== 'update_id')
  const [holder, key] = all[at % Math.max(1, all.length)] ?? []
  if (!holder || key === undefined) return
  switch (how) {
    case 'replace':
      holder[key] = value
      break
    case 'remove':
      delete holder[key]
      break
    case 'repeat':
      holder[key] = [holder[key], holder[key]]
      break
    case 'rename':
      holder[`${key}\u0000`] = holder[key]
      delete holder[key]
      break
  }
}

/** One of the samples with one or two places changed; its `update_id` is left alone. */
export function mutatedArb(samples: readonly Json[]): fc.Arbitrary<Json> {
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 2 }))
    .map(([sample, mutations]) => {
      const copy = structuredClone(sample)
      for (const each of mutations) apply(copy, each)
      return copy
    })
}
