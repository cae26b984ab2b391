import { buildGazetteer, type Gazetteer } from '../../../src/domain/area/gazetteer.ts'
import type { Town } from '../../../src/domain/area/town.ts'
import { normalise } from '../../../src/domain/understanding/normalise.ts'
import { type Place, resolvePlace } from '../../../src/domain/understanding/place.ts'
import { placeMarks } from '../../../src/domain/understanding/place-marks.ts'
import type { ReadInput } from '../../../src/domain/understanding/types.ts'
import { inGroup } from './support.ts'

const gazetteers = new WeakMap<Town, Gazetteer>()

/** The place part alone, whatever the message does. */
export function placeIn(town: Town, input: ReadInput, near: string | null = null): Place {
  const gazetteer = gazetteers.get(town) ?? buildGazetteer(town, (name) => normalise(name).text)
  gazetteers.set(town, gazetteer)
  const plain = normalise(input.text)
  return resolvePlace(plain, placeMarks(plain.text, gazetteer), { town, gazetteer, input, near })
}

/** `''` for a group or sender without an area. */
export function placeOf(town: Town, text: string, group = '', sender = ''): Place {
  return placeIn(town, inGroup(text, group || null, sender || null))
}
