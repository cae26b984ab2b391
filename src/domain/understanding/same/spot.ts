import { type NumberChain, numberChains } from '../../area/numbered.ts'
import { landmarks } from '../landmarks.ts'
import { normalise } from '../normalise.ts'
import type { Letter } from './letter.ts'
import { isVariant } from './slips.ts'

/** How the spots of two texts within an area lie to each other; null when they don't both tell one. */
export type Spots = 'one' | 'different' | null

const SPOT_END =
  /(?:家门口|门口|路口|旁边|边上|对面|后面|前面|楼下|楼上|附近|一带|那边|那里|这边|这里|里面|外面|上面|下面|转角处?|拐角处?|拐弯处|[旁边侧头上下口里])+$/
/** Landmarks that many places have. */
const COMMON =
  /^(?:路边|门口|旁边|楼下|楼上|对面|附近|后面|前面|门前|屋后|路口|家门口|楼道|大门|停车场|工地|单元门)$/

/** Compares numbers (3号楼2单元) and landmarks (妈祖宫旁). Names are compared elsewhere. */
export function compareSpots(a: Letter, b: Letter): Spots {
  const [mine, theirs] = [stems(a.full), stems(b.full)]
  if (mine.some((stem) => theirs.some((other) => stem === other || isVariant(stem, other)))) return 'one'
  if (sharedNumbers(numberChains(a.full), numberChains(b.full))) return 'one'
  return mine.length > 0 && theirs.length > 0 ? 'different' : null
}

/** Buildings, units and groups of both texts, the finest both tell. */
function sharedNumbers(a: readonly NumberChain[], b: readonly NumberChain[]): boolean {
  const placed = (chains: readonly NumberChain[]) =>
    chains.flatMap(({ steps }) =>
      steps
        .filter(({ kind }) => kind !== 'floor' && kind !== 'room' && kind !== 'zone')
        .map(({ kind, n }) => `${kind === 'any' ? 'building' : kind} ${n}`),
    )
  const others = new Set(placed(b))
  return placed(a).some((step) => others.has(step))
}

/** Kinds of places: which one is told by what stands before. */
const GENERAL =
  /^(?:超市|便利店|小卖部|菜市场|农贸市场|市场|小学|中学|幼儿园|学校|药店|饭店|餐馆|酒店|宾馆|理发店|公园|广场)/

/** 鲜又多超市: up to four characters before the kind are its name. */
const ownName = (text: string, at: number) => at - (/[一-龥]{0,4}$/.exec(text.slice(0, at))?.[0].length ?? 0)

function stems(text: string): string[] {
  return landmarks(text)
    .map(({ start, end }) =>
      text.slice(GENERAL.test(text.slice(start, end)) ? ownName(text, start) : start, end),
    )
    .filter((words) => !COMMON.test(words))
    .map((words) => words.replace(SPOT_END, ''))
    .filter((words) => words.length >= 2)
}

/** Whether the words for the place, as the service kept them, mean one spot. */
export function placeWordsAgree(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false
  const [one, two] = [plainPlace(a), plainPlace(b)]
  if (Math.min(one.length, two.length) < 2) return false
  return one === two || one.includes(two) || two.includes(one)
}

const plainPlace = (words: string) =>
  normalise(words)
    .text.replace(/[\s,的、-]/g, '')
    .replace(SPOT_END, '')
