import { expect, it } from 'vitest'
import { PARTS } from '../../../src/store/commit-parts/index.ts'

it('the parts of a write have keys of their own: together they name its statement', () => {
  const keys = PARTS.map(({ key }) => key)
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  expect(keys.every((key) => key.length === 1)).toBe(true)
})
