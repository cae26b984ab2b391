import { BUILT_IN_TAXONOMY } from './built-in-taxonomy.ts'
import { Policy } from './policy.ts'
import { NO_DUTY, type TownData } from './town.ts'

/** A town of one area with nobody in it, for reading what is of no town. */
export function bareTown(code: string, name: string): TownData {
  return {
    version: 1,
    name,
    letters: 'XX',
    demo: false,
    areas: [
      {
        code,
        parent: null,
        level: 'town',
        name,
        aliases: [],
        kind: 'mixed',
        households: null,
        lng: null,
        lat: null,
      },
    ],
    shapes: [],
    departments: [],
    people: [],
    posts: [],
    responsibilities: [],
    lexicon: [],
    taxonomy: [...BUILT_IN_TAXONOMY],
    policy: Policy.parse({}),
    duty: NO_DUTY,
  }
}
