import type { NumberChain, PlaceKind } from '../../area/numbered.ts'
import { exchangedPlace } from './exchanged.ts'
import type { Letter } from './letter.ts'
import type { Name, NameKind } from './names.ts'
import { isSlip, isTransposed } from './slips.ts'

/** Why two letters tell of two places, with the words of each. */
export interface Conflict {
  rule: '地区不同' | '名称不同' | '编号不同' | '改了地方'
  a: string
  b: string
}

const FINE: readonly NameKind[] = ['line', 'estate', 'body', 'ward', 'road']
const NUMBERS: readonly PlaceKind[] = ['zone', 'building', 'unit', 'group', 'grid', 'any']

/**
 * Whether the letters speak of different places or bodies. `copied` tells that their wording is almost the same:
 * then every name and number that was exchanged counts, otherwise only what stands in the titles.
 */
export function findConflict(a: Letter, b: Letter, copied: boolean): Conflict | null {
  return (
    districts(a, b, 'district') ??
    districts(a, b, 'city') ??
    titleNames(a, b) ??
    numbers(a.titleNumbers, b.titleNumbers) ??
    doors(a.full, b.full) ??
    (copied && a.full !== b.full ? exchanged(a, b) : null)
  )
}

const cores = (names: readonly Name[], kind: NameKind) =>
  new Set(names.filter((name) => name.kind === kind).map((name) => name.core))

function districts(a: Letter, b: Letter, kind: 'district' | 'city'): Conflict | null {
  const [inA, inB] = [cores(a.titleNames, kind), cores(b.titleNames, kind)]
  if (inA.size === 0 || inB.size === 0) return null
  const [allA, allB] = [cores(a.names, kind), cores(b.names, kind)]
  const shared = [...inA].some((code) => allB.has(code)) || [...inB].some((code) => allA.has(code))
  return shared ? null : { rule: '地区不同', a: [...inA].join(), b: [...inB].join() }
}

/** Names of one kind in both titles, none of which the other letter knows. */
function titleNames(a: Letter, b: Letter): Conflict | null {
  if (a.titleNames.some((name) => FINER.has(name.kind) && b.titleNames.some((other) => alike(name, other))))
    return null
  for (const kind of FINE) {
    const inA = a.titleNames.filter((name) => name.kind === kind)
    const inB = b.titleNames.filter((name) => name.kind === kind)
    if (inA.length === 0 || inB.length === 0) continue
    if (inA.some((name) => knows(b, name)) || inB.some((name) => knows(a, name))) continue
    return { rule: '名称不同', a: inA[0]?.core ?? '', b: inB[0]?.core ?? '' }
  }
  return null
}

const FINER: ReadonlySet<NameKind> = new Set(['estate', 'body', 'line'])

function knows(letter: Letter, name: Name): boolean {
  return letter.full.includes(stem(name)) || letter.names.some((other) => alike(name, other))
}

const GENERAL_END =
  /(?:大道|路|街|巷|村|镇|乡|街道|社区|花园|家园|嘉园|佳园|新城|国际城|国际|广场|公馆|山庄|公寓|庭院|华庭|大厦|学校|小学|中学|大学|学院|幼儿园|医院|银行|酒店|宾馆|超市|市场|车站|[城苑府郡湾园店站厂])$/

/** The part of a name that no other of its kind need have: 丽景花园 → 丽景. */
function stem(name: Name): string {
  const rest = name.core.replace(GENERAL_END, '')
  return rest.length >= 2 || name.kind === 'line' || /^\d|[东南西北一二三四五六七八九十]$/.test(rest)
    ? rest.length >= 2
      ? rest
      : name.core
    : name.core
}

/** 南湖云锦悦 and 云锦悦; not 鼎盛金域 and 鼎盛城. */
function alike(a: Name, b: Name): boolean {
  if (a.kind === 'district' || a.kind === 'city' || b.kind === 'district' || b.kind === 'city') return false
  const [one, two] = [stem(a), stem(b)]
  if (one === two || isSlip(one, two, 3)) return true
  const [short, long] = one.length <= two.length ? [one, two] : [two, one]
  if (long.includes(short)) return true
  const need = Math.max(3, Math.ceil(short.length * 0.6))
  for (let size = short.length - 1; size >= need; size--)
    for (let at = 0; at + size <= short.length; at++) {
      const found = long.indexOf(short.slice(at, at + size))
      if (found >= 0) return isRestAlike(short, at, long, found, size)
    }
  return false
}

/** 泰禾云开一品 and 云开壹品; not 绿城海外滩 and 绿地海外滩, where as many other characters stand in one place. */
function isRestAlike(one: string, at: number, two: string, found: number, size: number): boolean {
  const isOther = (mine: string, theirs: string) =>
    mine !== '' && mine.length === theirs.length && !isTransposed(mine, theirs)
  return (
    !isOther(one.slice(0, at), two.slice(0, found)) && !isOther(one.slice(at + size), two.slice(found + size))
  )
}

function numbers(a: readonly NumberChain[], b: readonly NumberChain[]): Conflict | null {
  const [inA, inB] = [byKind(a), byKind(b)]
  for (const kind of NUMBERS) {
    const [one, two] = [inA.get(kind), inB.get(kind)]
    if (!one || !two || [...one].some((n) => two.has(n))) continue
    return { rule: '编号不同', a: `${kind} ${[...one].join()}`, b: `${kind} ${[...two].join()}` }
  }
  return null
}

function byKind(chains: readonly NumberChain[]): Map<PlaceKind, Set<string>> {
  const kinds = new Map<PlaceKind, Set<string>>()
  for (const { steps } of chains)
    for (const step of steps) {
      const kind = step.kind === 'any' ? 'building' : step.kind
      const set = kinds.get(kind) ?? new Set()
      kinds.set(kind, set.add(step.n))
    }
  return kinds
}

function exchanged(a: Letter, b: Letter): Conflict | null {
  const place = exchangedPlace(a, b)
  return place && { rule: '改了地方', ...place }
}

const DOOR = /([一-龥]{2}(?:大道|[路街巷弄]))(\d{1,4})号/g

/** House numbers of one road: 石板巷22号, 石板巷35号. */
function doors(a: string, b: string): Conflict | null {
  const [inA, inB] = [doorsOf(a), doorsOf(b)]
  for (const [road, numbersA] of inA) {
    const numbersB = inB.get(road)
    if (!numbersB || [...numbersA].some((n) => numbersB.has(n))) continue
    return { rule: '编号不同', a: `${road}${[...numbersA].join()}`, b: `${road}${[...numbersB].join()}` }
  }
  return null
}

function doorsOf(text: string): Map<string, Set<string>> {
  const roads = new Map<string, Set<string>>()
  for (const [, road = '', n = ''] of text.matchAll(DOOR))
    roads.set(road, (roads.get(road) ?? new Set()).add(n))
  return roads
}
