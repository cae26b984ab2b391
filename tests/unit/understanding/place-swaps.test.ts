import { describe, expect, it } from 'vitest'
import { findConflict } from '../../../src/domain/understanding/same/conflicts.ts'
import { findDuplicates } from '../../../src/domain/understanding/same/find-duplicates.ts'
import { gistLikeness, gistOf } from '../../../src/domain/understanding/same/gist/gist.ts'
import { unpackVectors } from '../../../src/domain/understanding/same/gist/word-vectors.ts'
import { readLetter } from '../../../src/domain/understanding/same/letter.ts'
import { rivalNames } from '../../../src/domain/understanding/same/rival-names.ts'
import { isSlip, isTransposed } from '../../../src/domain/understanding/same/slips.ts'
import { spotDoubt } from '../../../src/domain/understanding/same/spot-doubts.ts'

/** A letter about `name`, as a neighbour copies it. */
const about = (name: string) => ({
  title: `A3区${name}门口的小吃摊天天占道，油烟熏人`,
  text: `我家住${name}，门口那十几个小吃摊从下午摆到凌晨，油烟直往窗户里灌，竹签和汤水倒得满地都是。城管来了就散，走了又摆。${name}的住户联名反映过两次，请划一块地方让他们集中经营。`,
})

const merged = (one: { title: string; text: string }, two: { title: string; text: string }) =>
  findDuplicates([
    { id: 'one', ...one },
    { id: 'two', ...two },
  ]).length === 1

describe('a copy about another place', () => {
  it.each([
    ['a compound', '桂语江南', '松风竹苑'],
    ['one character', '柳星公园', '柳月公园'],
    ['the word for its kind', '枣林小区', '枣林花园'],
    ['its first part', '金沙海外滩', '金城海外滩'],
    ['everyday words', '老朋友美食城', '好朋友美食城'],
    ['a direction', '南溪十里杏花', '北溪十里杏花'],
    ['a road', '东六路', '东七路'],
    ['a phase', '望岳山庄二期', '望岳山庄三期'],
    ['a zone', '紫荆中央公园C区', '紫荆中央公园A区'],
    ['a school', '棠梨小学', '桑园小学'],
    ['a group of a village', '柏溪村三组', '柏溪村六组'],
    ['a firm that has a number', '58好车市场', '77好车市场'],
  ])('is not merged: %s', (_, name, other) => {
    expect(merged(about(name), about(other))).toBe(false)
    expect(merged(about(name), about(name))).toBe(true)
  })

  it('is not merged when only the body tells the building', () => {
    const letter = (building: string) => ({
      title: '云栖里一楼占用绿道搭棚开餐馆',
      text: `云栖里${building}一楼的人把公共绿道围起来搭棚，开了家餐馆，客人划拳喝酒到半夜，楼上老人孩子没法睡。找过物业和社区，都说管不了，请城管拆掉。`,
    })
    expect(merged(letter('6栋2单元'), letter('9栋1单元'))).toBe(false)
    expect(merged(letter('1期2栋'), letter('2期5栋'))).toBe(false)
  })

  it('is merged when the second writer only mistyped it or changed whom it is sent to', () => {
    const sent = (letter: { title: string; text: string }, to: string) => ({
      ...letter,
      text: `${to}：${letter.text}请${to}过问。`,
    })
    expect(merged(about('金沙星际驿站'), about('沙金星际驿站'))).toBe(true)
    expect(merged(sent(about('桂语江南'), '李书记'), sent(about('桂语江南'), '陈市长'))).toBe(true)
  })
})

describe('titles that name places', () => {
  const letter = (title: string, text = '业主没有车位就不让进，物业说是规定。') =>
    readLetter({ id: '', title, text })

  it('are about two when neither letter knows a name of the other, of whatever kind', () => {
    const [one, two] = [letter('青竹家园物业违规卖人防车位'), letter('松陵路地下车位为什么只卖不租')]
    expect(findConflict(one, two, false)?.rule).toBe('名称不同')
    const knowing = letter('松陵路地下车位为什么只卖不租', '青竹家园的车位只卖不租。')
    expect(findConflict(one, knowing, false)).toBeNull()
  })
})

describe('slips', () => {
  it.each([
    ['盛力华苑', '盛利华苑', true],
    ['百婴格林', '百瀛格林', true],
    ['金沙海外滩', '沙金海外滩', true],
    ['柳星公园', '柳月公园', false],
    ['沁香春御园', '沁香春御苑', false],
    ['东六路口', '东七路口', false],
  ])('%s and %s: %s', (one, two, same) => {
    expect(isSlip(one, two)).toBe(same)
    expect(isSlip(two, one)).toBe(same)
  })

  it('tells the same characters in another order', () => {
    expect(isTransposed('张三丰', '张丰三')).toBe(true)
    expect(isTransposed('张三丰', '张三丰')).toBe(false)
  })
})

describe('names at the beginning of a clause', () => {
  it.each([
    ['石埠溪今天水是乳白的', '沙埠溪又在排白色的水', true],
    ['宗祠后墙要倒了,陈氏宗祠那边', '林氏宗祠后面那面墙裂了', true],
    ['石埠溪今天水是乳白的', '石埠溪又在排白色的水', false],
    ['祠堂门口的大樟树倒了', '祠堂那棵樟树倒下来', false],
    ['', '石埠溪', false],
  ])('%s | %s: rivals %s', (one, two, rivals) => {
    expect(rivalNames(one, two) !== null).toBe(rivals)
    expect(rivalNames(two, one) !== null).toBe(rivals)
  })
})

describe('spots that a person is asked about', () => {
  const line = (title: string) => readLetter({ id: '', title })

  it.each([
    ['北门停了辆面包车出不去', '便民市场南门被面包车堵死', true],
    ['和顺家园12-2-501门口有煤气味', '和顺家园12-2-1501门口有煤气味', true],
    ['丁香公寓1602有煤气味', '丁香公寓1206有煤气味', true],
    ['学府路南环路口路灯不亮', '北环路和学府路路口的路灯灭了', true],
    ['北门停了辆面包车出不去', '便民市场北侧门口被面包车堵死', false],
    ['已经打119了,仓库冒烟', '仓库着火,烧了1500块的货', false],
    ['丁香公寓1602有煤气味', '十六楼好大的煤气味,丁香公寓1602那边', false],
  ])('%s | %s: %s', (one, two, doubted) => {
    expect(spotDoubt(line(one), line(two)) !== null).toBe(doubted)
  })
})

describe('what words keep company', () => {
  const gist = (...words: string[]) => gistOf(words.map((word) => [word, 1]))

  it('is alike for one matter in other words', () => {
    expect(gistLikeness(gist('噪音', '施工'), gist('睡不着', '打桩'))).toBeGreaterThan(
      gistLikeness(gist('噪音', '施工'), gist('退款', '学费')) + 0.3,
    )
    expect(gistLikeness(gist('噪音'), gist('噪音'))).toBeCloseTo(1)
  })

  it('is nothing for words that nobody knows', () => {
    expect(gistLikeness(gist('\u0000'), gist('噪音'))).toBe(0)
    expect(gistLikeness(gist(), gist())).toBe(0)
  })

  it('is not read from parts that do not fit', () => {
    const vectors = Buffer.from([1, 2, 3]).toString('base64')
    expect(() => unpackVectors({ size: 2, words: '噪音 施工', vectors, mean: [0, 0] })).toThrow(/fit/)
  })
})
