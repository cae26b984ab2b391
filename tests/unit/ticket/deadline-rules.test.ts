import { describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { type Matter, spansOf } from '../../../src/domain/ticket/clocks/spans.ts'
import { deadlines } from '../../../src/domain/ticket/clocks.ts'
import { shown } from '../../support/calendars.ts'
import { sampleTown } from '../../support/sample-town.ts'
import { START } from '../../support/tickets.ts'

const townWith = (deadlines: unknown) => sampleTown({ policy: Policy.parse({ deadlines }) })
const lamp: Matter = {
  category: 'facility.street_light',
  urgency: 'normal',
  area: 'DQ3-1',
  department: 'urban',
}

describe('the rule that names the matter most exactly counts, each time by itself', () => {
  const town = townWith([
    { resolve: '9wd' },
    { when: { urgency: 'normal' }, resolve: '8wd', update: '8wd' },
    { when: { department: 'urban' }, resolve: '7wd' },
    { when: { area: 'XY' }, accept: '11h' },
    { when: { area: 'DQ' }, accept: '12h' },
    { when: { area: 'XQ' }, accept: '13h' },
    { when: { category: 'facility' }, resolve: '6wd' },
    { when: { category: 'facility', area: 'DQ3' }, resolve: '5wd', accept: '15h' },
    { when: { category: 'facility.street_light', urgency: 'low' }, resolve: '4wd' },
    { when: { category: 'facility.street_light' }, update: '2wd' },
  ])
  test.each<[string, Partial<Matter>, accept: string, resolve: string, update: string]>([
    ['head and area before the head alone; the leaf gives only what it has', {}, '15h', '5wd', '2wd'],
    ['the leaf with its urgency', { urgency: 'low' }, '15h', '4wd', '2wd'],
    ['elsewhere the head', { area: 'DQ1' }, '12h', '6wd', '2wd'],
    ['the nearest area above', { area: 'XQ1-1' }, '13h', '6wd', '2wd'],
    ['any area of the district', { area: 'DZ' }, '11h', '6wd', '2wd'],
    ['another category: area before department before urgency', { category: 'noise' }, '12h', '7wd', '8wd'],
    ['another department: the urgency', { category: 'noise', department: 'police' }, '12h', '8wd', '8wd'],
    [
      'nothing but the rule for all',
      { category: 'noise', department: null, urgency: 'urgent' },
      '12h',
      '9wd',
      'none',
    ],
  ])('%s', (_, change, accept, resolve, update) => {
    const spans = spansOf(town, { ...lamp, ...change })
    const said = (span: { amount: number; unit: string } | null) =>
      span ? `${span.amount}${span.unit}` : 'none'
    expect([said(spans.accept), said(spans.resolve), said(spans.update)]).toEqual([accept, resolve, update])
  })

  test('of two that are as exact the first one written counts', () => {
    const twice = townWith([
      { when: { category: 'facility' }, resolve: '1wd' },
      { when: { category: 'facility' }, resolve: '2wd' },
    ])
    expect(spansOf(twice, lamp).resolve).toEqual({ amount: 1, unit: 'wd' })
  })

  test('a rule that cannot be read is passed over for the next', () => {
    const odd = townWith([{ when: { category: 'facility' }, resolve: '快' }, { resolve: '2wd' }])
    expect(spansOf(odd, lamp).resolve).toEqual({ amount: 2, unit: 'wd' })
  })
})

test('stages come in the order of their ends, each from the start on', () => {
  const town = townWith({
    'facility.street_light': {
      stages: [
        { name: '拆除', within: '20wd' },
        { name: '停止', within: '4wh' },
        { name: '处罚', within: '7wd' },
      ],
    },
  })
  expect(
    deadlines(town, lamp, START).stages.map(({ name, due, working }) => [name, shown(due), working]),
  ).toEqual([
    ['停止', '2026-07-01 15:00', true],
    ['处罚', '2026-07-10 18:00', true],
    ['拆除', '2026-07-29 18:00', true],
  ])
})

test('without rules there are no updates and no stages', () => {
  expect(spansOf(sampleTown(), lamp)).toMatchObject({ update: null, stages: [] })
})
