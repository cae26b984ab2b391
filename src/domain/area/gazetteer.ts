import { PhraseIndex } from '../../lib/phrase-index.ts'
import type { Point } from '../message.ts'
import { pointIndex } from './gazetteer-points.ts'
import { type NumberChain, numberChains, type PlaceNumber } from './numbered.ts'
import { type Area, lineage, type Town } from './town.ts'

/** A name of the town found in a text; `areas` are all that bear it. */
export interface NameHit {
  start: number
  end: number
  areas: readonly Area[]
  /** The name was shortened by us (东沁 for 东沁村), so it is a little less sure. */
  shortened: boolean
}

/** The town's names and numbers, indexed for reading. Built once per town. */
export interface Gazetteer {
  /** Names in plain text, longest first where they overlap, left to right. */
  names(text: string): NameHit[]
  /** Areas below (or at) `base` whose own numbers end with these steps. */
  numbered(steps: readonly PlaceNumber[], base: string): Area[]
  /** The nearest area with coordinates within `limit` metres. */
  nearest(point: Point, limit: number): { area: Area; metres: number } | null
  isWithin(code: string, within: string): boolean
  /** The deepest area that holds all of these. */
  common(codes: readonly string[]): string
}

const SUFFIX =
  /(?:有限责任公司|股份有限公司|集团有限公司|科技有限公司|有限公司|集团|公司|居民委员会|村民委员会|社区居委会|村委会|居委会|社区|自然村|行政村|新村|街道办事处|街道|小区|村|镇|乡|片区|组团)$/
/** Short forms that are everyday words; a place is not meant by them alone. */
const EVERYDAY = new Set(
  '和平 幸福 光明 团结 中心 建设 解放 人民 希望 平安 文明 安全 健康 发展 阳光 前进 胜利 友谊 友好 民主 自由 新华 红旗 东风 向阳 朝阳 城关 城东 城西 城南 城北 河东 河西 中山 文化 体育 工业 农业 科技 教育 公园 广场 市场 学校 医院 车站 码头 大桥 新城 新区 开发 东方 西方 南方 北方 大家 群众 居民 村民 富强 和谐 友爱 美丽 幸运 快乐 如意 吉祥 花园 家园 新村 老街 新街 大路 水库 工厂 企业 园区 先锋 奋斗 勤俭 创业 创新 振兴 复兴 长江 黄河 太平 永安 长安 兴旺 兴业 金融 商业 生活 环境 河边 山上 海边 村口'.split(
    ' ',
  ),
)

interface Numbered {
  area: Area
  /** Numbers of the area and all above it, outermost first. */
  chain: PlaceNumber[]
}

/** Builds the indexes; linear in the number of areas. `plain` makes names comparable with plain text. */
export function buildGazetteer(town: Town, plain: (name: string) => string): Gazetteer {
  const names = new PhraseIndex<{ area: Area; shortened: boolean }>()
  const enter = new Map<string, number>()
  const leave = new Map<string, number>()
  const byLast = new Map<string, Numbered[]>()
  const visit = orderOf(town)
  const chains = new Map<string, PlaceNumber[]>()

  for (const { area, number, last } of visit) {
    enter.set(area.code, number)
    leave.set(area.code, last)
    const above = area.parent === null ? [] : (chains.get(area.parent) ?? [])
    const chain = [...above]
    for (const [index, raw] of [area.name, ...area.aliases].entries()) {
      const name = plain(raw)
      const found = numberChains(name)
      const tail = found[found.length - 1]
      const own =
        tail && tail.end >= name.length - 1 ? tail : /^\d{1,3}$/.test(name) ? bareChain(name) : undefined
      const head = own ? name.slice(0, own.start).trim() : name
      if (own && index === 0) chain.push(...withoutRepeated(own.steps, above))
      else if (own && own.steps.length > 0)
        addNumbered(byLast, area, [...above, ...withoutRepeated(own.steps, above)])
      if (own && head.length < 2) continue
      addName(names, name, area, false)
      if (!own) {
        const short = name.replace(SUFFIX, '')
        if (short !== name && short.length >= 2 && !EVERYDAY.has(short)) addName(names, short, area, true)
      }
    }
    chains.set(area.code, chain)
    if (chain.length > above.length) addNumbered(byLast, area, chain)
  }
  const order = (area: Area) => enter.get(area.code) ?? 0
  for (const list of byLast.values()) list.sort((a, b) => order(a.area) - order(b.area))

  const isWithin = (code: string, within: string) => {
    const at = enter.get(code)
    const from = enter.get(within)
    return at !== undefined && from !== undefined && at >= from && at <= (leave.get(within) ?? -1)
  }
  const points = pointIndex(town)

  return {
    names: (text) => findNames(names, text),
    numbered: (steps, base) => {
      const last = steps[steps.length - 1]
      const from = enter.get(base)
      const to = leave.get(base)
      if (!last || from === undefined || to === undefined) return []
      const found: Area[] = []
      for (const key of keysOf(last)) {
        const list = byLast.get(key) ?? []
        for (let i = lowerBound(list, (item) => order(item.area) < from); i < list.length; i++) {
          const item = list[i]
          if (!item || order(item.area) > to) break
          if (endsWith(item.chain, steps) && !found.includes(item.area)) found.push(item.area)
        }
        if (found.length > 0) break
      }
      return found
    },
    nearest: (point, limit) => points(point, limit),
    isWithin,
    common: (codes) => commonArea(town, codes),
  }
}

function bareChain(name: string): NumberChain {
  return { start: 0, end: name.length, steps: [{ kind: 'any', n: String(Number(name)) }] }
}

/** `第3网格第1单元` below `第3网格` adds only the unit. */
function withoutRepeated(own: readonly PlaceNumber[], above: readonly PlaceNumber[]): PlaceNumber[] {
  let skip = 0
  const same = (a: PlaceNumber | undefined, b: PlaceNumber | undefined) =>
    a && b && a.n === b.n && (a.kind === b.kind || b.kind === 'any' || a.kind === 'any')
  for (let length = Math.min(own.length - 1, above.length); length > 0; length--) {
    const tail = above.slice(above.length - length)
    if (tail.every((step, i) => same(own[i], step))) {
      skip = length
      break
    }
  }
  return own.slice(skip)
}

function addNumbered(map: Map<string, Numbered[]>, area: Area, chain: PlaceNumber[]): void {
  const last = chain[chain.length - 1]
  if (!last) return
  const key = `${last.kind}:${last.n}`
  const list = map.get(key)
  if (list) list.push({ area, chain })
  else map.set(key, [{ area, chain }])
}

function addName(
  index: PhraseIndex<{ area: Area; shortened: boolean }>,
  name: string,
  area: Area,
  shortened: boolean,
): void {
  if (name.length >= 2) index.add(name, { area, shortened })
}

/** Kinds that people mix up: a bare number may be any, a group may be called a grid. */
function keysOf(step: PlaceNumber): string[] {
  const kinds: PlaceNumber['kind'][] =
    step.kind === 'any'
      ? ['building', 'any', 'grid', 'unit', 'group']
      : step.kind === 'building'
        ? ['building', 'any']
        : step.kind === 'grid'
          ? ['grid', 'any']
          : step.kind === 'group'
            ? ['group', 'any']
            : [step.kind, 'any']
  return kinds.map((kind) => `${kind}:${step.n}`)
}

/** The steps stand in the chain in this order, and the last of both is the same. */
function endsWith(chain: readonly PlaceNumber[], steps: readonly PlaceNumber[]): boolean {
  let at = chain.length - 2
  for (let i = steps.length - 2; i >= 0; i--) {
    const keys = keysOf(steps[i] ?? { kind: 'any', n: '' })
    while (at >= 0 && !keys.includes(`${chain[at]?.kind}:${chain[at]?.n}`)) at--
    if (at < 0) return false
    at--
  }
  return true
}

function lowerBound<T>(list: readonly T[], before: (item: T) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const mid = (low + high) >> 1
    const item = list[mid]
    if (item !== undefined && before(item)) low = mid + 1
    else high = mid
  }
  return low
}

function findNames(index: PhraseIndex<{ area: Area; shortened: boolean }>, text: string): NameHit[] {
  const hits: NameHit[] = []
  for (const hit of index.longest(text)) {
    const { start, end } = hit
    const full = hit.value.filter((value) => !value.shortened)
    const values = full.length > 0 ? full : hit.value
    const shortened = full.length === 0
    const next = text.slice(end, end + 2)
    if (
      /^(?:路(?![口边上灯段面旁])|[街巷](?![口道上里]))/.test(next) &&
      !/[路街巷]/.test(text.charAt(end - 1))
    )
      continue
    if (shortened && /^[省市县州]/.test(next)) continue
    hits.push({ start, end, areas: values.map((value) => value.area), shortened })
  }
  return hits
}

interface Visited {
  area: Area
  number: number
  /** Number of the last area below it. */
  last: number
}

/** Numbers the tree so that what lies within an area is one range. Areas cut off from the top come last, alone. */
function orderOf(town: Town): Visited[] {
  const visited: Visited[] = []
  const stack: { area: Area; entry: Visited | null }[] = []
  const top = town.areaByCode.get(town.top)
  if (top) stack.push({ area: top, entry: null })
  while (stack.length > 0) {
    const frame = stack[stack.length - 1]
    if (!frame) break
    if (frame.entry) {
      frame.entry.last = visited.length - 1
      stack.pop()
      continue
    }
    frame.entry = { area: frame.area, number: visited.length, last: visited.length }
    visited.push(frame.entry)
    const children = town.childrenOf.get(frame.area.code) ?? []
    for (let i = children.length - 1; i >= 0; i--) {
      const area = children[i]
      if (area) stack.push({ area, entry: null })
    }
  }
  return visited
}

function commonArea(town: Town, codes: readonly string[]): string {
  const [first, ...rest] = codes
  if (first === undefined) return town.top
  const sets = rest.map((code) => new Set(lineage(town, code).map((area) => area.code)))
  return lineage(town, first).find((area) => sets.every((set) => set.has(area.code)))?.code ?? town.top
}
