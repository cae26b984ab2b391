import type { Area } from '../../domain/area/town.ts'
import { type Problems, quote } from './problem.ts'
import type { ReadAreas } from './read-areas.ts'

const label = (area: Area) => `${quote(area.name)}(${area.code})`

function checkParents({ areas, rowOf }: ReadAreas) {
  for (const area of areas) {
    if (area.parent !== null && !rowOf.has(area.parent))
      rowOf.get(area.code)?.unknown('parent', area.parent, rowOf.keys())
  }
}

/** Reports every ring once, in the row that comes first in the file. */
function checkRings({ areas, rowOf }: ReadAreas) {
  const byCode = new Map(areas.map((a) => [a.code, a]))
  const state = new Map<string, 'open' | 'done'>()
  for (const start of areas) {
    const path: Area[] = []
    let area: Area | undefined = start
    while (area && !state.has(area.code)) {
      state.set(area.code, 'open')
      path.push(area)
      area = area.parent === null ? undefined : byCode.get(area.parent)
    }
    if (area && state.get(area.code) === 'open') {
      const ring = path.slice(path.indexOf(area))
      const chain = [...ring, ring[0] ?? area].map((a) => a.code).join(' → ')
      const rows = ring.flatMap((a) => rowOf.get(a.code) ?? []).sort((a, b) => a.line - b.line)
      rows[0]?.error('parent', {
        message: `上级绕成了圈：${chain}`,
        remedy: '改正其中一个区域的上级',
        en: `the parents form a ring: ${chain}: correct one of them`,
      })
    }
    for (const member of path) state.set(member.code, 'done')
  }
}

function checkTop({ areas, rowOf }: ReadAreas, file: string, problems: Problems) {
  const tops = areas.filter((a) => a.parent === null)
  if (areas.length > 0 && tops.length === 0)
    problems.error({
      file,
      line: null,
      message: '没有最上级区域',
      remedy: '最上级那一行的「parent」要空着',
      en: 'no top area: leave "parent" empty in the row of the topmost one',
    })
  const [first, ...others] = tops
  for (const other of others)
    rowOf.get(other.code)?.error('parent', {
      message: `最上级区域只能有一个，已有 ${first ? label(first) : ''}`,
      remedy: '填上它的上级',
      en: `there is already a top area (${first?.code}): fill in the parent`,
    })
}

function warnLevels({ areas, rowOf }: ReadAreas, levels: readonly string[]) {
  const byCode = new Map(areas.map((a) => [a.code, a]))
  for (const area of areas) {
    const parent = area.parent === null ? undefined : byCode.get(area.parent)
    if (!parent || area.level === '' || parent.level === '') continue
    if (levels.indexOf(area.level) > levels.indexOf(parent.level)) continue
    rowOf.get(area.code)?.warn('level', {
      message: `层级 ${area.level} 不在上级 ${label(parent)} 的层级 ${parent.level} 之下`,
      remedy: '检查「level」和「parent」',
      en: `level ${area.level} is not below the parent's level ${parent.level}: check both`,
    })
  }
}

function warnNamesakes({ areas, rowOf }: ReadAreas) {
  const seen = new Map<string, Area>()
  for (const area of areas) {
    const key = `${area.parent ?? ''}\u0000${area.name}`
    const first = seen.get(key)
    if (!first) seen.set(key, area)
    else if (area.name !== '')
      rowOf.get(area.code)?.warn('name', {
        message: `同一个上级下面有两个「${quote(area.name)}」（另一个在第 ${rowOf.get(first.code)?.line} 行）`,
        remedy: '加别名把它们分开，否则读消息时分不清',
        en: `two areas named "${quote(area.name)}" under one parent (the other is in line ${rowOf.get(first.code)?.line})`,
      })
  }
}

/** What only shows when all areas are seen together. */
export function checkTree(read: ReadAreas, levels: readonly string[], file: string, problems: Problems) {
  if (read.areas.length === 0)
    problems.error({
      file,
      line: null,
      message: '一个区域也没有',
      remedy: '至少写一个最上级区域（「parent」空着）',
      en: 'no area at all: write at least the topmost one',
    })
  checkParents(read)
  checkRings(read)
  checkTop(read, file, problems)
  warnLevels(read, levels)
  warnNamesakes(read)
}
