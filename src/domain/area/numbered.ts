/** What a number in a place counts. `any` is a bare number (6-2-301, 3号) that may be a building, grid or unit. */
export type PlaceKind =
  | 'grid'
  | 'unit'
  | 'building'
  | 'row'
  | 'group'
  | 'zone'
  | 'door'
  | 'floor'
  | 'room'
  | 'any'

export interface PlaceNumber {
  kind: PlaceKind
  /** `3`, `12`, `a` */
  n: string
}

/** Numbers that stand together and narrow each other: 3号网格一单元. `end` is exclusive. */
export interface NumberChain {
  start: number
  end: number
  steps: PlaceNumber[]
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  幺: 1,
}

/** `二十三` → 23, `廿一` → 21, `十二` → 12, `一〇三` → 103; null for what is no number below 10,000. */
export function chineseNumber(words: string): number | null {
  if (words === '' || words.length > 8) return null
  if (/^\d+$/.test(words)) return Number(words)
  let total = 0
  let digit: number | null = null
  let plain = ''
  for (const char of words) {
    const value = DIGITS[char]
    if (value !== undefined) {
      plain += value
      digit = value
    } else if (char === '廿') total += 20
    else if (char === '卅') total += 30
    else {
      const unit = char === '十' ? 10 : char === '百' ? 100 : char === '千' ? 1000 : 0
      if (unit === 0) return null
      total += (digit ?? (unit === 10 ? 1 : 0)) * unit
      digit = null
      plain = ''
    }
  }
  if (plain.length > 1 && total === 0) return Number(plain)
  return total + (digit ?? 0)
}

const NUM = '(?:\\d{1,4}|[零〇一二两三四五六七八九十廿卅百壹贰叁肆伍]{1,5})'
const ORD = `第?\\s?(?:(${NUM})|([a-z]\\d{1,2}(?=[栋幢座#]|号楼)|[a-z甲乙丙丁](?=[栋幢座区单梯楼号门])|[东西中南北](?=单元)))`
const SEP = '\\s?(?:号|#|﹟|-)?\\s?'
const STEP = new RegExp(
  `${ORD}${SEP}(二级网格|三级网格|一级网格|微网格|网格|村民小组|小组|组(?!织|长|合|装|建|团|成|员)|生产队|队(?!伍|长|员)|社(?!会|区|保|团|交|工|员|长)|单元(?!长)|号楼|栋楼|楼栋|栋|幢|座(?!位|椅|谈)|号院|期(?!间|望|待|末|中)|区(?!域|别|政府|委|里)|排(?!水|污|查|队|放|除|气|烟|练|骨|版|列|成|着|涝|挡|除|名)|层|楼(?!上|下|道|梯|房|顶|栋|盘|层)|室(?!内|外)|号房|房(?!子|屋|东|租|产|间|顶|价|改)|户(?!口|籍|主|外)|梯(?!子|田|级|队|形|次|度|户|间|口)|门洞|门(?!口|卫|前|外|锁|店|诊|面|禁))|(\\d{1,3})\\s?#\\s?(?:楼)?|(\\d{1,3})-(\\d{1,4})(?:-(\\d{1,4}))?(?![\\d:.-])|网格\\s?(\\d{1,3}|[一二三四五六七八九十]{1,3})(?!\\s?(?:号|人|户|个|名|天|年|月|位|次|条|共|起|些|定|直|般|样|线))|(${NUM})号(?=\\s?(?:第?${NUM}\\s?单元))|(?<!\\d)(\\d{1,4})号(?![线楼机码称令桌台车文召角开上下前后晚早之起来到])`,
  'g',
)

const KINDS: readonly (readonly [RegExp, PlaceKind])[] = [
  [/网格/, 'grid'],
  [/组|队|^社$/, 'group'],
  [/单元|门洞|^门$|^梯$/, 'unit'],
  [/^排$/, 'row'],
  [/号楼|栋|幢|座|院/, 'building'],
  [/期|区/, 'zone'],
  [/层/, 'floor'],
  [/^楼$/, 'floor'],
  [/室|房|户/, 'room'],
]

const LETTERS: Readonly<Record<string, string>> = { 甲: 'a', 乙: 'b', 丙: 'c', 丁: 'd' }

function numeral(words: string | undefined, letter: string | undefined): string | null {
  if (letter !== undefined) return LETTERS[letter] ?? letter
  const value = chineseNumber(words ?? '')
  return value === null ? null : String(value)
}

/** Things that are counted rather than named: 三户, 两层, 一组. */
function isCount(kind: PlaceKind, words: string, text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1)
  if (/[这那每几各整全本]/.test(before)) return true
  if (/[同上下]/.test(before) && /^[一两1]$/.test(words) && text.charAt(start - 2) !== '胡') return true
  // 漂了一层油, 一层灰: how thick, not which floor.
  if (
    kind === 'floor' &&
    (/[了着天起满]/.test(text.charAt(start - 1)) ||
      /^的?[灰雪冰皮膜油泥土沙漆霜白黑厚薄水绿楼沫]/.test(text.slice(end, end + 2)))
  )
    return text.charAt(end - 1) === '层' && !/^楼[道梯]/.test(text.slice(end, end + 2))
  if (kind === 'zone' && !/[\da-z一二三四五六]/.test(words)) return true
  if ((kind === 'room' || kind === 'floor') && /^[一二两三四五六七八九十]$/.test(words) && kind === 'room')
    return true
  return /^[一两]$/.test(words) && /^[人户家个]/.test(text.slice(end)) && kind !== 'unit'
}

/** 2-3天, 5-6个 are counts, 8-12点 a time. */
const COUNTED = /^\s?(?:点|时|分|元|块|日|人|年|月|度|天|个|次|米|只|条|家|岁|斤|万|百|千|倍|层楼)/

/** Finds grids, units, buildings and rooms in all their spellings. `text` is plain (half-width, simplified, lower case). */
export function numberChains(text: string): NumberChain[] {
  const chains: NumberChain[] = []
  for (const match of text.matchAll(STEP)) {
    const [whole, num, letter, word, hash, dash1, dash2, dash3, gridNo, bare, door] = match
    const start = match.index
    const end = start + whole.length
    const steps: PlaceNumber[] = []
    if (word !== undefined) {
      const n = numeral(num, letter)
      const named = word === '楼' && (letter !== undefined || /[号#﹟]/.test(whole)) ? '号楼' : word
      const kind = KINDS.find(([pattern]) => pattern.test(named))?.[1] ?? 'any'
      if (n === null || isCount(kind, num ?? letter ?? '', text, start, end)) continue
      steps.push({ kind, n })
    } else if (hash !== undefined) steps.push({ kind: 'building', n: String(Number(hash)) })
    else if (gridNo !== undefined) steps.push({ kind: 'grid', n: numeral(gridNo, undefined) ?? gridNo })
    else if (bare !== undefined) {
      const n = numeral(bare, undefined)
      if (n !== null) steps.push({ kind: 'any', n })
    } else if (door !== undefined) {
      // 31号: a lane's door only where a number or a name stands before it; else a day or a ticket.
      steps.push({ kind: 'door', n: String(Number(door)) })
    } else if (dash1 !== undefined && dash2 !== undefined) {
      if (
        /[\d-]/.test(text.charAt(start - 1)) ||
        (dash3 === undefined && dash2.length < 3 && COUNTED.test(text.slice(end, end + 3)))
      )
        continue
      steps.push({ kind: 'any', n: String(Number(dash1)) })
      const room = dash3 === undefined && dash2.length >= 3
      steps.push({ kind: room ? 'room' : 'any', n: String(Number(dash2)) })
      if (dash3 !== undefined) steps.push({ kind: 'room', n: String(Number(dash3)) })
    }
    const last = chains[chains.length - 1]
    if (
      last &&
      start - last.end <= 3 &&
      /^[\s,的-]*$/.test(text.slice(last.end, start)) &&
      narrows(last, steps)
    ) {
      last.steps.push(...steps)
      last.end = end
    } else if (steps.length > 0) chains.push({ start, end, steps })
  }
  for (const chain of chains) {
    const room = /^\s?-?\s?(\d{3,4})(?!\d|号|元|块|米|斤|人|户|年)/.exec(text.slice(chain.end))
    if (room && chain.steps.every((step) => step.kind !== 'room')) {
      chain.steps.push({ kind: 'room', n: room[1] ?? '' })
      chain.end += room[0].length
    }
  }
  return chains
}

const DEPTH: Readonly<Record<PlaceKind, number>> = {
  zone: 0,
  grid: 1,
  group: 1,
  row: 2,
  building: 2,
  any: 2,
  door: 2.5,
  unit: 3,
  floor: 4,
  room: 5,
}

function narrows(chain: NumberChain, steps: readonly PlaceNumber[]): boolean {
  const last = chain.steps[chain.steps.length - 1]
  const first = steps[0]
  if (!last || !first) return false
  return (
    DEPTH[first.kind] > DEPTH[last.kind] ||
    (first.kind === 'any' && last.kind === 'any') ||
    (first.kind === 'grid' && last.kind === 'grid')
  )
}
