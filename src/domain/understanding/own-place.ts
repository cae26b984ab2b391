import type { Gazetteer } from '../area/gazetteer.ts'
import { type Area, lineage, type Town } from '../area/town.ts'
import type { Span } from './landmarks.ts'

/** How wide the place is that somebody calls one's own. */
export type OwnLevel = 'self' | 'building' | 'grid' | 'yard' | 'compound' | 'works' | 'village'

/** 我们单元, 我家楼下, 咱院门口: a place told from where the speaker stands. */
export interface OwnMark extends Span {
  level: OwnLevel
  /** The words name a spot; 我家 alone does not. */
  spot: boolean
}

const WE = '(?:我们|咱们|俺们|偶们|阮们|我|咱|俺|本|阮|偶)'
const LEVELS =
  '单元|楼栋|栋|幢|座|号楼|楼|网格|组|队|社(?!会|区|保|团|交|工|员)|排|村|社区|小区|院子|院|大院|厂子|厂区|厂|公司|园区|学校|市场|宿舍|巷子|巷|街|片|片区|屋|家'
const OWN = new RegExp(
  `${WE}(?:家)?(?:这|这个|这儿|这一|住的|那个)?(?:${LEVELS})(?!长|里人|人|乡|庭|具|主任|书记|的人|员|干部|孩|娃|阿|老|妈|爸|婆|公|男|女|儿|孙|爷|奶|猫|狗|店|车|船)|${WE}(?:家)?(?:这边|这里|这儿|这头|门口|楼下|屋后|屋前|窗外)|(?<![^\\s,。!?;:、在到就放停])自?家门口`,
  'g',
)
const BARE =
  /(?:^|[\s,。!?;:、在到从是]|另外|还有|我们|咱)(院里头?|院子里|院门口|院子门口|大院里|小区里|小区内|小区门口|小区大门口?|小区[东西南北]门|小区|小广场|厂门口|厂里|厂区|厂子里|园区门口|园区里?|校门口|村口|村头|村尾|村道|村部|大门口|正门口?|村委会|村里头?(?=路|那|的|有|水)|进村|出村|全村|整个村|整栋楼?|整幢楼?|全楼|全小区)/g
const SPOT_AFTER =
  /^(?:的|这|那)?(?:门|楼|窗|屋|后|前|旁|边|对面|上面|下面|里|外|路|口|附近|这|那|阳台|院|墙|巷|车库|车棚|底下|跟前|房顶|隔壁)/
const PERSON_AFTER =
  /^(?:楼?上|楼?下|对面|隔壁)?(?:那个?|的|有个)?(?:小子|小伙|人家|一家|家伙|邻居|那户|那家|老[^\s]|阿[^\s]|男|女|住户)/

/** Finds what is told from where the speaker stands. */
export function ownMarks(text: string): OwnMark[] {
  const marks: OwnMark[] = []
  for (const match of text.matchAll(OWN)) {
    const start = match.index
    const end = start + match[0].length
    const after = text.slice(end, end + 6)
    const home = /[家屋]$/.test(match[0])
    if (PERSON_AFTER.test(after)) continue
    const plain = /^(?:我|咱|俺|阮|偶)们?这[边里儿头]$/.test(match[0])
    marks.push({
      start,
      end,
      level: /楼$/.test(match[0]) && /^[下上道梯顶]/.test(after) ? 'self' : levelOf(match[0]),
      spot: home ? SPOT_AFTER.test(after) : !plain || after === '',
    })
  }
  for (const match of text.matchAll(BARE)) {
    const words = match[1] ?? ''
    const end = match.index + match[0].length
    if (marks.some((mark) => mark.end >= end - words.length && mark.start < end)) continue
    marks.push({
      start: end - words.length,
      end,
      level: levelOf(words),
      spot: !/^(?:全|整|进|出|小区$)/.test(words),
    })
  }
  return marks.sort((a, b) => a.start - b.start)
}

function levelOf(words: string): OwnLevel {
  if (/网格/.test(words)) return 'grid'
  if (/村|社区/.test(words)) return 'village'
  if (/园区/.test(words)) return 'village'
  if (/院/.test(words)) return 'yard'
  if (/小区|广场|大门|正门/.test(words)) return 'compound'
  if (/厂|公司|校|市场/.test(words)) return 'works'
  if (/楼下|楼上|屋|家|单元/.test(words)) return 'self'
  if (/楼|栋|幢|座/.test(words)) return 'building'
  return 'self'
}

/** The area of that width around the speaker; null where the tree has none. */
export function ownArea(town: Town, gazetteer: Gazetteer, from: string, level: OwnLevel): string | null {
  const line = lineage(town, from)
  const village = line.findIndex((area) => area.level === 'village')
  const below = village === -1 ? line.filter((area) => area.parent !== null) : line.slice(0, village)
  const found = (area: Area | undefined) => area?.code ?? null
  if (level === 'village') return found(line[village])
  if (level === 'yard') {
    const yard = below.find((area) => /院$/.test(area.name))
    if (yard) return yard.code
  }
  if (level === 'yard' || level === 'compound' || level === 'works')
    return found(below[below.length - 1]) ?? found(line[village])
  if (level === 'grid')
    return found(
      below.find((area) => gazetteer.kindOf(area.code) === 'grid') ??
        below.find((area) => area.level.startsWith('grid')),
    )
  if (level === 'building')
    return found(below.find((area) => gazetteer.kindOf(area.code) === 'building')) ?? from
  return from
}
