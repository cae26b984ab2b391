import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskForModel } from '../../../src/app/second-opinion/mask.ts'
import { normalise } from '../../../src/domain/understanding/normalise.ts'
import { sampleTown } from '../../support/sample-town.ts'

const town = sampleTown()
const masked = (text: string, own: string[] = []) => maskForModel(normalise(text).text, town, own)

describe('what leaves the house', () => {
  it.each([
    ['我电话13812345678 路灯不亮', '我电话*** 路灯不亮'],
    ['打一三八一二三四五六七八', '打***'],
    ['我身份证350321197003041234办低保', '我身份证***办低保'],
    ['座机0594-5551234没人接', '座机***没人接'],
    ['银行卡 6222 0212 3456 7890 被扣钱', '银行卡 *** 被扣钱'],
    ['闽B12345堵在消防通道', '闽***堵在消防通道'],
    ['加微信linlin_88聊', '加微信***聊'],
    ['发到 Lin.Mei@example.com', '发到 ***'],
    ['3号楼2单元301漏水', '3号楼2单元***漏水'],
    ['6栋1502室没人开门', '6栋***室没人开门'],
  ])('numbers: %s → %s', (text, expected) => {
    expect(masked(text)).toBe(expected)
  })

  it.each([
    ['陈阿婆家门口电线掉了', '*阿婆家门口电线掉了'],
    ['陈淑华阿婆三天没出门', '***阿婆三天没出门'],
    ['林志强家后面的沟堵了', '***家后面的沟堵了'],
    ['王书记说过要修', '*书记说过要修'],
    ['欧阳建国老师住的那栋', '****老师住的那栋'],
    ['黄工来看过了', '*工来看过了'],
    ['老陈和小李在吵架', '老*和小*在吵架'],
    ['阿珍的摊子挡路', '阿*的摊子挡路'],
    ['志强哥说没水了', '**哥说没水了'],
    ['我叫蔡小飞 水管爆了', '我叫*** 水管爆了'],
    ['联系人:方圆 13812345678', '联系人:** ***'],
    ['黄丽娟摔倒了', '***摔倒了'],
    ['那是吴家的墙', '那是*家的墙'],
  ])('names: %s → %s', (text, expected) => {
    expect(masked(text)).toBe(expected)
  })

  it.each([
    '陈家村口的路灯不亮',
    '李家沟水漫出来了',
    '回家路上井盖没了',
    '大家注意,3网格1单元停水',
    '小区门口的垃圾没人收',
    '阿婆三天没出门了',
    '妈祖宫往东五十米有个坑',
    '谢谢师傅,谢谢电力师傅',
    '包工头不给钱',
  ])('leaves what names nobody: %s', (text) => {
    expect(masked(text)).toBe(text)
  })

  it("hides the town's people, with and without their surname, however they are written", () => {
    expect(masked('何晓琳让我报的')).not.toMatch(/晓琳/)
    expect(masked('春生说水停了')).not.toContain('春生')
    expect(masked('許國棟讓我報的')).not.toMatch(/[国國][栋棟]/)
  })

  it('hides the names of the sender and of the chat', () => {
    const text = masked('我是水边的风,东沁村邻里群里说过了', ['水边的风', '东沁村邻里群'])
    expect(text).toBe('我是****,******里说过了')
  })

  it('hides every mobile number and every person of the town, whatever stands around them', () => {
    const names = town.people.map(({ name }) => name)
    const around = fc.stringMatching(/^[路灯不亮水沟堵了,。 ]{0,12}$/)
    const number = fc.stringMatching(/^1[3-9]\d{9}$/)
    fc.assert(
      fc.property(around, fc.constantFrom(...names), around, number, around, (a, name, b, phone, c) => {
        const text = masked(`${a}${name}${b} ${phone} ${c}`)
        expect(text).not.toContain(name)
        expect(text).not.toMatch(/\d{4}/)
      }),
    )
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(typeof masked(text)).toBe('string')
      }),
    )
  })

  it('takes long texts made to last, quickly', () => {
    const before = performance.now()
    for (const piece of ['陈', '阿', '1', '1 ', '王某', 'a1', '*', '林志', '老小'])
      masked(piece.repeat(2_000))
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})
