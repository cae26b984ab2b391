import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'csv-stringify/sync'
import { random } from '../../tests/support/telegram/chaos.ts'

const DEMO_TOWN = fileURLToPath(new URL('../../prisma/towns/dongzhuang', import.meta.url))
const FIRST = [...'东西南北上下前后新旧大小白青石沙金龙凤福安永高长平清明水木竹梅松兰荷桂']
const SECOND = [...'沁浦林湾井庄坑埔厝桥岭山溪洋塘坂楼宅店垵坡洲港屿頭峰源泉田园']
const SPOTS = ['大榕树', '祠堂', '戏台', '晒谷场', '老码头', '水井', '卫生所', '篮球场', '菜市', '渡口']
const GRIDS = 9
const UNITS = 10
const PER_VILLAGE = 1 + GRIDS * (1 + UNITS)

export interface Place {
  /** `东沁村3网格2单元` */
  text: string
  code: string
  village: string
}

/**
 * Writes a made-up town folder: a district, a town, and villages of 9 grids with 10 units each, a chief per unit, a
 * web group per village, and the demo town's departments. Aliases repeat between villages, as they do in life.
 * @param areas about how many areas, from 100 up
 * @returns all units
 */
export async function writeTown(folder: string, areas: number, seed = 7): Promise<Place[]> {
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)]
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const file of ['departments.csv', 'responsibilities.csv', 'policy.yaml'])
    await cp(join(DEMO_TOWN, file), join(folder, file))
  const names = new Set<string>()
  const places: Place[] = []
  const rows: Record<string, string>[] = [
    { code: 'XY', parent: '', level: 'district', name: '秀屿示范区', aliases: '', kind: 'mixed' },
    { code: 'DZ', parent: 'XY', level: 'town', name: '东庄镇', aliases: '东庄', kind: 'mixed' },
  ]
  const people: Record<string, string>[] = []
  const groups: Record<string, string>[] = []
  const villages = Math.max(1, Math.round(areas / PER_VILLAGE))
  // The demo town's departments and responsibilities name these.
  const fixed = ['DQ', 'SP', 'QL', 'SW', 'HJ', 'ZJ', 'YQ']
  for (let v = 0; v < villages; v++) {
    let name = ''
    while (name === '' || names.has(name))
      name = `${pick(FIRST)}${next() < 0.4 ? pick(FIRST) : ''}${pick(SECOND)}`
    names.add(name)
    const code = fixed[v] ?? `V${v}`
    rows.push({ code, parent: 'DZ', level: 'village', name: `${name}村`, aliases: name, kind: 'village' })
    groups.push({ channel: 'web', chat: `g-${code}`, name: `${name}村网格群`, area: code, department: '' })
    for (let g = 1; g <= GRIDS; g++) {
      const grid = `${code}-${g}`
      rows.push({
        code: grid,
        parent: code,
        level: 'grid',
        name: `${g}网格`,
        aliases: pick(SPOTS) ?? '',
        kind: 'village',
      })
      for (let u = 1; u <= UNITS; u++) {
        const unit = `${grid}-${u}`
        rows.push({
          code: unit,
          parent: grid,
          level: 'unit',
          name: `${g}网格${u}单元`,
          aliases: '',
          kind: 'village',
        })
        places.push({ text: `${name}村${g}网格${u}单元`, code: unit, village: code })
        const phone = String(18_800_000_000 + people.length)
        people.push({
          name: `${pick(FIRST)}${pick(SECOND)}${pick(FIRST)}`,
          phone,
          role: 'unit_chief',
          area: unit,
          department: '',
        })
      }
    }
  }
  for (let v = villages; v < fixed.length; v++)
    rows.push({
      code: fixed[v] ?? '',
      parent: 'DZ',
      level: 'village',
      name: `${fixed[v]}村`,
      aliases: '',
      kind: 'village',
    })
  for (const department of ['power', 'water', 'sanitation', 'urban', 'traffic', 'fire'])
    groups.push({
      channel: 'web',
      chat: `d-${department}`,
      name: `${department}接单群`,
      area: '',
      department,
    })
  const table = (file: string, list: readonly Record<string, string>[]): Promise<void> =>
    writeFile(join(folder, file), stringify([...list], { header: true }))
  await table('areas.csv', rows)
  await table('people.csv', people)
  await table('groups.csv', groups)
  return places
}

/** Each goes to another department. */
export const MATTERS = [
  '门口的电线破皮了,下雨天滋滋响',
  '下水道堵了,污水冒到路面上',
  '垃圾堆了好几天没人清',
  '路灯坏了,晚上一片黑',
  '小车乱停堵住路口,车都出不去',
  '消防通道被杂物堵死了',
] as const
export const CHATTER = ['收到', '辛苦了', '好的', '谢谢大家', '早上好', '哈哈'] as const
