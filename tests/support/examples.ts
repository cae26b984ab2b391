import type { Example } from '../../src/domain/understanding/model/lessons.ts'

const WHERE = [
  '妈祖宫前',
  '下厝角',
  '码头片',
  '祠堂后',
  '老街口',
  '小学旁',
  '桥头',
  '卫生所边',
  '晒谷场',
  '村口',
]
const WHEN = ['昨晚', '今天', '这两天', '前天起', '刚才', '一直']

/** What this town calls a street light (天星), said in many ways. */
export const JARGON = WHERE.flatMap((where, i) =>
  ['天星又灭了,派人来看看', '天星不会着了,走路看不清,派人来弄', '的天星歪了,派人来看看'].map(
    (what, j) => `${where}${WHEN[(i + j) % WHEN.length]}${what}`,
  ),
)

/** Reports that are read right as they are. */
export const PLAIN: readonly (readonly [string, string])[] = [
  ['下厝角垃圾堆了一地没人清', 'environment.garbage'],
  ['码头那边井盖不见了', 'facility.manhole'],
  ['二组家家户户都没水用,派人来看看', 'utility.water_cut'],
  ['村口大树倒了压在路上', 'facility.tree'],
  ['老街口污水冒出来臭死了', 'facility.drain'],
  ['隔壁工地半夜还在施工吵得睡不着', 'noise.construction'],
  ['祠堂后面着火了冒黑烟', 'emergency.fire'],
  ['三楼煤气味很重', 'safety.gas'],
]

let last = 0
/** An example with what matters to the test. */
export function example(text: string, more: Partial<Example> = {}): Example {
  const id = more.id ?? ++last
  return {
    id,
    ticketId: `t${id}`,
    text,
    hadPhoto: false,
    read: 'other',
    area: 'dq',
    right: 'facility.street_light',
    by: `dispatcher ${id % 3}`,
    at: new Date(Date.UTC(2026, 6, 1 + Math.floor(id / 10))),
    ...more,
  }
}
