import { describe, expect, test } from 'vitest'
import { arrivalWords, namedDepartments, recallWords, whistleWords } from '../../../src/app/whistle/words.ts'
import type { Department } from '../../../src/domain/area/town.ts'
import { sampleTown } from '../../support/sample-town.ts'

const [water] = sampleTown().departments.filter((d) => d.code === 'water')
const town = sampleTown({
  departments: [
    ...sampleTown().departments.map((d) => (d === water ? { ...d, aliases: ['排水', '自来水'] } : d)),
    {
      ...(water ?? sampleTown().departments[0]),
      code: 'emergency',
      name: '应急办',
      aliases: ['应急', '安监'],
    } as Department,
  ],
})

/** number, kind, departments, task, matter; null: no whistle. */
type Read = [string | null, string | null, string[], string, string] | null

function read(text: string, commanded = false): Read {
  const words = whistleWords(text, commanded)
  if (!words) return null
  const { departments, unknown, rest } = namedDepartments(town, words, 'DQ3')
  const codes = [...departments.map(({ code }) => code), ...(unknown ? [`?${unknown}`] : [])]
  return [words.number, words.kind, codes, words.task || (unknown ? '' : rest), words.matter]
}

describe('a whistle', () => {
  const all3 = ['urban', 'water', 'power']
  test.each<[string, Read]>([
    ['吹哨：31号请城管、水务、供电所到场 疑难', ['31', 'hard', all3, '', '']],
    ['吹哨:31号请城管,水务,供电所马上到现场,抽水封路', ['31', null, all3, '抽水封路', '']],
    ['吹哨 31 城管 水务 | 抽水', ['31', null, ['urban', 'water'], '抽水', '']],
    ['吹哨31号：城管和水务 抽水', ['31', null, ['urban', 'water'], '抽水', '']],
    ['31号联办：城管、水务、供电所', ['31', null, all3, '', '']],
    ['31号吹哨：联合执法 城管 派出所', ['31', 'joint', ['urban', 'police'], '', '']],
    ['31号吹哨 水务 排水疏通', ['31', null, ['water'], '排水疏通', '']],
    ['DZ-2607-0031 联办 城管', ['DZ-2607-0031', null, ['urban'], '', '']],
    ['吹哨（应急）：31号请水务支援', ['31', 'emergency', ['water'], '', '']],
    ['吹哨：31号请环保局、水务到场', ['31', null, ['?环保局'], '', '']],
    ['31号联办：环保局 水务', ['31', null, ['?环保局'], '', '']],
    [
      '吹哨：3网格1单元下穿通道积水过膝，请城管、水务、供电所到场',
      [null, null, all3, '', '3网格1单元下穿通道积水过膝'],
    ],
    [
      '吹哨：应急，3号网格一单元积水，请水务、城管立即到场抽水',
      [null, 'emergency', ['water', 'urban'], '抽水', '3号网格一单元积水'],
    ],
    ['吹哨 城管 水务 | 桥下积水', [null, null, ['urban', 'water'], '', '桥下积水']],
    ['31号联办：水务 应急', ['31', null, ['water', 'emergency'], '', '']],
    ['吹哨 应急 水务 | 桥下积水', [null, null, ['emergency', 'water'], '', '桥下积水']],
    ['吹哨：31号请水务、应急到场。应急', ['31', 'emergency', ['water', 'emergency'], '', '']],
    ['31 城管', null],
    ['小区里有人吹哨子太吵了', null],
    ['吹哨子的声音太吵', null],
    ['31号转给水务', null],
    ['联办的事怎么样了', null],
    ['吹哨', null],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test.each<[string, Read]>([
    ['31 城管 水务 | 任务', ['31', null, ['urban', 'water'], '任务', '']],
    ['31 城管 水务', ['31', null, ['urban', 'water'], '', '']],
    ['31号 应急 城管', ['31', null, ['emergency', 'urban'], '', '']],
    ['应急 31 城管', ['31', 'emergency', ['urban'], '', '']],
  ])('/whistle %s', (text, expected) => {
    expect(read(text, true)).toEqual(expected)
  })
})

describe('one that need not come', () => {
  test.each([
    ['31-2号不用来了，水退了', { number: '31-2', who: '', reason: '水退了' }],
    ['31号水务不用来了', { number: '31', who: '水务', reason: '' }],
    ['水务就不用到场了：水退了', { number: null, who: '水务', reason: '水退了' }],
    ['DZ-2607-0031-2 不需要来', { number: 'DZ-2607-0031-2', who: '', reason: '' }],
    ['明天开会不用带材料', null],
    ['还要不要来', null],
  ])('%s', (text, expected) => {
    expect(recallWords(text)).toEqual(expected)
  })
})

describe('an arrival', () => {
  test.each([
    ['报到', null],
    ['到了', null],
    ['我们到现场了', null],
    ['我们已经到场', null],
    ['供电所到场了', null],
    ['31-2号报到', '31-2'],
    ['31号我们到了。', '31'],
    ['人员已到位', null],
  ])('%s', (text, number) => {
    expect(arrivalWords(text)).toEqual({ number })
  })

  test.each([
    '马上到',
    '快到了',
    '还没到',
    '什么时候到场',
    '到了没有',
    '路灯报修到哪里',
    '到了晚上很吵',
    '收到',
  ])('%s is none', (text) => {
    expect(arrivalWords(text)).toBeNull()
  })
})

test('no words take long, however they are made', () => {
  const hostile = [
    `吹哨：${'请'.repeat(380)}`,
    '我们'.repeat(14),
    `31号${'、'.repeat(300)}不用来`,
    '1'.repeat(399),
  ]
  const start = performance.now()
  for (const text of hostile) {
    whistleWords(text)
    recallWords(text)
    arrivalWords(text)
  }
  expect(performance.now() - start).toBeLessThan(200)
})
