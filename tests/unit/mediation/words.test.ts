import { describe, expect, test } from 'vitest'
import { mediationWords, presentIn } from '../../../src/app/mediation/words.ts'

describe('words on a mediation', () => {
  test.each([
    ['31号约周五下午调解', { kind: 'plan', number: '31', rest: '周五下午调解' }],
    ['约在12月3日下午3点', { kind: 'plan', number: null, rest: '12月3日下午3点' }],
    ['31号改约下周一', { kind: 'plan', number: '31', rest: '下周一' }],
    ['31号第二轮谈成了：各让半米', { kind: 'hold', result: 'agreed', number: '31', rest: '各让半米' }],
    ['第2轮调解成功', { kind: 'hold', result: 'agreed', number: null, rest: '' }],
    ['31号没谈拢', { kind: 'hold', result: 'not_agreed', number: '31', rest: '' }],
    ['31号 没有谈成，都不肯让', { kind: 'hold', result: 'not_agreed', number: '31', rest: '都不肯让' }],
    ['这轮谈不拢 差三千块', { kind: 'hold', result: 'not_agreed', number: null, rest: '差三千块' }],
    ['DZ-2611-0031 没达成一致', { kind: 'hold', result: 'not_agreed', number: 'DZ-2611-0031', rest: '' }],
    ['31号改期', { kind: 'hold', result: 'put_off', number: '31', rest: '' }],
    ['31号人没来', { kind: 'hold', result: 'put_off', number: '31', rest: '' }],
    ['31号上移到镇里', { kind: 'up', number: '31', rest: '镇里' }],
    ['31号达成协议：墙退半米', { kind: 'agree', plain: false, number: '31', rest: '墙退半米' }],
    ['31号签了协议', { kind: 'agree', plain: false, number: '31', rest: '' }],
    ['31号办结 说好了', { kind: 'agree', plain: true, number: '31', rest: '说好了' }],
    ['31号走法院 赔偿谈不下来', { kind: 'end', outcome: 'to_court', number: '31', rest: '赔偿谈不下来' }],
    ['31号不调了，两家和好了', { kind: 'end', outcome: 'withdrawn', number: '31', rest: '两家和好了' }],
    ['31号回访 守约', { kind: 'visit', holds: true, number: '31', rest: '守约' }],
    ['回访31号，都好', { kind: 'visit', holds: true, number: '31', rest: '都好' }],
    [
      '31号回访 没守约 墙又砌回去了',
      { kind: 'visit', holds: false, number: '31', rest: '没守约 墙又砌回去了' },
    ],
    ['31号回访了', { kind: 'visit', holds: null, number: '31', rest: '' }],
    ['接手31号', { kind: 'take', plain: false, number: '31', rest: '' }],
    ['31号我来调解', { kind: 'take', plain: false, number: '31', rest: '' }],
    ['31号接单', { kind: 'take', plain: true, number: '31', rest: '' }],
  ])('%s', (text, words) => {
    expect(mediationWords(text)).toEqual(words)
  })

  test.each([
    '村口两家没谈拢打起来了',
    '王大财和李桂花两家为宅基地吵架',
    '电线破了',
    '3网格约了施工队修路',
    '催一下31号',
    '31号转给水务',
    '31',
    '好的',
    '',
  ])('%s is none', (text) => {
    expect(mediationWords(text)).toBeNull()
  })
})

test('who came is counted where it is told', () => {
  expect(presentIn('31号没谈拢，甲方2人乙方来了一人')).toEqual({ a: 2, b: 1 })
  expect(presentIn('双方都到了')).toEqual({ a: 1, b: 1 })
  expect(presentIn('没谈拢')).toEqual({})
})

describe('parties', () => {
  const told = (text: string) => {
    const words = mediationWords(text)
    return words?.kind === 'party' ? [words.number, words.instead, words.parties] : null
  }
  const a = { side: 'a', name: '王大财', phone: null }
  const b = { side: 'b', name: '李桂花', phone: null }

  test.each([
    ['甲方是王大财', [null, false, [a]]],
    ['31号乙方：李桂花', ['31', false, [b]]],
    ['31号甲方改成王大财', ['31', true, [a]]],
    ['甲方是王大财，乙方是李桂花', [null, false, [a, b]]],
    ['31号 甲方王大财', null],
    ['31号甲方是王大财 乙方李桂花', ['31', false, [a, b]]],
    [
      '甲方是王大财，电话 138-1234-5678、李四',
      [
        null,
        false,
        [
          { ...a, phone: '13812345678' },
          { ...a, name: '李四' },
        ],
      ],
    ],
    ['甲方是13812345678', [null, false, []]],
    ['甲方是', [null, false, []]],
  ])('%s', (text, parties) => {
    expect(told(text)).toEqual(parties)
  })
})
