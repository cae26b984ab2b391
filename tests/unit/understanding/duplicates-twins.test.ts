import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { findDuplicates } from '../../../src/domain/understanding/same/find-duplicates.ts'
import { isSlip, isVariant } from '../../../src/domain/understanding/same/slips.ts'

/** Letters with {place} wherever they name it, and the words that can stand at the end of such a name. */
const FORMS: readonly { ends: string; title: string; text: string }[] = [
  {
    ends: '小区 花园 家园 公寓 华庭 苑 府 城 湾',
    title: '{place}楼下烧烤店油烟太大，请管一管',
    text: '我住在{place}三单元，楼下那家烧烤店没有装净化器，一到傍晚满屋子都是烟。{place}的住户找过物业，物业说管不了，请有关部门到{place}来看一看。',
  },
  {
    ends: '路 街 大道 巷',
    title: '{place}的路灯什么时候能修好',
    text: '{place}从桥头到菜市场这一段，路灯坏了快两个月，晚上骑车看不见坑。附近上夜班的人都走{place}，打过电话没有人来修。',
  },
  {
    ends: '小学 中学 幼儿园 学校',
    title: '{place}门口放学时堵得走不动',
    text: '每天下午四点半，{place}门前两边停满接孩子的车，公交车都过不去。希望交警在{place}门口设个临时停车点，老师也出来引导一下。',
  },
  {
    ends: '村 镇 社区 乡',
    title: '{place}的自来水又黄又臭，不敢喝',
    text: '{place}这半个月放出来的水发黄，有一股腥味，烧开了还有沉淀。我们{place}几百户人都在买桶装水，请水务部门来化验。',
  },
  {
    ends: '驾校 公司 酒店 超市 医院',
    title: '举报{place}收了钱不退',
    text: '去年在{place}交了四千八，后来因为搬家不能去了，合同写明可以退，{place}一拖就是八个月，前台说经理不在，经理说财务不在。',
  },
]
/** Characters of names; none of them is a word for where or how many. */
const CHARACTERS = '金玉桂兰梅松柏枫荷莲翠碧锦秀祥瑞福康泰宁安平和顺丰盛昌隆华荣星月云霞霖雨溪泉河湖江岳峰岭'
/** Everyday words that places are named after. */
const WORDS =
  '阳光 世纪 春天 未来 东方 中央 滨江 绿地 幸福 和谐 人民 解放 建设 胜利 新民 向阳 实验 第一 第二 长安 北京 中山'
const stem = fc.oneof(
  fc
    .uniqueArray(fc.constantFrom(...CHARACTERS), { minLength: 2, maxLength: 3 })
    .map((characters) => characters.join('')),
  fc.constantFrom(...WORDS.split(' ')),
)

const places = fc
  .constantFrom(...FORMS)
  .chain((form) =>
    fc.record({
      form: fc.constant(form),
      end: fc.constantFrom(...form.ends.split(' ')),
      one: stem,
      two: stem,
    }),
  )
  // A slip of the pen is no other place.
  .filter(({ one, two, end }) => one !== two && !isVariant(one, two) && !isSlip(one + end, two + end, 3))

const at = (place: string, { title, text }: { title: string; text: string }, id = place) => ({
  id,
  time: '2026-05-04',
  title: title.replaceAll('{place}', place),
  text: text.replaceAll('{place}', place),
})

describe('a copy with another name in the place of each mention of the first', () => {
  test.prop([places], { numRuns: 400 })('is never merged with the letter', ({ form, end, one, two }) => {
    expect(findDuplicates([at(one + end, form), at(two + end, form)])).toEqual([])
  })

  test.prop([places], { numRuns: 60 })('while the letter sent again is', ({ form, end, one, two }) => {
    const again = at(one + end, form, 'again')
    const pairs = findDuplicates([at(one + end, form), at(two + end, form), again])
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([[one + end, 'again']])
  })
})
