import { test } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clausesOf } from '../../../src/domain/understanding/clauses.ts'
import { normalise, ownWords } from '../../../src/domain/understanding/normalise.ts'
import { plainCode } from '../../../src/domain/understanding/plain/plain-char.ts'
import { simplify } from '../../../src/domain/understanding/simplify.ts'
import { quickest } from './support.ts'

const plain = (text: string) => normalise(text).text

describe('letters', () => {
  it.each([
    ['樓頂漏水，電線垂下來', '楼顶漏水,电线垂下来'],
    ['籬笆、鐵柵欄、籮筐', '篱笆、铁栅栏、箩筐'],
    ['厝後著火矣', '厝后着火矣'],
    ['村口大喇叭唔响喇', '村口大喇叭不响了'],
    ['喇嘛庙边', '喇嘛庙边'],
    ['睡著了', '睡着了'],
    ['效果顯著', '效果显著'],
    ['冇人理', '没人理'],
    ['Ⅱ單元', '2单元'],
    ['𝟑號樓', '3号楼'],
    ['🅰棟', 'a栋'],
    ['3️⃣号楼', '3号楼'],
    ['二○三室', '二〇三室'],
    ['⼭上冒煙', '山上冒烟'],
    ['ＡＢＣ１２３', 'abc123'],
  ])('%s → %s', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })

  it('one letter becomes one letter', () => {
    for (let code = 0x3400; code <= 0x9fff; code++)
      expect(simplify(String.fromCharCode(code))).toHaveLength(1)
  })
})

describe('stickers', () => {
  it.each([
    ['路灯坏了[捂脸][Doge][让我看看]', '路灯坏了'],
    ['[图片]', ''],
    ['收到[OK]', '收到'],
    ['[新出的][新出的]谢谢', '谢谢'],
    ['谢谢/:rose/::)', '谢谢'],
    ['[3号楼]电梯停了', '[3号楼]电梯停了'],
    ['[紧急]3号楼停水', '[紧急]3号楼停水'],
    ['[东门]路灯坏了', '[东门]路灯坏了'],
  ])('%s → %s', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })
})

describe('who is called', () => {
  it.each([
    ['@张 三 丰\u2005路灯坏了', '路灯坏了'],
    ['@3号网格-李四 路灯坏了', '路灯坏了'],
    ['@李书记路灯坏了', '路灯坏了'],
    ['@grid_bot路灯坏了', '路灯坏了'],
    ['@张三@李四 路灯坏了', '路灯坏了'],
    ['@张三：路灯坏了', '路灯坏了'],
    ['路灯坏了@张三', '路灯坏了'],
    ['@张三(第一网格) 路灯坏了', '路灯坏了'],
    ['路灯坏了三天都没有人管@', '路灯坏了三天都没有人管'],
    ['@小区门口路灯坏了三天没人修', '小区门口路灯坏了三天没人修'],
    ['发到 a@b.com', '发到 a@b.com'],
  ])('%s → %s', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })

  it('of a name that nothing ends the letters are told', () => {
    const { text, hints } = normalise('在吗@王景盖家门口那个路灯又坏了呀')
    expect(hints.called.map((span) => text.slice(span.start, span.end))).toEqual(['王景盖家'])
  })

  it.each(['@所有人 今晚停水', '@all 今晚停水', '@全体成员\u2005今晚停水'])('%s calls all', (text) => {
    expect(normalise(text)).toMatchObject({ text: '今晚停水', hints: { mentionsAll: true } })
  })
})

describe('words of others', () => {
  const earlier = '路灯坏了'
  it.each([
    ['WeChat', `「张三：${earlier}」\n- - - - - - - - - - - - - - -\n我家也是`, '我家也是'],
    ['WeChat for computers', `「张三：${earlier}」\n—————————\n我家也是`, '我家也是'],
    [
      'a quotation within one',
      `「李四：「张三：${earlier}」\n- - - - -\n收到」\n- - - - -\n我家也是`,
      '我家也是',
    ],
    ['no line between', `「张三: ${earlier}」\n我家也是`, '我家也是'],
    ['quoted lines', `> ${earlier}\n> 三天了\n我家也是`, '我家也是'],
    ['a quoted line below', `我家也是\n> ${earlier}`, '我家也是'],
    ['an answer with the question', `回复 张三：\n${earlier}\n------\n我家也是`, '我家也是'],
    ['an answer', '回复张三：我家也是', '我家也是'],
    ['the earlier message below', `我家也是\n------ 原始消息 ------\n张三：${earlier}`, '我家也是'],
    ['a line below, then who said it', `我家也是\n————————\n张三：${earlier}`, '我家也是'],
    ['a record below own words', `我家也是\n[聊天记录]\n张三：${earlier}\n李四：收到`, '我家也是'],
  ])('%s', (_, text, own) => {
    const { text: said, hints } = normalise(text)
    expect(said).toBe(own)
    expect(hints.quoted.includes(earlier) || text.startsWith('回复张三')).toBe(true)
  })

  it.each([
    ['two who speak', '张三：路灯坏了\n李四：我家也是'],
    [
      'with the time, as copied from a computer',
      '张三 11-27 16:51:03\n路灯坏了\n李四 11-27 16:52:10\n我家也是',
    ],
    ['Telegram', '张三, [2026/11/27 16:51]:\n路灯坏了\n李四, [2026/11/27 16:52]:\n我家也是'],
  ])('a record without own words keeps what was said, without the names: %s', (_, text) => {
    expect(normalise(text)).toMatchObject({ text: '路灯坏了\n我家也是', hints: { forwarded: true } })
  })

  it.each(['转发：台风要来', '【转发】台风要来', '转发自 平安海硕\n台风要来', '[聊天记录] 群聊的聊天记录'])(
    '%s is passed on',
    (text) => {
      expect(normalise(text).hints.forwarded).toBe(true)
    },
  )

  it.each([
    ['地址：3号楼2单元\n问题：漏水', '地址:3号楼2单元\n问题:漏水'],
    ['「便民」超市门口路灯坏了', '「便民」超市门口路灯坏了'],
    ['时间：昨晚\n地点：东门\n------\n情况：水管爆了', '时间:昨晚\n地点:东门\n--\n情况:水管爆了'],
    ['水深>5厘米', '水深>5厘米'],
    ['1:漏水\n2:停电', '1:漏水\n2:停电'],
  ])('own words stay: %s', (text, expected) => {
    expect(normalise(text)).toMatchObject({ text: expected, hints: { quoted: '', forwarded: false } })
  })
})

describe('sounds that win time', () => {
  it.each([
    ['呃，那个，路灯嗯坏了', '路灯坏了'],
    ['那个那个，三号楼停水了', '三号楼停水了'],
    ['就是说，就是说电梯坏了', '就是说电梯坏了'],
    ['那个人把垃圾扔楼下', '那个人把垃圾扔楼下'],
    ['这个月物业费涨了', '这个月物业费涨了'],
    ['嗯', '嗯'],
    ['嗯，修好了', '嗯,修好了'],
    ['那个，', '那个,'],
  ])('%s → %s', (text, expected) => {
    expect(plain(text)).toBe(expected)
  })
})

describe('run-ons', () => {
  const parts = (text: string) => {
    const { text: said, hints } = normalise(text)
    return clausesOf(said, hints.breaks).map((clause) => clause.text)
  }

  it.each([
    [
      '我们小区路灯坏了好几天了然后电梯也老是停还有垃圾没人清麻烦派人来看看',
      ['我们小区路灯坏了好几天了', '然后电梯也老是停', '还有垃圾没人清', '麻烦派人来看看'],
    ],
    ['三号楼停水一整天了而且没有通知什么时候来水', ['三号楼停水一整天了', '而且没有通知什么时候来水']],
    ['路灯坏了,然后就黑了', ['路灯坏了', '然后就黑了']],
    ['楼道里的垃圾现在还有一点没有清理干净', ['楼道里的垃圾现在还有一点没有清理干净']],
  ])('%s', (text, expected) => {
    expect(parts(text)).toEqual(expected)
  })
})

const pieces = fc.constantFrom(
  ...'电 樓 著 @ @李四 @所有人 \u2005 [ ] [微笑] 微笑 「 」 「张三: 」 - --- ———— > >> 张三: 李四 12:03 [聊天记录] 回复 转发: 呃 嗯 那个 这个 就是说 , 。 ! : \n \n\n a 1 . http://a.cn 😂 👨‍👩‍👧 🅰 𝟑 𠮷 \u200b \ud83d \udc00 哈哈哈哈 然后 /::) ……'.split(
    ' ',
  ),
  ' ',
)
const messy = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

describe('always', () => {
  test.prop([messy], { numRuns: 1_000 })('made plain twice is made plain once', (text) => {
    const once = plain(text)
    expect(plain(once)).toBe(once)
  })

  test.prop([messy], { numRuns: 1_000 })('the way back rises and leads to the very letters', (text) => {
    const { text: said, map, hints } = normalise(text)
    expect(map).toHaveLength(said.length)
    for (let i = 0; i < said.length; i++) {
      const at = map[i] ?? -1
      expect(at).toBeGreaterThan(map[i - 1] ?? -1)
      const unit = text.charCodeAt(at)
      const astral = unit >= 0xd800 && unit <= 0xdfff
      const same =
        plainCode(unit) === said.charCodeAt(i) || (text.charAt(at) === '著' && said.charAt(i) === '着')
      expect(astral || same || said.charAt(i) === ' ').toBe(true)
    }
    for (const at of hints.breaks) expect(at > 0 && at < said.length).toBe(true)
    expect(text).toContain(ownWords(normalise(text), 0, said.length))
  })

  it('what is made to last ends soon', () => {
    const evil =
      '@ 「 [ 1 > >\n -\n 张:\n 「a:\n [微笑] @张 「」\n---\n 那个 呃 ( _ 回复 1:11, a@ [[ http:// /: 张\u20053'.split(
        ' ',
      )
    for (const piece of evil) {
      const text = piece.repeat(4_096 / piece.length)
      expect(
        quickest(() => normalise(text)),
        piece,
      ).toBeLessThan(30)
    }
  })
})
