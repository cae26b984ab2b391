import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawTransitions } from '../../../bot-scripts/lib/draw-transitions.ts'
import { isOrder, ORDERS } from '../../../src/app/intake/more-words.ts'
import { ACTIONS } from '../../../src/app/tickets/buttons.ts'
import { TRANSITIONS } from '../../../src/domain/ticket/transitions.ts'

test('docs/transitions.md shows the table as it is: npm run transitions draws it anew', () => {
  const written = readFileSync(new URL('../../../docs/transitions.md', import.meta.url), 'utf8')
  expect(written).toBe(drawTransitions())
})

test('every command of the table is in the picture or leaves the state alone, and stands in the list', () => {
  const drawn = drawTransitions()
  for (const kind of Object.keys(TRANSITIONS)) expect(drawn).toContain(`\`${kind}\``)
  expect(drawn).toContain('[*] --> new : 上报')
  expect(drawn).toContain('suspended --> accepted : 恢复')
})

test('words, buttons and the table name the same orders', () => {
  expect(ORDERS.filter((order) => !Object.hasOwn(TRANSITIONS, order))).toEqual([])
  expect(ORDERS.filter((order) => !(ACTIONS as readonly string[]).includes(order))).toEqual([])
  expect(isOrder('accept')).toBe(false)
})
