/** What may be at stake, gravest first: people first, then how many households. */
export const STAKE_KINDS = [
  'dead',
  'hurt',
  'trapped',
  'in_water',
  'missing',
  'ill',
  'children',
  'elderly',
  'frail',
  'households',
] as const
export type StakeKind = (typeof STAKE_KINDS)[number]

/** Somebody or something at stake, as it was told. */
export interface Stake {
  kind: StakeKind
  /** How many; null where nobody said. */
  count: number | null
  /** `count` is a guess (七八个), or without one: several (好几个). */
  about?: boolean
}

interface Tells {
  stakes?: readonly Stake[] | undefined
}

/** What all who reported a ticket told is at stake: of each kind the most that anyone told, gravest first. */
export function stakesOf(ticket: Tells & { joined: readonly Tells[] }): Stake[] {
  return mostOf([ticket, ...ticket.joined].flatMap(({ stakes }) => stakes ?? []))
}

/** Of each kind the largest, gravest first. */
export function mostOf(stakes: readonly Stake[]): Stake[] {
  return STAKE_KINDS.flatMap((kind) => {
    const [first, ...rest] = stakes.filter((stake) => stake.kind === kind)
    return first ? [rest.reduce((most, stake) => (size(stake) > size(most) ? stake : most), first)] : []
  })
}

/** A number that was told counts for more than 好几个, and that for more than nothing said. */
function size({ count, about }: Stake): number {
  return count ?? (about ? 0.5 : 0)
}
