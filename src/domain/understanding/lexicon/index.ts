import { dispute } from './dispute.ts'
import { emergency } from './emergency.ts'
import { environment } from './environment.ts'
import { facility } from './facility.ts'
import { governance } from './governance.ts'
import { health } from './health.ts'
import { noise } from './noise.ts'
import { order } from './order.ts'
import { rural } from './rural.ts'
import { safety } from './safety.ts'
import { security } from './security.ts'
import { service } from './service.ts'
import { traffic } from './traffic.ts'
import type { LeafLexicon } from './types.ts'
import { utility } from './utility.ts'

export type { HeadLexicon, LeafLexicon } from './types.ts'

/** Every leaf of the built-in taxonomy but `other`, which is what nothing else tells. */
export const LEXICON: ReadonlyMap<string, LeafLexicon> = new Map(
  Object.entries({
    ...safety,
    ...emergency,
    ...utility,
    ...facility,
    ...environment,
    ...noise,
    ...order,
    ...dispute,
    ...security,
    ...service,
    ...health,
    ...rural,
    ...traffic,
    ...governance,
  }),
)

/** The words of a list in a lexicon file. */
export function wordsOf(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '')
}
