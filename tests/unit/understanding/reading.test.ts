import { describe, expect, it } from 'vitest'
import { createReader, read } from '../../../src/domain/understanding/read.ts'
import { ONE, OTHERS, REPORTS, REQUESTS, SEVERAL } from './messages.ts'
import { city, coast, inGroup, NOBODY, said } from './support.ts'

const villages = createReader(coast)
const quarter = createReader(city)

describe('what a message does and tells', () => {
  it.each([...REPORTS, ...REQUESTS])('%s', (text, act, category, photo) => {
    const input = { ...inGroup(text, 'dq', 'dq3u1'), hasPhoto: photo === 'photo' }
    const reading = villages.read(input, NOBODY)
    expect(reading.act).toBe(act)
    expect(reading.incidents.map((incident) => incident.category)).toEqual([category])
    expect(reading.reasons.length).toBeGreaterThan(0)
  })

  it.each(OTHERS)('opens nothing: %s', (text, act) => {
    const reading = quarter.read(inGroup(text, 'gh'), NOBODY)
    // Thanks for what was mended are small talk to one reader and news to another; neither opens anything.
    const right = act === 'chatter' ? ['chatter', 'update'] : [act]
    expect(right).toContain(reading.act)
    expect(reading.incidents).toEqual([])
  })

  it.each(SEVERAL)('several matters: %s', (text, categories) => {
    const reading = villages.read(inGroup(text, 'dq'), NOBODY)
    expect(reading.incidents.map((incident) => incident.category)).toEqual(categories)
  })

  it.each(ONE)('one matter: %s', (text, category) => {
    const reading = quarter.read(inGroup(text, 'gh'), NOBODY)
    expect(reading.incidents.map((incident) => incident.category)).toEqual([category])
  })

  it('gives separate matters their own places', () => {
    const reading = villages.read(inGroup('1. 3网格1单元路灯不亮 2. 4网格1单元水沟堵了', 'dq'), NOBODY)
    expect(reading.incidents.map((incident) => [incident.category, incident.area])).toEqual([
      ['facility.street_light', 'dq3u1'],
      ['facility.drain', 'dq4u1'],
    ])
  })

  it('reads the same through the town-keyed reader', () => {
    const input = inGroup('村口井盖不见了', 'dq')
    expect(read(input, NOBODY, coast)).toEqual(villages.read(input, NOBODY))
  })

  it('a photo alone opens nothing', () => {
    expect(villages.read(said('', { hasPhoto: true }), NOBODY)).toMatchObject({
      act: 'chatter',
      incidents: [],
    })
  })

  it('keeps the words of the matter for the card', () => {
    const long =
      '大家好,我是三组的老林,在这里住了三十多年,平时不太在群里说话,孩子都在外地打工,家里就我跟老伴,' +
      '前几天刚做完眼睛的手术,走路还不太方便,今天下这么大的雨,出门买菜看到门口的电线破皮滋滋响,请派人来看看。'
    const [incident] = villages.read(inGroup(long, 'dq'), NOBODY).incidents
    expect(incident?.summary).toContain('电线破皮')
    expect(incident?.summary.length).toBeLessThanOrEqual(60)
  })
})

describe('urgency', () => {
  it.each([
    ['巷口路灯不亮', 'normal'],
    ['巷口路灯不亮,老人晚上差点摔倒', 'urgent'],
    ['12号楼电梯停了,里面困着人', 'emergency'],
    ['电梯门关不上', 'urgent'],
    ['老厝那面墙看着心慌', 'urgent'],
    ['老厝那面墙马上要倒了', 'emergency'],
    ['王大爷三天没出门,敲门没人应', 'emergency'],
    ['墙上有条细裂缝,不急,有空来看看', 'normal'],
    ['楼道贴满小广告', 'low'],
    ['电线破皮滋滋响', 'emergency'],
    ['小孩被大黄狗咬了', 'emergency'],
  ])('%s → %s', (text, urgency) => {
    expect(villages.read(inGroup(text, 'dq'), NOBODY).incidents[0]?.urgency).toBe(urgency)
  })
})
