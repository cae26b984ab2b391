import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Scene, type Stage, saidIn, startStage } from '../support/stage.ts'
import type { GroupDriver } from '../support/telegram/index.ts'

const WIRE = '东沁村3网格1单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响'
const WIRE_AGAIN = '3网格1单元秋菊阿婆家门口电线破了,滋滋响,下雨天吓人'

let stage: Stage
let scene: Scene
let south: GroupDriver
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.stop())
beforeEach(async () => {
  scene = await stage.scene()
  south = await scene.group('东沁村老乡群', { area: 'DQ' })
  south.join(scene.mei)
  await stage.quiet()
})
afterEach(() => {
  expect(stage.tg.strictErrors).toEqual([])
})

interface Row {
  number: number
  state: string
  urgency: string
  joined: string[]
  supplements: string[]
}
const tickets = () =>
  stage.sql<Row>(
    `SELECT right(number, 4)::int AS number, state, urgency,
       ARRAY(SELECT x->'reporter'->>'name' FROM jsonb_array_elements(data->'joined') x) AS joined,
       ARRAY(SELECT x->>'text' FROM jsonb_array_elements(data->'supplements') x) AS supplements
     FROM ticket ORDER BY number`,
  )

describe('one matter, many reporters', () => {
  it('a report in another group joins, is counted, and is said in one line', async () => {
    const { tg, quiet } = stage
    const { work, power, chen, mei } = scene
    chen.send(work, WIRE)
    const card = await tg.waitForMessage(work, /1号 · 电力线路隐患/)
    mei.send(south, WIRE_AGAIN)
    const line = await tg.waitForMessage(south, /报过了/)
    await quiet()
    expect(line.text).toMatch(/^这事陈淑华 .*报过了（1号），给您记上一起报，有结果一起通知。$/)
    expect(line.buttonTexts.flat()).toEqual(['不是同一件'])
    expect(await tickets()).toMatchObject([{ number: 1, joined: ['林小梅'] }])
    expect(card.text).toContain('2 人报过')
    expect(saidIn(south)).toHaveLength(1)
    expect(saidIn(power).filter((t) => t.includes('请处理'))).toHaveLength(1)
    expect(saidIn(power).join('\n')).toMatch(/又有人报 1号（林\*+，共 2 人）：/)
  })
})
