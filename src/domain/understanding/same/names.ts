import { chineseNumber } from '../../area/numbered.ts'
import { CONCEPTS } from './concepts.ts'
import { isGlue, type Piece } from './cut.ts'

/** What a name is of. Names of one kind that differ tell of two places; `district` is a code such as A3区. */
export type NameKind = 'city' | 'district' | 'ward' | 'road' | 'estate' | 'body' | 'line'

/** A named place or body in plain text. */
export interface Name {
  kind: NameKind
  start: number
  end: number
  /** Without the general word at its end: 丽景花园小区 → 丽景花园. */
  core: string
}

const SUFFIXES: readonly (readonly [NameKind, string])[] = [
  ['ward', '街道|社区|村委会|居委会|片区|镇|乡|村'],
  ['road', '大道|快速路|高速公路|高速|公路|国道|隧道|大桥|立交桥|[东南西北中]路|路|街|巷'],
  [
    'estate',
    '小区|花园|家园|嘉园|佳园|庄园|新城|国际城|国际|广场|公馆|山庄|公寓|庭院|华庭|大厦|时代|世家|名都|工业园|产业园|公园|安置房|楼盘|花苑|[城苑府郡湾园墅居]',
  ],
  [
    'body',
    '有限公司|公司|集团|学校|小学|中学|大学|学院|幼儿园|医院|银行|酒店|宾馆|超市|会所|驾校|工厂|餐厅|饭店|网吧|工地|市场|俱乐部|物业|地产|车站|茶馆|麻将馆|ktv|[厂店站]',
  ],
]
const SUFFIX = new RegExp(SUFFIXES.map(([, words]) => `(${words})`).join('|'), 'g')
/** Whether a word is one of those that stand at the end of names: 花园, 幼儿园. */
export const isSuffix = (word: string): boolean => SUFFIX_WORD.test(word)

const SUFFIX_WORD = new RegExp(`^(?:${SUFFIXES.map(([, words]) => words).join('|')})$`)
const SUFFIXED: ReadonlySet<NameKind> = new Set(['ward', 'estate', 'body'])
/** After these characters the "suffix" was part of another word: 路灯, 街上, 城管, 乡下, 国际上. */
const CARRIES_ON =
  /^(?:[路街巷](?=[灯面人过况费途程上边道])|[城](?=[市管乡镇区里际建投])|村(?=[民里])|[乡镇](?=[下里上政])|[园](?=[区林长里])|[店站厂](?=[铺点主里员内家牌]|方(?!向))|[居](?=[民住委然])|[湾府郡苑墅](?=[里上]))/
/** Words that name nothing by themselves but stand at the end of a name. */
const GENERAL = /(?:小区|社区|村委会|居委会|楼盘|项目|有限公司|公司|集团|物业|街道|安置房|工地|片区|地产)$/
const CITY = /[a-z]市/g
const CODE = /[a-z]\d{1,2}[区县市]/g
const LINE = /[a-z]?\d{1,3}路(?!口|段)|(?:\d{1,2}|[一二三四五六七八九十]{1,2})号线/g
/** The number of a line behind the word for it: 公交车273. */
const LINE_BEHIND = /公[交汽]车?线?([a-z]?\d{1,3})(?![路\d年月日号元块点个辆])/g
const WORDY = new Set(
  '反映 投诉 咨询 举报 请求 希望 建议 关于 位于 附近 旁边 对面 解决 质疑 强烈 反对 要求 请问 恳请 本人 我们 业主 居民 该小区 整个 所有 其他 多个 各个 我家 周边 住在 居住 住宅 新建 老旧 安置 商业 高档 配套 封闭 普惠 民办 公办 私立 公立 培训 房地产 开发 物业管理 农贸 农村 城市 中心 地下 人行 主干 断头 高架 一条 这条 道路 铁路 公路 有限责任 有限 工业 建筑 装饰 科技 投资 管理 教育 文化 公共 大型 小型 餐饮 连锁 医疗 综合 购物 美食 体育 儿童 森林 湿地 城中 全村 本村 乡镇 区政府 市政'.split(
    ' ',
  ),
)
/** A name reaches no farther to the left than this, characters. */
const REACH = 9

/** Finds names by what stands at their end and by what is no everyday word before it. */
export function findNames(text: string, pieces: readonly Piece[]): Name[] {
  const names: Name[] = []
  for (const [kind, pattern] of [
    ['city', CITY],
    ['district', CODE],
    ['line', LINE],
  ] as const)
    for (const match of text.matchAll(pattern))
      names.push({ kind, start: match.index, end: match.index + match[0].length, core: inDigits(match[0]) })
  for (const match of text.matchAll(LINE_BEHIND)) {
    const end = match.index + match[0].length
    names.push({ kind: 'line', start: end - (match[1]?.length ?? 0), end, core: `${match[1]}路` })
  }
  const closed = new Set(names.filter((name) => name.kind !== 'line').map((name) => name.end))
  const pieceEnding = new Map(pieces.map((piece) => [piece.end, piece]))
  const pieceAt = pieceByPosition(text.length, pieces)
  for (const match of text.matchAll(SUFFIX)) {
    const [suffix] = match
    const end = match.index + suffix.length
    if (CARRIES_ON.test(text.slice(end - 1, end + 1))) continue
    const start = reach(text, match.index, pieceAt, pieceEnding, closed)
    const kind = kindOf(match, text.slice(start, match.index))
    const least = suffix.length > 1 && (kind === 'ward' || kind === 'road') ? 1 : 2
    if (match.index - start < least) continue
    const last = names[names.length - 1]
    const core = text.slice(start, end).replace(GENERAL, '')
    if (core.length < 2) continue
    if (last && last.start === start && SUFFIXED.has(last.kind)) names.pop()
    names.push({ kind, start, end, core })
    if (kind === 'ward' || kind === 'road') closed.add(end)
  }
  return names
}

/** Whoever runs an estate is named after it: 丽景苑物业. */
function kindOf(match: RegExpMatchArray, before: string): NameKind {
  const kind = SUFFIXES[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? 'body'
  return kind === 'body' && /^(?:物业|地产)$/.test(match[0]) && ESTATE_END.test(before) ? 'estate' : kind
}

const ESTATE_END = new RegExp(`(?:${SUFFIXES.find(([kind]) => kind === 'estate')?.[1] ?? ''})$`)

/** 六号线 → 6号线 */
function inDigits(core: string): string {
  const words = /^[一二三四五六七八九十]+/.exec(core)?.[0]
  return words === undefined ? core : `${chineseNumber(words) ?? words}${core.slice(words.length)}`
}

function pieceByPosition(length: number, pieces: readonly Piece[]): (Piece | undefined)[] {
  const at: (Piece | undefined)[] = new Array(length)
  for (const piece of pieces) for (let i = piece.start; i < piece.end; i++) at[i] = piece
  return at
}

function reach(
  text: string,
  from: number,
  pieceAt: readonly (Piece | undefined)[],
  pieceEnding: ReadonlyMap<number, Piece>,
  closed: ReadonlySet<number>,
): number {
  let start = from
  // The suffix may begin inside an everyday word (居民小区): then that word is no name.
  const inside = pieceAt[from]
  if (inside && inside.level !== null && inside.start < from) {
    const before = pieceEnding.get(inside.start)
    const runsOn = before?.level === null && /[一-龥a-z]{2}$/.test(before.text)
    if (inside.level < 9 && !runsOn) return from
    // 过马路 is no road.
    if (CONCEPTS.has(inside.text) && /[路街巷]/.test(text.charAt(from))) return from
    start = inside.start
  }
  while (start > 0 && from - start < REACH && !closed.has(start)) {
    const piece = pieceEnding.get(start)
    if (piece && piece.level !== null) {
      const least =
        piece.end === from && /^(?:大道|[路街巷])$/.test(text.slice(from, from + 2).slice(0, 1)) ? 5 : 7
      const named =
        piece.level >= least && !WORDY.has(piece.text) && !(least === 5 && CONCEPTS.has(piece.text))
      if (!named && !SUFFIX_WORD.test(piece.text)) break
      start = piece.start
      continue
    }
    const char = text.charAt(start - 1)
    if (!/[一-龥a-z\d·]/.test(char) || (isGlue(char) && !gluesName(text, start - 1, from))) break
    start--
  }
  while (start < from && /[号栋幢期个第之]/.test(text.charAt(start))) start++
  return start
}

/** 铜都家园, 祥和城: such a character stands in a name only with another before it, right before the name's end. */
function gluesName(text: string, at: number, from: number): boolean {
  const char = text.charAt(at)
  if (char === '之') return true
  const before = text.charAt(at - 1)
  return at === from - 1 && '前后都和望来时向'.includes(char) && /[一-龥]/.test(before) && !isGlue(before)
}
