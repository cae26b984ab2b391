import type { Stake } from '../../domain/ticket/stakes.ts'
import type { Texts } from '../texts/index.ts'

/** Who and what is at stake, in one line; null where nothing is. */
export function sayStakes(stakes: readonly Stake[], texts: Texts): string | null {
  if (stakes.length === 0) return null
  const said = stakes.map((stake) => texts.text(`stake-${stake.kind}`, { who: sayCount(stake, texts) }))
  return texts.text('card-stakes', { stakes: said.join(texts.text('list-separator')) })
}

function sayCount({ kind, count, about }: Stake, texts: Texts): string {
  const of = kind === 'households' ? 'households' : 'people'
  if (count === null) return texts.text(`count-${of}-${about ? 'several' : 'some'}`)
  return texts.text(`count-${of}-${about ? 'about' : 'exact'}`, { n: count })
}
