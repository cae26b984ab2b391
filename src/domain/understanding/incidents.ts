import type { Clause } from './clauses.ts'
import { clauseAt, type Framed } from './context.ts'
import { type Ranking, rank, sumByLeaf } from './score.ts'

/** One matter of a message: where it stands in the text and what it is. */
export interface Matter {
  start: number
  end: number
  ranking: Ranking
  evidence: Framed[]
}

/** Evidence from here on names a matter of its own. */
const CLEAR = 2.4
/** Leaves that tell of the same thing from two sides; one matter, not two. */
const SAME_THING: readonly (readonly string[])[] = [
  [
    'safety.power_line',
    'safety.wiring',
    'utility.power_cut',
    'facility.tree',
    'emergency.weather',
    'utility.telecom',
  ],
  ['emergency.pipe_burst', 'utility.water_cut', 'emergency.flooding', 'facility.road'],
  [
    'facility.drain',
    'emergency.flooding',
    'environment.fume',
    'environment.water',
    'facility.manhole',
    'environment.pests',
    'environment.dirty_road',
  ],
  [
    'environment.garbage',
    'facility.bin',
    'environment.fume',
    'environment.pests',
    'environment.animal',
    'environment.debris',
    'order.piles',
    'health.sanitation',
  ],
  [
    'safety.ebike_charging',
    'safety.fire_route',
    'order.bikes',
    'order.piles',
    'safety.wiring',
    'emergency.fire',
  ],
  ['order.parking', 'safety.fire_route', 'traffic.jam', 'safety.campus', 'order.vending'],
  ['noise.construction', 'environment.dust', 'safety.construction', 'noise.industrial'],
  ['noise.commercial', 'noise.living', 'environment.fume', 'order.vending'],
  ['service.elderly', 'emergency.medical', 'service.low_income', 'emergency.missing', 'service.disability'],
  [
    'security.violence',
    'dispute.neighbour',
    'dispute.family',
    'security.mental',
    'emergency.medical',
    'emergency.crowd',
    'dispute.wages',
  ],
  [
    'safety.building',
    'emergency.collapse',
    'safety.falling_object',
    'emergency.weather',
    'safety.geological',
    'emergency.landslide',
    'facility.guardrail',
  ],
  ['order.illegal_build', 'rural.farmland', 'dispute.land', 'dispute.neighbour', 'order.livestock'],
  ['environment.burning', 'emergency.fire', 'environment.fume', 'safety.chemicals'],
  ['security.dog', 'noise.living', 'environment.animal'],
  [
    'governance.policy',
    'service.insurance',
    'service.certificate',
    'service.low_income',
    'service.housing',
    'service.education',
    'service.elderly',
    'service.disability',
  ],
  ['rural.irrigation', 'rural.road', 'facility.road', 'facility.drain', 'safety.waterside'],
]
/** Leaves that lean on others: they never stand beside one as a second matter. */
const SIDE_NOTES =
  /^(?:safety\.other|governance\.|service\.other|facility\.other|emergency\.medical|emergency\.accident|traffic\.jam|dispute\.property_mgmt|dispute\.compensation)/

/** Of two near readings the graver one is taken: a miss there costs more. */
const GRAVE =
  /^(?:emergency\.(?:fire|medical|missing|collapse|landslide|accident)|security\.(?:violence|mental)|safety\.gas|service\.elderly)/

/** Where the first is clearly told, the second is how it looks or what follows of it, and counts for less. */
const OVERRULES: readonly (readonly [told: string, lesser: readonly string[], unless?: RegExp])[] = [
  [
    'environment.burning',
    ['emergency.fire', 'emergency.medical', 'environment.fume'],
    /山火|失控|蔓延|烧过来|烧到|着火|起火/,
  ],
  ['safety.power_line', ['emergency.fire', 'noise.industrial', 'utility.power_cut'], /着火|起火|失火/],
  ['emergency.accident', ['emergency.medical']],
  ['safety.wiring', ['emergency.fire'], /着火|起火|失火/],
  ['environment.fume', ['emergency.fire'], /着火|起火|失火|快来/],
  ['safety.falling_object', ['emergency.fire', 'environment.garbage']],
  ['dispute.consumer', ['emergency.accident', 'emergency.missing', 'order.vending']],
  ['dispute.lease', ['emergency.missing', 'service.repair']],
  ['dispute.wages', ['emergency.missing']],
  ['security.fraud', ['emergency.missing', 'dispute.consumer', 'security.theft']],
  ['traffic.bus', ['health.clinic', 'service.elderly']],
  ['utility.water_quality', ['environment.animal', 'environment.pests']],
  ['rural.pest', ['environment.animal']],
  ['dispute.land', ['dispute.neighbour', 'service.housing']],
  ['facility.tree', ['emergency.weather', 'safety.power_line'], /火花|高压|冒烟|带电|打火/],
  ['facility.sign', ['emergency.weather']],
  ['safety.building', ['emergency.weather', 'emergency.flooding']],
  ['safety.waterside', ['facility.guardrail', 'emergency.flooding', 'rural.irrigation']],
  ['facility.manhole', ['facility.street_light', 'safety.campus']],
  ['facility.toilet', ['facility.street_light', 'utility.water_cut', 'emergency.medical']],
  ['environment.garbage', ['environment.pests', 'environment.fume']],
  ['governance.conduct', ['service.housing', 'service.low_income', 'service.certificate']],
  ['rural.road', ['emergency.accident', 'emergency.collapse']],
  ['facility.road', ['emergency.accident']],
]

/** Finds the matters: one, unless sentences or listing words clearly tell of different things. */
export function findMatters(
  evidence: readonly Framed[],
  clauses: readonly Clause[],
  text: string,
  /** Where words begin that name a place of the town. */
  places: readonly number[] = [],
): Matter[] {
  const { length } = text
  const whole = rankOf(evidence, text)
  if (!whole) return []
  const groups = groupClauses(clauses, places)
  if (groups.length < 2 || clauses.length > 60)
    return [{ start: 0, end: length, ranking: whole, evidence: [...evidence] }]
  const parts: { matter: Matter; listed: Listed }[] = []
  for (const group of groups) {
    const within = evidence.filter((item) => group.clauses.includes(clauseAt(clauses, item.start)))
    const ranking = rankOf(within, text)
    const last = parts[parts.length - 1]
    const own =
      ranking && ranking.score >= CLEAR && within.some((item) => item.strong && item.force > 1.5)
        ? ranking
        : null
    if (own && (!last || isOther(last.matter, own, group.listed))) {
      parts.push({
        matter: { start: group.start, end: group.end, ranking: own, evidence: within },
        listed: group.listed,
      })
    } else if (last) {
      last.matter.end = group.end
      last.matter.evidence.push(...within)
    }
  }
  if (parts.length < 2) return [{ start: 0, end: length, ranking: whole, evidence: [...evidence] }]
  const [first] = parts
  if (first) first.matter.start = 0
  return parts.map(({ matter }) => ({ ...matter, ranking: rankOf(matter.evidence, text) ?? matter.ranking }))
}

function rankOf(evidence: readonly Framed[], text: string): Ranking | null {
  const alive = evidence.filter((item) => item.force > 0.3)
  const sums = sumByLeaf(alive.map((item) => ({ ...item, weight: item.force })))
  for (const [category, sum] of sums) if (GRAVE.test(category)) sums.set(category, sum * 1.2)
  for (const [told, lesser, unless] of OVERRULES) {
    if ((sums.get(told) ?? 0) < CLEAR || unless?.test(text)) continue
    for (const category of lesser) {
      const sum = sums.get(category)
      if (sum !== undefined) sums.set(category, sum * 0.55)
    }
  }
  return rank(sums)
}

/** A listed point needs less to be a matter of its own than a mere next sentence. */
function isOther(last: Matter, next: Ranking, listed: Listed): boolean {
  const before = last.ranking.category
  if (next.category === before) return false
  if (listed === 'number') return true
  if (listed === 'place') return !SIDE_NOTES.test(next.category)
  if (listed === 'word')
    return (
      !sameThing(before, next.category) &&
      !/^emergency\.(?:medical|accident)|^safety\.other/.test(next.category)
    )
  if (SIDE_NOTES.test(next.category) || SIDE_NOTES.test(before)) return false
  return next.score >= CLEAR + 0.8 && !sameThing(before, next.category)
}

export function sameThing(a: string, b: string): boolean {
  return a === b || SAME_THING.some((list) => list.includes(a) && list.includes(b))
}

type Listed = 'number' | 'word' | 'place' | 'no'

interface Group {
  start: number
  end: number
  clauses: number[]
  listed: Listed
}

/** Clauses by sentence; a listing word opens a group of its own even inside a sentence. */
function groupClauses(clauses: readonly Clause[], places: readonly number[]): Group[] {
  /** 9座停电,8座停水: a clause that names a place of its own may tell of a matter of its own. */
  const opensPlace = (clause: Clause, i: number) =>
    i > 0 &&
    places.some((at) => at >= clause.start - 1 && at <= clause.start + 1) &&
    places.some((at) => at < clause.start)
  const groups: Group[] = []
  let sentence = -1
  clauses.forEach((clause, i) => {
    const last = groups[groups.length - 1]
    const elsewhere = opensPlace(clause, i)
    if (last && clause.sentence === sentence && !clause.opensMatter && !elsewhere) {
      last.end = clause.end
      last.clauses.push(i)
    } else
      groups.push({
        start: clause.start,
        end: clause.end,
        clauses: [i],
        listed: clause.numbered ? 'number' : clause.opensMatter ? 'word' : elsewhere ? 'place' : 'no',
      })
    sentence = clause.sentence
  })
  return groups
}
