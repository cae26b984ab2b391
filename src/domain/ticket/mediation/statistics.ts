import type { Town } from '../../area/town.ts'
import type { Ticket } from '../types.ts'
import { levelOf, mediates, rankOf } from './levels.ts'

/** Disputes of one level. */
export interface LevelFigures {
  level: string
  /** In hand at this level now. */
  open: number
  /** Settled here, by round: the n-th entry counts agreements of round n, the 0th those beside the rounds. */
  settledInRound: number[]
  settled: number
  toCourt: number
  withdrawn: number
}

export interface MediationFigures {
  /** Disputes in all, with those nobody has begun on. */
  disputes: number
  /** Topmost level last. */
  levels: LevelFigures[]
  settled: number
  toCourt: number
  withdrawn: number
  /** Agreements that were found broken at a visit or by the reporter, whether settled again or not. */
  broken: number
  /** Settled at the lowest level of all that were settled, 0..1 (件件不出村); null when none was. */
  settledAtLowest: number | null
}

/** Disputes by level and how they ended, from tickets of any kind; the caller chooses time and area. */
export function mediationFigures(town: Town, tickets: readonly Ticket[]): MediationFigures {
  const disputes = tickets.filter((t) => mediates(town, t.category) && t.state !== 'merged')
  const keys = Object.keys(town.policy.mediation.rounds).sort((a, b) => rankOf(town, b) - rankOf(town, a))
  const reached = new Set(disputes.map((t) => levelOf(town, t).level))
  const all = [...keys, ...[...reached].filter((level) => !keys.includes(level))]
  const levels = all.map((level) => figuresOf(town, disputes, level))
  const sum = (of: 'settled' | 'toCourt' | 'withdrawn') => levels.reduce((n, l) => n + l[of], 0)
  const settled = sum('settled')
  return {
    disputes: disputes.length,
    levels,
    settled,
    toCourt: sum('toCourt'),
    withdrawn: sum('withdrawn'),
    broken: disputes.reduce((n, t) => n + (t.mediation?.broken ?? 0), 0),
    settledAtLowest: settled === 0 ? null : (levels[0]?.settled ?? 0) / settled,
  }
}

function figuresOf(town: Town, disputes: readonly Ticket[], level: string): LevelFigures {
  const here = disputes.filter((t) => levelOf(town, t).level === level)
  const ended = (outcome: string) => here.filter((t) => t.mediation?.outcome === outcome)
  const settledInRound: number[] = []
  for (const { mediation } of ended('settled')) {
    const round = mediation?.agreement?.round ?? 0
    while (settledInRound.length <= round) settledInRound.push(0)
    settledInRound[round] = (settledInRound[round] ?? 0) + 1
  }
  return {
    level,
    open: here.filter((t) => ['new', 'dispatched', 'accepted', 'suspended'].includes(t.state)).length,
    settledInRound,
    settled: ended('settled').length,
    toCourt: ended('to_court').length,
    withdrawn: ended('withdrawn').length,
  }
}
