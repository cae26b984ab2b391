import { numberChains } from '../../area/numbered.ts'
import type { Letter } from './letter.ts'
import { areCounterparts, hasPartOf, knows } from './name-likeness.ts'
import type { Name } from './names.ts'
import { rivalNames } from './rival-names.ts'

/** Words of two reports that may be of two spots though the rest agrees, or null: then a person is asked. */
export function spotDoubt(a: Letter, b: Letter): { a: string; b: string } | null {
  return crossings(a, b) ?? heights(a.full, b.full) ?? sides(a.full, b.full) ?? rivalNames(a.full, b.full)
}

/** The north gate, the west side: parts of one place. 城南, 河东 are names. */
const SIDE = /(?<![城河江湖])[东南西北]{1,2}[区门侧段头边口岸角院塔座片](?!街|镇|村)/g

function sides(a: string, b: string): { a: string; b: string } | null {
  const [inA, inB] = [a.match(SIDE) ?? [], b.match(SIDE) ?? []]
  const [one, two] = [inA[0], inB[0]]
  if (one === undefined || two === undefined) return null
  const said = new Set(inB.map((side) => side.slice(0, -1)))
  return inA.some((side) => said.has(side.slice(0, -1))) ? null : { a: one, b: two }
}

const roads = ({ names }: Letter) => names.filter(({ kind }) => kind === 'road')

/** 南环路 and 北环路 with one more road in common, or crossings of which one road differs. */
function crossings(a: Letter, b: Letter): { a: string; b: string } | null {
  const [inA, inB] = [roads(a), roads(b)]
  const mine = inA.filter((name) => !knows(b, name))
  const theirs = inB.filter((name) => !knows(a, name))
  for (const one of inA)
    for (const two of inB)
      if (areCounterparts(one.core, two.core) && !b.full.includes(one.core) && !a.full.includes(two.core))
        return { a: one.core, b: two.core }
  const [one, two] = [mine[0], theirs[0]]
  return one && two && inA.length > 1 && inB.length > 1 ? { a: one.core, b: two.core } : null
}

/** A room without a word for it: 公寓1602. No emergency number, sum, year or bus. */
const ROOM = /(?<![\d.-])(?!1(?:10|19|20|22)(?!\d))\d{3,4}(?![\d.:年月日元块米人度路点-])/g

/** Rooms of one building that differ, or lie on other floors. */
function heights(a: string, b: string): { a: string; b: string } | null {
  const [inA, inB] = [heightsOf(a), heightsOf(b)]
  if (inA.rooms.length > 0 && inB.rooms.length > 0 && !inA.rooms.some((room) => inB.rooms.includes(room)))
    return { a: inA.rooms.join(), b: inB.rooms.join() }
  if (inA.floors.length === 0 || inB.floors.length === 0) return null
  const shared = inA.floors.some((floor) => inB.floors.includes(floor))
  return shared ? null : { a: inA.floors.join(), b: inB.floors.join() }
}

function heightsOf(text: string): { rooms: string[]; floors: string[] } {
  const steps = numberChains(text).flatMap((chain) => chain.steps)
  const told = steps.filter(({ kind, n }) => kind === 'room' && n.length >= 3).map(({ n }) => n)
  const rooms = told.length > 0 ? told : (text.match(ROOM) ?? [])
  const floors = steps.filter(({ kind }) => kind === 'floor').map(({ n }) => n)
  return { rooms, floors: [...floors, ...rooms.map((room) => room.slice(0, -2))] }
}

/** Whether a report names a spot, other than by `place`, of which the other has no part. */
export function namesMore(letter: Letter, other: Letter, place: string | null): boolean {
  const own = ({ kind, core }: Name) =>
    kind !== 'city' && kind !== 'district' && !(place?.includes(core) ?? false)
  return letter.names.some((name) => own(name) && !hasPartOf(other, name))
}
