import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Stake } from '../../../src/domain/ticket/stakes.ts'
import { readStakes, stakesTold } from '../../../src/domain/understanding/stakes/read.ts'

/** `hurt 2`, `trapped ~7`, `ill ~`, `missing` */
const short = ({ kind, count, about }: Stake) => [kind, `${about ? '~' : ''}${count ?? ''}`].join(' ').trim()

describe('who and how much is at stake', () => {
  it.each([
    ['电梯里困了三个人', 'trapped 3'],
    ['两名工人被埋在井下', 'trapped 2'],
    ['脚手架塌了压住一个师傅', 'trapped 1'],
    ['小孩手卡在栏杆里', 'trapped'],
    ['三楼電梯關人', 'trapped'],
    ['一死三伤', 'dead 1, hurt 3'],
    ['撞倒了一个老人', 'hurt 1'],
    ['大爷摔断了腿', 'hurt'],
    ['有个小孩被电到了', 'hurt 1'],
    ['狗把孩子咬了', 'hurt'],
    ['好几个人受伤', 'hurt ~'],
    ['七八个学生上吐下泻', 'ill ~7'],
    ['一家五口煤气中毒', 'ill 5'],
    ['两个娃娃掉进鱼塘了一个还没上来', 'in_water 2'],
    ['孩子在桥上玩,掉河里了', 'in_water'],
    ['老人走丢了', 'missing'],
    ['300多户没电', 'households ~300'],
    ['三单元有12户停水,还有个瘫痪老人', 'frail, households 12'],
    ['6-2-301老人被困', 'trapped'],
  ])('%s', (text, told) => {
    expect(stakesTold(text).map(short).join(', ')).toBe(told)
  })

  it.each([
    '没人受伤',
    '怕砸到人',
    '差点砸到小孩',
    '有没有人受伤',
    '别让孩子掉进去',
    '有个女的坐在桥栏杆上要跳河',
    '我手机掉水里了',
    '我家狗掉河里了',
    '车困在水里',
    '两辆车撞了,人没受伤',
    '以前砸伤过人',
    '电梯困人已经救出来了,都解决了',
    '路灯不亮',
  ])('nothing: %s', (text) => {
    expect(stakesTold(text)).toEqual([])
  })

  it('children and old people count where a rule says that the matter is a danger to them', () => {
    const text = '井盖没了,孩子天天从那过'
    expect(readStakes(text, ['有孩子'])).toEqual([{ kind: 'children', count: null }])
    expect(readStakes(text, [])).toEqual([])
  })

  it('tells each kind once and no number below one, whatever is written', () => {
    const piece = fc.constantFrom(
      ...'一二两三十百几好多个人名户被困受伤死掉水里,。没怕老孩子0 1 99 俩仨'.split(''),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const stakes = stakesTold(pieces.join(''))
        expect(new Set(stakes.map(({ kind }) => kind)).size).toBe(stakes.length)
        for (const { count } of stakes) if (count !== null) expect(count).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })
})
