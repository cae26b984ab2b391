import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { WIRE } from '../support/wire.ts'

onStage()

const stakesIn = (place: Parameters<typeof saidIn>[0]) =>
  saidIn(place).flatMap((text) => /涉及：(.+)/.exec(text)?.[1] ?? [])

describe('who is at stake', () => {
  it('stands on the cards, and grows with what is said later', async () => {
    const { work, power, chen } = scene
    chen.send(work, `${WIRE}，有个小孩被电到了`)
    await stage.quiet()
    expect(stakesIn(power)).toEqual([expect.stringContaining('1 人受伤')])
    expect(stakesIn(work)).toEqual([expect.stringContaining('1 人受伤')])
    chen.send(work, '现在两个人受伤了')
    await stage.quiet()
    expect(stakesIn(power)).toEqual([expect.stringContaining('2 人受伤')])
  })

  it('is not said where nobody told of any', async () => {
    const { work, power, chen } = scene
    chen.send(work, '东沁村3网格1单元路灯不亮')
    await stage.quiet()
    expect([...stakesIn(work), ...stakesIn(power)]).toEqual([])
  })
})
