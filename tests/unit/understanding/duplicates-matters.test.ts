import { describe, expect, it } from 'vitest'
import { findConflict } from '../../../src/domain/understanding/same/conflicts.ts'
import { findDuplicates } from '../../../src/domain/understanding/same/find-duplicates.ts'
import { readLetter } from '../../../src/domain/understanding/same/letter.ts'
import { areOtherMatters } from '../../../src/domain/understanding/same/matter-agreement.ts'
import { sameMatter } from '../../../src/domain/understanding/same/same-matter.ts'
import { sideBySide } from '../../../src/domain/understanding/same/side-by-side.ts'
import { type Vector, vectorOf, type Weighed } from '../../../src/domain/understanding/same/vector.ts'
import { Weights } from '../../../src/domain/understanding/same/weights.ts'

interface Told {
  title: string
  text: string
}

const pairs = (letters: readonly Told[]) =>
  findDuplicates(letters.map((letter, i) => ({ id: String(i), time: '2026-06-01', ...letter }))).map(
    ({ a, b }) => `${a}-${b}`,
  )

/** Of one place; in the words of another letter about it. */
const SAME_PLACE: readonly [matters: string, one: Told, two: Told][] = [
  [
    'noise and dust',
    {
      title: '翠屏雅居噪音太大，白天晚上都受不了',
      text: '翠屏雅居旁边的砂石场天天开机，噪音太大，几百户居民白天晚上都受不了，老人心脏不好，恳请有关部门来管一管。',
    },
    {
      title: '翠屏雅居灰尘太大，白天晚上都受不了',
      text: '翠屏雅居旁边的砂石场天天拉料，灰尘太大，几百户居民白天晚上不敢开窗，阳台扫出来一簸箕，恳请有关部门来管一管。',
    },
  ],
  [
    'street lamps and parking',
    {
      title: '长林街中段的路灯什么时候能亮',
      text: '长林街中段从粮站到桥头，路灯坏了一个多月，晚上学生下自习摸黑走，打了几次电话没人来，请尽快处理。',
    },
    {
      title: '长林街中段的乱停车什么时候能管',
      text: '长林街中段从粮站到桥头，两边停满了车，早上公交车进不来，打了几次电话没人来，请尽快处理。',
    },
  ],
  [
    'fees and teaching without a licence',
    {
      title: '小星辰培训班的学费要不回来',
      text: '孩子在小星辰培训班报了画画，老师走了课停了，申请退费三个月没有消息，前台总说再等等，希望教育局出面帮家长要回来。',
    },
    {
      title: '小星辰培训班的楼道没有灯',
      text: '孩子在小星辰培训班上画画，晚上下课楼道漆黑，上周一个孩子踩空摔了，前台总说找物业，希望教育局来查一查照明。',
    },
  ],
  [
    'water pressure and what comes out of the tap',
    {
      title: '和畅园自来水水压太低，高层没法洗澡',
      text: '和畅园的高层住户一到晚上就没水，水压低得热水器都打不着，物业说水泵是好的，请自来水公司上门检测。',
    },
    {
      title: '和畅园电梯经常困人，高层没法出门',
      text: '和畅园的高层住户一到下雨就怕坐电梯，这个月困了四次人，物业说电梯是好的，请质监部门上门检测。',
    },
  ],
]

describe('another matter at the same place', () => {
  it.each(SAME_PLACE)('%s stay apart', (_, one, two) => {
    expect(pairs([one, two])).toEqual([])
  })

  it.each(SAME_PLACE)('%s: each is still found when it is sent again', (_, one, two) => {
    expect(pairs([one, two, one, two])).toEqual(['0-2', '1-3'])
  })
})

const bridge = {
  title: '锦绣里夜宵摊把路都占了',
  text: '锦绣里那几家夜宵摊天天把桌子摆到路上，公交车都开不过去，城管来了就收，走了又摆。',
}
const lift = {
  title: '锦绣里电梯又困人',
  text: '锦绣里二单元那部梯昨天把我妈关了四十分钟，请质监局来查一查，物业天天把话说得好听，走了又坏。',
}

describe('titles of two known matters', () => {
  it('stay apart when neither letter tells anything of the other', () => {
    expect(areOtherMatters(...vectorsOf(bridge, lift))).toBe(true)
    expect(pairs([bridge, lift])).toEqual([])
  })

  it('may meet when one of them is told further on', () => {
    const both = { title: lift.title, text: `${lift.text}还有夜宵摊占道。` }
    expect(areOtherMatters(...vectorsOf(bridge, both))).toBe(false)
  })
})

describe('what is thought of two letters that are alike', () => {
  const likely = (one: Told, two: Told) => {
    const [a, b] = weighed(one, two)
    return sameMatter(a, b, 0.95, 0.6)
  }

  it('knows a letter that was made anew for another matter', () => {
    const [, one, two] = SAME_PLACE[0] ?? []
    if (!one || !two) throw new Error('There are pairs')
    expect(likely(one, two)).toMatchObject({ remade: true })
    expect(likely(one, one)).toMatchObject({ remade: false })
  })

  it('does not start a group from titles of two matters', () => {
    expect(likely(bridge, lift).likely).toBeLessThan(0.3)
  })
})

function vectorsOf(one: Told, two: Told): [Vector, Vector] {
  const [a, b] = weighed(one, two)
  return [a.vector, b.vector]
}

function weighed(...letters: [Told, Told]): [Weighed, Weighed] {
  const read = letters.map((letter, i) => readLetter({ id: String(i), ...letter }))
  const weights = new Weights(read)
  const [one, two] = read.map((letter) => ({ letter, vector: vectorOf(letter, weights) }))
  if (!one || !two) throw new Error('Two letters are read')
  return [one, two]
}

describe('where', () => {
  it('takes two crossings of one road for two places', () => {
    const at = (road: string) => ({
      title: `柳林路与${road}交叉口红绿灯坏了`,
      text: `柳林路和${road}的路口红绿灯坏了好几天，早上车都抢着走，两边小区的老人不敢过街，昨天一辆电动车被撞倒。希望交警尽快来修，修好以前派人站岗。`,
    })
    expect(pairs([at('桂香路'), at('梅园路')])).toEqual([])
    expect(
      pairs([
        at('桂香路'),
        {
          title: '桂香路柳林路口的红绿灯坏了没人修',
          text: '我每天送孩子从桂香路左转上柳林路，信号灯黑了一个星期，四个方向的车挤成一团，谁胆子大谁先走，拨了两次热线也不见动静。',
        },
      ]),
    ).toEqual(['0-1'])
  })

  it('takes another road at the crossing for another place, whatever the words', () => {
    const [one, two] = ['柳林路与桂香路交叉口红绿灯坏了', '柳林路到梅园路口信号灯配时不合理'].map(
      (title, i) => readLetter({ id: String(i), title, text: '请交警处理。' }),
    )
    if (!one || !two) throw new Error('Two letters are read')
    expect(findConflict(one, two, false)).toMatchObject({ rule: '名称不同' })
  })

  it('sees an exchange around a character that stays', () => {
    const [one, two] = ['金 和 小区', '和 云 小区'].map((row) =>
      row.split(' ').map((text, at) => ({ start: at, end: at + 1, text, level: null })),
    )
    const told = sideBySide(one ?? [], two ?? []).found.map((gap) =>
      [gap.a, gap.b].map((tokens) => tokens.map(({ text }) => text).join('')),
    )
    expect(told).toContainEqual(['金和', '和云'])
  })

  it('takes the south station for another one', () => {
    const at = (station: string) => ({
      title: `希望增加${station}到大学城的夜班公交`,
      text: `晚上十点以后从${station}下车就没有公交去大学城了，打车要五十块，希望开一条夜班公交，或者让末班车晚一点。`,
    })
    expect(pairs([at('火车站'), at('火车南站')])).toEqual([])
  })

  it('learns from two copies what is two places for whoever writes in other words', () => {
    const at = (place: string) => ({
      title: `${place}美食城没有消防证就开业`,
      text: `${place}美食城上个月开业，消防通道堆满桌椅，灭火器都没有几个，听说消防验收没有通过。万一起火几百人往哪里跑？请消防部门去${place}美食城查一查。`,
    })
    const own = {
      title: '老地方美食城消防没验收怎么能营业',
      text: '在老地方美食城吃饭，看到消防通道全堵着，问了老板说消防证还没办下来，这样也能营业？请消防部门检查。',
    }
    expect(pairs([at('老地方'), at('好地方'), own])).toEqual(['0-2'])
  })
})
