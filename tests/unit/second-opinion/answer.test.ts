import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAnswer } from '../../../src/app/second-opinion/answer.ts'
import { incidentOf, inputOf, readingOf } from '../../support/readings.ts'
import { sampleTown } from '../../support/sample-town.ts'

const town = sampleTown()
const input = inputOf('村口桥边那盏灯一直响')
const reading = readingOf()
const told = { n: 1, category: 'facility.drain', urgency: 'urgent', place: '村口桥边' }
const good = { act: 'report', incidents: [told] }
const parse = (content: string) => parseAnswer(content, input, reading, town)

describe('an answer that fits', () => {
  it.each([
    ['plain', JSON.stringify(good)],
    ['with space around', `\n ${JSON.stringify(good, null, 2)} \n`],
    ['in a code fence', `\`\`\`json\n${JSON.stringify(good)}\n\`\`\``],
    ['in a fence without a language', `\`\`\`\n${JSON.stringify(good)}\n\`\`\``],
  ])('%s', (_how, content) => {
    expect(parse(content)).toEqual(good)
  })

  it('may open nothing, or name no place', () => {
    expect(parse('{"act":"chatter","incidents":[]}')).toEqual({ act: 'chatter', incidents: [] })
    const placeless = { act: 'request', incidents: [{ ...told, place: null }] }
    expect(parse(JSON.stringify(placeless))).toEqual(placeless)
  })

  it('takes the words of a place in another spelling of the same characters', () => {
    const traditional = { ...good, incidents: [{ ...told, place: '村口橋邊' }] }
    expect(parse(JSON.stringify(traditional))).toEqual(traditional)
  })
})

describe('an answer that does not', () => {
  it.each<[string, unknown]>([
    ['prose', '好的,这条消息是在反映路灯问题。'],
    ['nothing', ''],
    ['prose around JSON', `这是结果:${JSON.stringify(good)}`],
    ['broken JSON in a code fence', '```json\n{"act":"report","incidents":[\n```'],
    ['a page', '<html><body>login</body></html>'],
    ['a list', [good]],
    ['null', 'null'],
    ['an extra key', { ...good, department: 'police' }],
    ['a chat to write to', { ...good, sendTo: '-1001', text: 'hi' }],
    ['an extra key in a matter', { ...good, incidents: [{ ...told, area: 'XY' }] }],
    ['a missing key', { act: 'report', incidents: [{ n: 1, category: 'facility.drain', urgency: 'low' }] }],
    ['no act', { incidents: [told] }],
    ['an act of its own', { ...good, act: 'close_ticket' }],
    ['a category that the town lacks', { ...good, incidents: [{ ...told, category: 'safety.gas' }] }],
    ['a head for a category', { ...good, incidents: [{ ...told, category: 'facility' }] }],
    ['a confidential category', { ...good, incidents: [{ ...told, category: 'governance.conduct' }] }],
    ['a name of an object', { ...good, incidents: [{ ...told, category: '__proto__' }] }],
    ['an urgency of its own', { ...good, incidents: [{ ...told, urgency: 'none' }] }],
    ['a place that was not said', { ...good, incidents: [{ ...told, place: '东沁村口' }] }],
    ['a place of stars', { ...good, incidents: [{ ...told, place: '*' }] }],
    ['a place of one character', { ...good, incidents: [{ ...told, place: '灯' }] }],
    ['an empty place', { ...good, incidents: [{ ...told, place: '  ' }] }],
    ['an essay for a place', { ...good, incidents: [{ ...told, place: '妈'.repeat(500) }] }],
    ['a matter that was not asked of', { ...good, incidents: [told, { ...told, n: 2 }] }],
    ['a matter twice', { ...good, incidents: [told, told] }],
    ['matter nought', { ...good, incidents: [{ ...told, n: 0 }] }],
    ['half a matter', { ...good, incidents: [{ ...told, n: 1.5 }] }],
    ['a report of nothing', { act: 'report', incidents: [] }],
    ['small talk with a matter', { act: 'chatter', incidents: [told] }],
    [
      'a hundred matters',
      { act: 'report', incidents: Array.from({ length: 100 }, (_, i) => ({ ...told, n: i + 1 })) },
    ],
  ])('%s is not used at all', (_what, content) => {
    expect(parse(typeof content === 'string' ? content : JSON.stringify(content))).toBeNull()
  })

  it('whatever is said, what is used is made of allowed values', () => {
    const two = readingOf({ incidents: [incidentOf(), incidentOf({ category: 'noise' })] })
    const words = fc.oneof(
      fc.constantFrom('report', 'chatter', 'facility.drain', 'noise', 'low', 'emergency', '村口', 'n', 'act'),
      fc.string(),
    )
    const matter = fc.record(
      {
        n: fc.integer({ min: -1, max: 4 }),
        category: words,
        urgency: words,
        place: fc.option(words),
        area: words,
      },
      { requiredKeys: ['n', 'category', 'urgency', 'place'] },
    )
    const answer = fc.oneof(
      fc.record({ act: words, incidents: fc.array(matter, { maxLength: 3 }) }),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(answer, (value) => {
        const used = parseAnswer(JSON.stringify(value), input, two, town)
        if (!used) return
        expect(Object.keys(used).sort()).toEqual(['act', 'incidents'])
        for (const { category, place, n } of used.incidents) {
          expect(town.categoryByCode.has(category)).toBe(true)
          expect(category).not.toBe('governance.conduct')
          expect(n === 1 || n === 2).toBe(true)
          if (place !== null) expect(input.text).toContain(place)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
