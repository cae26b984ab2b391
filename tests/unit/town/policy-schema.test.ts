import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { policySchema } from '../../../bot-scripts/lib/policy-schema.ts'
import { loadTownFolder } from '../../../src/app/town/index.ts'
import { Policy } from '../../../src/domain/area/policy.ts'
import { SMALL_TOWN, withFolder } from '../../support/town-folders.ts'

const docs = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
const guide = docs('town-folder.md')

describe('docs/policy.schema.json', () => {
  test('is what the settings are: else write it anew with `npm run policy-schema`', () => {
    expect(docs('policy.schema.json')).toBe(policySchema(guide))
  })

  test('has every setting, what it means and what it is when it is not written', () => {
    const { properties, required, additionalProperties } = JSON.parse(policySchema(guide))
    expect(Object.keys(properties)).toEqual(Object.keys(Policy.shape))
    expect([required, additionalProperties]).toEqual([undefined, false])
    expect(properties.calendar.properties.offDays).toMatchObject({
      type: 'array',
      items: { type: 'string', format: 'date' },
      default: [],
      description: expect.stringContaining('放假'),
    })
    expect(properties.deadlines.anyOf).toHaveLength(2)
    expect(properties.deadlines.anyOf[1].items.properties.update).toMatchObject({
      type: 'string',
      pattern: '^[1-9]\\d{0,3}(m|h|wh|wd)$',
    })
  })
})

test('every setting is told of in the guide', () => {
  const { properties } = JSON.parse(policySchema(guide))
  const silent = Object.entries<{
    description?: string
    properties?: Record<string, { description?: string }>
  }>(properties).flatMap(([name, { description, properties: inner }]) => {
    if (description) return []
    if (!inner) return [name]
    return Object.entries(inner).flatMap(([key, value]) => (value.description ? [] : [`${name}.${key}`]))
  })
  expect(silent).toEqual([])
})

test('the rules that the guide shows are read as they stand there', async () => {
  const shown = /```yaml\n(deadlines:[\s\S]*?)```/.exec(guide)?.[1]
  if (!shown) throw new Error('the guide shows no rules')
  const loaded = await withFolder({ ...SMALL_TOWN, 'policy.yaml': shown }, loadTownFolder)
  expect(loaded.ok ? [] : loaded.problems).toEqual([])
  if (loaded.ok) expect(loaded.folder.town.policy.deadlines).toHaveLength(4)
})
