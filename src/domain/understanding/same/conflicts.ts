import { type NumberChain, numberChains, type PlaceKind } from '../../area/numbered.ts'
import { exchangedPlace } from './exchanged.ts'
import { type Letter, withoutCodes } from './letter.ts'
import { areAlike, areRivals, hasPartOf, knows } from './name-likeness.ts'
import type { Name, NameKind } from './names.ts'
import { sides } from './sides.ts'

/** Why two letters tell of two places, with the words of each. */
export interface Conflict {
  rule: '地区不同' | '名称不同' | '编号不同' | '改了地方' | '改了事情'
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
    otherSide(a, b) ??
    (copied && a.full !== b.full ? (exchanged(a, b) ?? renumbered(a, b)) : null)
  )
}

function otherSide(a: Letter, b: Letter): Conflict | null {
  const found = sides(a.full, b.full)
  return found && { rule: '改了地方', ...found }
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
  const among = (letter: Letter, kind: NameKind) => letter.titleNames.filter((name) => name.kind === kind)
  for (const kind of FINE) {
    const [inA, inB] = [among(a, kind), among(b, kind)]
    if (inA.some((name) => inB.some((other) => areAlike(name, other)))) continue
    const rival = inA.find((name) => inB.some((other) => areRivals(name, other, a, b)))
    if (rival) return { rule: '名称不同', a: rival.core, b: inB[0]?.core ?? '' }
  }
  const crossing = crossings(among(a, 'road'), among(b, 'road'), a, b)
  if (crossing) return crossing
  if (
    a.titleNames.some((name) => FINER.has(name.kind) && b.titleNames.some((other) => areAlike(name, other)))
  )
    return null
  for (const kind of FINE) {
    const [inA, inB] = [among(a, kind), among(b, kind)]
    if (inA.length === 0 || inB.length === 0) continue
    if (inA.some((name) => knows(b, name)) || inB.some((name) => knows(a, name))) continue
    return { rule: '名称不同', a: inA[0]?.core ?? '', b: inB[0]?.core ?? '' }
  }
  return strangers(a, b)
}

/** Two roads in each title of which only one is the same: two crossings of it. */
function crossings(inA: readonly Name[], inB: readonly Name[], a: Letter, b: Letter): Conflict | null {
  if (inA.length < 2 || inB.length < 2) return null
  const [one, two] = [inA.find((name) => !knows(b, name)), inB.find((name) => !knows(a, name))]
  return one && two ? { rule: '名称不同', a: one.core, b: two.core } : null
}

/** Names of whatever kinds in both titles, of which the other letter has not even a part. */
function strangers(a: Letter, b: Letter): Conflict | null {
  const [inA, inB] = [a, b].map(({ titleNames: names }) => names.filter(({ kind }) => FINE.includes(kind)))
  const [one, two] = [inA?.[0], inB?.[0]]
  if (!inA || !inB || !one || !two) return null
  const met = inA.some((name) => hasPartOf(b, name)) || inB.some((name) => hasPartOf(a, name))
  return met ? null : { rule: '名称不同', a: one.core, b: two.core }
}

const FINER: ReadonlySet<NameKind> = new Set(['estate', 'body', 'line'])

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
  return place && { rule: '改了地方', a: place.a, b: place.b }
}

const PLACED: ReadonlySet<PlaceKind> = new Set(['zone', 'building', 'unit', 'group', 'grid'])

/** In a copy buildings, entrances, phases and groups that each letter has for itself. */
function renumbered(a: Letter, b: Letter): Conflict | null {
  const [inA, inB] = [placedNumbers(a.full), placedNumbers(b.full)]
  const [mine, theirs] = [[...inA].filter((n) => !inB.has(n)), [...inB].filter((n) => !inA.has(n))]
  const one = mine.find((n) => theirs.some((other) => kindIn(other) === kindIn(n)))
  const two = theirs.find((other) => one !== undefined && kindIn(other) === kindIn(one))
  return one === undefined || two === undefined ? null : { rule: '编号不同', a: one, b: two }
}

const kindIn = (numbered: string) => numbered.slice(0, numbered.indexOf(' '))

const placedNumbers = (text: string) =>
  new Set(
    numberChains(withoutCodes(text)).flatMap(({ steps }) =>
      steps.filter(({ kind }) => PLACED.has(kind)).map(({ kind, n }) => `${kind} ${n}`),
    ),
  )

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
