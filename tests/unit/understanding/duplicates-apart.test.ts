import { describe, expect, it } from 'vitest'
import { joinGroups } from '../../../src/domain/understanding/same/clusters.ts'
import { findDuplicates } from '../../../src/domain/understanding/same/find-duplicates.ts'
import { readLetter } from '../../../src/domain/understanding/same/letter.ts'
import { scorePair } from '../../../src/domain/understanding/same/pair-score.ts'
import { isSpeltAlike } from '../../../src/domain/understanding/same/slips.ts'
import { areToldApart } from '../../../src/domain/understanding/same/told-apart.ts'
import { vectorOf } from '../../../src/domain/understanding/same/vector.ts'
import { Weights } from '../../../src/domain/understanding/same/weights.ts'

interface Told {
  title: string
  text: string
}

const pairs = (...letters: readonly Told[]) =>
  findDuplicates(letters.map((letter, i) => ({ id: String(i), time: '2026-06-01', ...letter }))).map(
    ({ a, b }) => `${a}-${b}`,
  )

const swapped = ({ title, text }: Told, from: string, to: string): Told => ({
  title: title.replaceAll(from, to),
  text: text.replaceAll(from, to),
})

const WAGES: Told = {
  title: '工地干了半年一分钱没拿到',
  text: '我们十二个木工去年在城南的工地支模板，讲好按月结账，年底一分钱没拿到。总包是鼎岳建工，项目经理电话不接，去了三次项目部都说老板不在。家里等着钱给孩子交学费，请劳动监察出面催一催。',
}
const BUS: Told = {
  title: '早上等公交等了快一个小时',
  text: '我住在梨园新村，每天七点去赶k316去开发区上班，等了快一个小时才来一辆，前面几趟都挤得关不上门。希望公交公司早高峰加几趟车。',
}
const PLOT: Told = {
  title: '家门口的荒地成了垃圾场',
  text: '桂花路以北、菱角塘旁边那块荒地没人管，装修垃圾一车一车往里倒，夏天又臭又招苍蝇，打了城管电话说要核实，核实了两个月还是老样子。',
}
const COURSE: Told = {
  title: '博睿英语报名说好的校区上课又变卦',
  text: '去年在博睿英语报名，说好在火车站校区上课，交了钱以后火车站校区说停课，让去别的校区，来回要两个小时。老师说火车站校区什么时候开课要等通知，退款又不肯。请帮忙处理。',
}

describe('a letter sent again word by word with one name changed in it', () => {
  it.each([
    ['a firm deep in the text', WAGES, '鼎岳', '鼎峰'],
    ['the number of a line behind a letter', BUS, '316', '318'],
    ['the side of a road', PLOT, '桂花路以北', '桂花路以南'],
    ['a place of an everyday name', COURSE, '火车站', '汽车站'],
  ])('%s tells of another place', (_, letter, from, to) => {
    expect(pairs(letter, swapped(letter, from, to))).toEqual([])
    expect(pairs(letter, letter)).toEqual(['0-1'])
  })

  it.each([
    ['who is written to', WAGES, '请劳动监察', '请局长'],
    ['another way of asking', COURSE, '请帮忙处理', '请尽快解决'],
    ['a slip that sounds alike', WAGES, '鼎岳', '鼎月'],
    ['a count', WAGES, '十二个', '十三个'],
  ])('%s changes nothing', (_, letter, from, to) => {
    expect(pairs(letter, swapped(letter, from, to))).toEqual(['0-1'])
  })

  it('sees the change at the end of a very long letter', () => {
    const days = Array.from(
      { length: 60 },
      (_, i) => `第${i + 1}次去问，窗口说材料不齐，补齐以后又说系统坏了，让我回去等电话。`,
    ).join('')
    const letter = { title: '办一张证跑了半年', text: `${days}这就是鹭洲街道办的办事效率。` }
    expect(pairs(letter, swapped(letter, '鹭洲', '鹤洲'))).toEqual([])
  })

  it('is another line when its number stands behind the word for it', () => {
    const one = {
      title: '公交车273的线路怎么改了',
      text: '原来273经过梅园中学，现在直接走了外环，孩子上学要多走两站路，希望恢复原来的线路。',
    }
    const two = {
      title: '237路公交不走梅园中学了',
      text: '线路改了以后孩子上学要走两站路，老人坐车也不方便，能不能恢复原来的走法。',
    }
    expect(pairs(one, two)).toEqual([])
    expect(pairs(one, swapped(two, '237', '273'))).toEqual(['0-1'])
  })
})

describe('slips in names of any length', () => {
  it('are characters that sound alike, and none that tell places apart', () => {
    expect(isSpeltAlike('鼎岳', '鼎月')).toBe(true)
    expect(isSpeltAlike('鼎岳', '鼎峰')).toBe(false)
    expect(isSpeltAlike('金城', '金苑')).toBe(false)
    expect(isSpeltAlike('鼎岳', '鼎岳建工')).toBe(false)
  })
})

const weighed = (one: Told, two: Told) => {
  const read = [one, two].map((letter, i) => readLetter({ id: String(i), ...letter }))
  const weights = new Weights(read)
  const [a, b] = read.map((letter) => ({ letter, vector: vectorOf(letter, weights) }))
  if (!a || !b) throw new Error('Two letters are read')
  return [a, b] as const
}
const apart = (one: Told, two: Told) => areToldApart(...weighed(one, two))

const SPEED: Told = {
  title: '建议在滨河大道至青竹镇路段增设测速',
  text: '滨河大道至青竹镇这一段路宽车少，晚上大货车开得飞快，这个月撞了两次，建议装几个探头。',
}
const FUEL: Told = {
  title: '建议在滨河大道至青竹镇路段增设加油站',
  text: '滨河大道至青竹镇这一段三十公里没有一个加油站，开车的人很不方便，建议规划两个。',
}
const LEAK: Told = {
  title: '文昌路地下通道漏水严重',
  text: '文昌路的地下通道一下雨就漏水，台阶上全是水，老人滑倒过，灯也坏了一半，请尽快修。',
}
const BEGGARS: Told = {
  title: '女孩子不敢走，文昌路的过街通道住满了流浪乞讨的人',
  text: '文昌路的地下通道里住着几个流浪的人，铺了被子堆了杂物，女孩子晚上不敢走，请救助站来看看。',
}
const TOILET: Told = {
  title: '火车南站候车厅厕所太脏',
  text: '火车南站每天那么多人，候车厅东边的厕所满地是水，纸篓满了没人倒，请车站派人打扫。',
}
const TICKETS: Told = {
  title: '改签要跑出安检，火车南站能不能在里面开个窗口',
  text: '火车南站的改签窗口在安检外面，赶不上车的人要从候车厅跑出去再排队安检，请车站在里面开一个窗口。',
}

const PAVILION: Told = {
  title: '建议在滨河大道至青竹镇步道增设凉亭',
  text: '滨河大道至青竹镇的步道修好以后，每天早晚散步的人很多，可是走四公里没有一处凉亭，老人走累了没有地方歇脚，建议沿线增设几个。',
}
const FOUNTAIN: Told = {
  title: '建议在滨河大道至青竹镇步道增设直饮机',
  text: '滨河大道至青竹镇的步道修好以后，每天早晚散步的人很多，可是走四公里没有一处直饮机，夏天跑步的人渴了只能忍着，建议沿线增设几个。',
}
const WALL: Told = { title: '翠屏山庄围墙倒塌', text: '翠屏山庄的围墙倒塌半个月没有修。' }
const LETTERBOX: Told = {
  title: '邮递员投不进报纸，翠屏山庄信箱生锈打不开',
  text: '翠屏山庄的信箱生锈，报纸都塞在外面。',
}

describe('titles about one place', () => {
  it.each([
    ['are one sentence with something else put into it', SPEED, FUEL],
    ['are one sentence with words that nobody counted', PAVILION, FOUNTAIN],
    ['name two known matters', LEAK, BEGGARS],
    ['tell nothing of each other', WALL, LETTERBOX],
    ['have but the place in common, though its name is made of everyday words', TOILET, TICKETS],
  ])('%s: two matters', (_, one, two) => {
    expect(apart(one, two)).toBe(true)
    expect(apart(two, one)).toBe(true)
    expect(pairs(one, two)).toEqual([])
  })

  it.each([
    [
      'other words for the same matter',
      LEAK,
      { title: '文昌路过街地道渗水', text: '文昌路那条地下通道顶上渗水，地上湿滑。' },
    ],
    [
      'when and how long',
      TOILET,
      { title: '火车南站候车厅厕所长期没人管', text: '候车厅的厕所又脏又臭，没人打扫。' },
    ],
  ])('%s: one matter', (_, one, two) => {
    expect(apart(one, two)).toBe(false)
  })
})

describe('what is thought of two letters about one place', () => {
  it.each([
    ['a road', SPEED, FUEL],
    ['a station named by everyday words', TOILET, TICKETS],
  ])('%s: never enough to start a group when their titles tell of two matters', (_, one, two) => {
    expect(scorePair(...weighed(one, two))).toMatchObject({ apart: true, conflict: null })
    expect(scorePair(...weighed(one, two)).score).toBeLessThan(0.5)
  })

  it('is what it was for a letter sent again under another title', () => {
    const again = { title: FUEL.title, text: SPEED.text.repeat(4) }
    expect(scorePair(...weighed({ ...SPEED, text: SPEED.text.repeat(4) }, again)).apart).toBe(false)
  })
})

describe('words that look like a name', () => {
  it('are none where they tell the matter', () => {
    const crossing = { title: '清溪立交下面过马路太危险，建个天桥吧', text: '孩子放学在车缝里钻。' }
    expect(readLetter({ id: '1', ...crossing }).titleNames.map(({ core }) => core)).not.toContain('过马路')
  })
})

describe('groups', () => {
  const judge = (told: readonly string[]) => (a: number, b: number) => ({
    score: 0.9,
    conflict: false,
    apart: told.includes(`${Math.min(a, b)} ${Math.max(a, b)}`),
  })
  const edges = [
    { a: 0, b: 1, score: 0.9 },
    { a: 1, b: 2, score: 0.8 },
  ]

  it('are not bridged by a third letter between two that tell of two matters', () => {
    expect(joinGroups(3, edges, judge(['0 2']))).toEqual([[0, 1]])
    expect(joinGroups(3, edges, judge([]))).toEqual([[0, 1, 2]])
  })

  it('may hold a few such pairs when they are large', () => {
    const chain = Array.from({ length: 4 }, (_, i) => ({ a: i, b: i + 1, score: 0.9 - i / 100 }))
    expect(joinGroups(5, chain, judge(['0 4']))).toEqual([[0, 1, 2, 3, 4]])
  })
})
