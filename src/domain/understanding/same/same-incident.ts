import { distance } from '../../area/gazetteer-points.ts'
import { sameThing } from '../same-thing.ts'
import type { Reason } from '../types.ts'
import { saysAgain } from './again.ts'
import { onlyEqual } from './area-steps.ts'
import { findConflict } from './conflicts.ts'
import { type Features, features } from './features.ts'
import { type Letter, readLetter } from './letter.ts'
import { photosAlike } from './photo-hash.ts'
import { compareSpots, placeWordsAgree } from './spot.ts'
import { namesMore, spotDoubt } from './spot-doubts.ts'
import { timeApart } from './time-apart.ts'
import type { AreaSteps, Sameness, Told } from './told.ts'
import { vectorOf } from './vector.ts'
import { Weights } from './weights.ts'

/** Points nearer than this are one spot, metres: a phone in a street is no better. */
const ONE_SPOT = 60
/** Points farther apart are two places, metres. */
const TWO_PLACES = 400
/** From so much shared matter on the wording is taken for a copy. */
const COPIED = 0.62
/** What a whole village notices: the area alone is the place. */
const WIDE =
  /^(?:utility\.|emergency\.(?:weather|flooding|fire|crowd|landslide)|environment\.(?:fume|water|burning|dust)|noise\.|traffic\.jam|rural\.irrigation)/
const NO_LETTERS = new Weights([])

/**
 * Whether two reports tell of one incident. Sure only when place, matter and time all agree; a second break after
 * months, another spot or another thing at the spot is `other`. Symmetrical; never throws.
 *
 * @example sameIncident(first, second, areaSteps(town)).verdict === 'same'
 */
export function sameIncident(a: Told, b: Told, steps: AreaSteps = onlyEqual): Sameness {
  const [one, two] = [read(a), read(b)]
  const found = features(vectorOf(one, NO_LETTERS), vectorOf(two, NO_LETTERS))
  const reasons: Reason[] = []
  const say = (rule: string, weight: number, words = '') => {
    reasons.push({ rule, words, weight })
  }
  const against = apart(a, b, one, two, found.matter >= COPIED, steps)
  if (against) {
    reasons.push(against)
    return { verdict: 'other', score: 0, reasons }
  }

  const related = sameThing(a.category, b.category)
  if (a.category === b.category) say('同一类', 0.25)
  else if (related) say('相近的事', 0.15)
  else say('类别不同', -0.2)
  if (found.matter >= 0.25) say('说法相近', 0.15)

  const time = timeApart(a.category, a.at, b.at)
  if (time === 'near') say('时间相近', 0.2)
  const place = placeOf(a, b, one, two, found, steps)
  if (place) reasons.push(place)
  const doubt = spotDoubt(one, two)
  if (doubt) say('也许是两处', -0.4, [doubt.a, doubt.b].sort().join(' / '))
  if (photosAlike(a.photoHashes, b.photoHashes)) say('照片相像', 0.1)
  const again = saysAgain(one.full) ?? saysAgain(two.full)
  if (again !== null && !sameDay(a, b)) say('也许是再次发生', -0.25, again)

  // Another matter, though a related one, wants more than that it is in the same area.
  const needed = a.category === b.category ? SURE_PLACE : SURE_SPOT
  const score = Math.max(
    0,
    Math.min(
      1,
      reasons.reduce((sum, { weight }) => sum + weight, 0),
    ),
  )
  const alike = a.category === b.category || found.matter >= RELATED
  const sure = related && alike && time === 'near' && (place?.weight ?? 0) >= needed && score >= SURE
  if (sure) return { verdict: 'same', score, reasons }
  return { verdict: related || found.matter >= COPIED ? 'unsure' : 'other', score, reasons }
}

/** From so much shared matter on reports of two related kinds are of one thing. */
const RELATED = 0.35
const SURE_PLACE = 0.35
const SURE_SPOT = 0.4
const SURE = 0.75

const read = ({ text, place }: Told): Letter =>
  readLetter({ id: '', title: place === null || text.includes(place) ? text : `${place},${text}` })

const sameDay = (a: Told, b: Told) => Math.abs(a.at.getTime() - b.at.getTime()) < 12 * 3_600_000

/** What rules out that it is one incident. */
function apart(a: Told, b: Told, one: Letter, two: Letter, copied: boolean, steps: AreaSteps): Reason | null {
  const conflict = findConflict(one, two, copied)
  if (conflict) {
    const words = [conflict.a, conflict.b].sort().join(' / ')
    return { rule: conflict.rule, words, weight: -1 }
  }
  if (timeApart(a.category, a.at, b.at) === 'far') return { rule: '时间相隔太久', words: '', weight: -1 }
  if (a.area !== null && b.area !== null && told(a) && told(b) && steps(a.area, b.area) === null)
    return { rule: '地点不同', words: [a.area, b.area].sort().join(' / '), weight: -1 }
  if (a.point && b.point && distance(a.point, b.point) > TWO_PLACES && !WIDE.test(a.category))
    return { rule: '位置相距太远', words: '', weight: -1 }
  if (!sameThing(a.category, b.category) && !copied) return { rule: '不是一件事', words: '', weight: -1 }
  if (copied && compareSpots(one, two) === 'different') return { rule: '名称不同', words: '', weight: -1 }
  return null
}

const told = ({ areaFrom }: Told) => areaFrom === undefined || areaFrom === 'text' || areaFrom === 'location'

/** Whether what happened is noticed all over the area and neither tells of a spot that the other does not. */
const wholeArea = (a: Told, b: Told, one: Letter, two: Letter) =>
  WIDE.test(a.category) && !namesMore(one, two, a.place) && !namesMore(two, one, b.place)

/** What speaks for one place; from SURE_PLACE on it is sure. */
function placeOf(
  a: Told,
  b: Told,
  one: Letter,
  two: Letter,
  found: Features,
  steps: AreaSteps,
): Reason | null {
  const area = a.area === null || b.area === null ? null : steps(a.area, b.area)
  if (a.point && b.point && distance(a.point, b.point) <= ONE_SPOT)
    return { rule: '位置几乎相同', words: '', weight: 0.4 }
  const spots = compareSpots(one, two)
  if (spots === 'different') return { rule: '说的地方也许不同', words: '', weight: -0.1 }
  if (area === null) return null
  const named = placeWordsAgree(a.place, b.place)
  if (spots === 'one' || named) return { rule: '同一处', words: a.place ?? '', weight: area <= 1 ? 0.4 : 0.3 }
  if (area === 0 && found.anchors > 0 && !namesMore(one, two, a.place) && !namesMore(two, one, b.place))
    return { rule: '同一名称', words: '', weight: SURE_PLACE }
  if (area === 0 && told(a) && told(b))
    return { rule: '同一片', words: '', weight: wholeArea(a, b, one, two) ? 0.35 : 0.2 }
  return { rule: '相邻的一片', words: '', weight: 0.1 }
}
