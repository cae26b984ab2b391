import { mostOf, type Stake } from '../../ticket/stakes.ts'
import { clausesOf } from '../clauses.ts'
import { saysMended } from '../context.ts'
import { normalise } from '../normalise.ts'
import { type Count, countBeside, countOf } from './counts.ts'
import { NOT_SO, NOT_SO_AFTER, PEOPLE, RESCUED, SIGNS, STILL, THINGS } from './signs.ts'

/** 一死三伤 tells both in one word. */
const DEAD_AND_HURT = /(?<dead>\d+|[一二两三四五六七八九十]+)死(?<hurt>\d+|[一二两三四五六七八九十]+)伤/
const HOUSEHOLDS =
  /(?:(?<exact>\d{1,5}|[一二两三四五六七八九十百千]{1,6})(?<loose>[多几来余])?|(?<many>好几|好多|几)[十百]?[来多]?)(?:个)?户/
/** Rules of urgency that tell who is in danger; they hold where a matter can be a danger at all. */
const OF_RULES = { 有孩子: 'children', 有老人: 'elderly' } as const
/** What is over once they are out. */
const WAITING = new Set<Stake['kind']>(['trapped', 'in_water', 'missing'])
const FRAIL = /孕妇|大肚子|残疾|瘫痪|卧床|行动不便|坐轮椅|轮椅|盲人|吸氧|制氧机|呼吸机|透析|瘫在/

/**
 * Who and how much is at stake in a matter, as its plain text tells it: not what is feared, asked or denied.
 * @param rules names of the urgency rules that bear on it, without their head
 */
export function readStakes(text: string, rules: readonly string[]): Stake[] {
  const stakes: Stake[] = []
  for (const clause of clausesOf(text)) {
    if (saysMended(clause.text)) continue
    stakes.push(...ofClause(clause.text, text))
  }
  for (const rule of rules) {
    const kind = OF_RULES[rule as keyof typeof OF_RULES]
    if (kind) stakes.push({ kind, count: null })
  }
  const safe = RESCUED.test(text) && !STILL.test(text)
  if (FRAIL.test(text)) stakes.push({ kind: 'frail', count: null })
  return mostOf(safe ? stakes.filter(({ kind }) => !WAITING.has(kind)) : stakes)
}

/** Who and how much is at stake by words of any kind. */
export function stakesTold(text: string): Stake[] {
  return readStakes(normalise(text).text, [])
}

function ofClause(clause: string, text: string): Stake[] {
  const stakes: Stake[] = []
  const both = DEAD_AND_HURT.exec(clause)
  if (both?.groups && !NOT_SO.test(clause.slice(0, both.index))) {
    const { dead, hurt } = both.groups
    stakes.push(stake('dead', countOf({ exact: dead })), stake('hurt', countOf({ exact: hurt })))
    return stakes
  }
  for (const { kind, pattern, ofPeople } of SIGNS) {
    const match = pattern.exec(clause)
    if (!match || (ofPeople && !tellsOfPeople(clause, match.index, text))) continue
    const end = match.index + match[0].length
    if (NOT_SO.test(clause.slice(0, match.index)) || NOT_SO_AFTER.test(clause.slice(end))) continue
    stakes.push(stake(kind, countBeside(clause, match.index, end)))
  }
  const households = HOUSEHOLDS.exec(clause)
  if (households?.groups) {
    const count = countOf(households.groups)
    if (count) stakes.push(stake('households', count))
  }
  return stakes
}

/** The clause names people, or nothing else and people stand around it: 孩子在桥上玩,掉河里了. */
function tellsOfPeople(clause: string, at: number, text: string): boolean {
  return PEOPLE.test(clause) || (!THINGS.test(clause.slice(0, at)) && PEOPLE.test(text))
}

function stake(kind: Stake['kind'], told: Count | null): Stake {
  return { kind, count: told?.count ?? null, ...(told?.about ? { about: true } : {}) }
}
