import type { Mediation, PartySide } from '../../domain/ticket/mediation/types.ts'
import { maskText } from '../../lib/mask.ts'
import { maskPersonNames } from '../../lib/person-names.ts'
import type { PartyRow } from '../store-port/mediation.ts'

export const SIDE_NAMES: Readonly<Record<PartySide, string>> = { a: '甲方', b: '乙方', c: '丙方' }

/** What a party is called: 甲方, or 甲方2 where a side has several. */
export function labelOf({ parties }: Pick<Mediation, 'parties'>, id: string): string {
  const party = parties.find((p) => p.id === id)
  if (!party) return ''
  const same = parties.filter((p) => p.side === party.side)
  return SIDE_NAMES[party.side] + (same.length > 1 ? String(same.indexOf(party) + 1) : '')
}

/**
 * Words of a round or an agreement as the ticket keeps them: parties by their labels, numbers of people and whatever
 * else looks like a name as stars. What was said in full stands on the signed paper.
 */
export function withoutNames(
  text: string,
  mediation: Pick<Mediation, 'parties'> | undefined,
  rows: readonly PartyRow[],
): string {
  const known = rows.flatMap(({ id, name }) =>
    name && mediation ? [{ name, label: labelOf(mediation, id) }] : [],
  )
  // The longest first, so that no name hides in another.
  const names = known
    .flatMap(({ name, label }) => formsOf(name).map((form) => ({ form, label: label || '**' })))
    .sort((a, b) => b.form.length - a.form.length)
  let told = text
  for (const { form, label } of names) told = told.replaceAll(form, label)
  for (const { phone } of rows) if (phone) told = told.replaceAll(phone, '****')
  return maskPersonNames(maskText(told)).trim()
}

/** 王大财 is also called 大财. */
function formsOf(name: string): string[] {
  const characters = [...name]
  return characters.length === 3 ? [name, characters.slice(1).join('')] : [name]
}
