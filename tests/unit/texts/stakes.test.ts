import { describe, expect, it } from 'vitest'
import { createTexts } from '../../../src/app/texts/index.ts'
import { sayStakes } from '../../../src/app/tickets/say-stakes.ts'
import { STAKE_KINDS } from '../../../src/domain/ticket/stakes.ts'

const texts = createTexts({ texts: {} })

describe('the line of what is at stake', () => {
  it('says people as people say them', () => {
    const line = sayStakes(
      [
        { kind: 'hurt', count: 2 },
        { kind: 'trapped', count: null, about: true },
        { kind: 'households', count: 300, about: true },
      ],
      texts['zh-CN'],
    )
    expect(line).toBe('涉及：2 人受伤、好几个人被困、约 300 户')
  })

  it.each(['zh-CN', 'en'] as const)('has words for every kind and count, %s', (locale) => {
    for (const kind of STAKE_KINDS)
      for (const told of [
        { count: 1 },
        { count: 7, about: true },
        { count: null, about: true },
        { count: null },
      ])
        expect(sayStakes([{ kind, ...told }], texts[locale])).not.toMatch(/stake-|count-|\{/)
    expect(sayStakes([], texts[locale])).toBeNull()
  })
})
