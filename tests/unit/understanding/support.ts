import { bareTown } from '../../../src/domain/area/bare-town.ts'
import { type Area, indexTown, type Town } from '../../../src/domain/area/town.ts'
import type { ReadInput, ThreadContext } from '../../../src/domain/understanding/types.ts'

type Row = [
  code: string,
  parent: string | null,
  level: string,
  name: string,
  aliases?: string,
  point?: [number, number],
]

export function makeTown(rows: readonly Row[]): Town {
  const areas: Area[] = rows.map(([code, parent, level, name, aliases, point]) => ({
    code,
    parent,
    level,
    name,
    aliases: aliases ? aliases.split('|') : [],
    kind: 'mixed',
    households: null,
    lng: point?.[0] ?? null,
    lat: point?.[1] ?? null,
  }))
  return indexTown({ ...bareTown('TT', 'test'), areas })
}

/** Villages by the sea: grids and units by number, one island, a park whose grids are firms. */
export const coast: Town = makeTown([
  ['hs', null, 'town', '海硕镇'],
  ['dq', 'hs', 'village', '东沁村', '东沁|东沁大队', [119.1, 25.2]],
  ['dq3', 'dq', 'grid', '东沁村第3网格', '妈祖宫片'],
  ['dq3u1', 'dq3', 'unit', '第3网格第1单元'],
  ['dq3u2', 'dq3', 'unit', '第3网格第2单元', '下厝角'],
  ['dq4', 'dq', 'grid', '东沁村第4网格'],
  ['dq4u1', 'dq4', 'unit', '第4网格第1单元'],
  ['dq12', 'dq', 'grid', '东沁村第12网格'],
  ['dqs', 'hs', 'village', '东沁山村', '东沁山'],
  ['dqs3', 'dqs', 'grid', '3网格'],
  ['dqs3u1', 'dqs3', 'unit', '1单元'],
  ['ly', 'hs', 'village', '螺屿村', '螺屿', [119.2, 25.1]],
  ['ly1', 'ly', 'grid', '一网格', '码头片'],
  ['ly1g2', 'ly1', 'unit', '二组'],
  ['yq', 'hs', 'village', '临港园区', '工业园'],
  ['yqhx', 'yq', 'grid', '恒鑫鞋业', '恒鑫'],
])

/** A city quarter: compounds with phases, buildings and entrances. */
export const city: Town = makeTown([
  ['cx', null, 'town', '春晓街道'],
  ['gh', 'cx', 'village', '桂花社区'],
  ['ghy', 'gh', 'grid', '金桂苑', '金桂苑小区'],
  ['ghy3', 'ghy', 'grid2', '3号楼'],
  ['ghy3u2', 'ghy3', 'unit', '2单元'],
  ['ghy12', 'ghy', 'grid2', '12号楼'],
  ['ghb', 'gh', 'grid', '银桂苑'],
  ['ghb3', 'ghb', 'grid2', '3栋'],
  ['hx', 'cx', 'village', '河西社区'],
  ['hxa', 'hx', 'grid', '河西家园A区'],
  ['hxa1', 'hxa', 'unit', '1栋'],
  ['hxs', 'hx', 'grid', '河西菜市场', '菜市场', [104.05, 30.65]],
])

export const NOBODY: ThreadContext = { recent: [], open: [] }
export const NOON = new Date('2026-07-12T12:00:00+08:00')

export function said(text: string, more: Partial<ReadInput> = {}): ReadInput {
  return {
    text,
    hasPhoto: false,
    at: NOON,
    conversation: { kind: 'group', area: null },
    sender: { role: 'unit_chief', area: null },
    ...more,
  }
}

/** Said in a group bound to `group` by someone who holds a post for `sender`. */
export function inGroup(text: string, group: string | null, sender: string | null = null): ReadInput {
  return said(text, {
    conversation: { kind: 'group', area: group },
    sender: { role: 'unit_chief', area: sender },
  })
}

/** The quickest of some runs in ms: what the work costs when nothing else is going on. */
export function quickest(work: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 8; run++) {
    const start = performance.now()
    work()
    best = Math.min(best, performance.now() - start)
  }
  return best
}
