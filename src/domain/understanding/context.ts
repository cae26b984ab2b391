import type { Clause } from './clauses.ts'
import type { Evidence } from './score.ts'

/**
 * What stands around the words of a matter and takes their force away: it is mended, denied, only imagined,
 * feared, far away, or in the past.
 */
export type Frame = 'mended' | 'denied' | 'imagined' | 'feared' | 'elsewhere' | 'planned' | 'asked'

const MENDED =
  /(?:修|弄|处理|解决|换|搞|疏通|抢修|补|接|清理|清运|打扫|装|收拾|整|调|维修|移|拖|挪|填|通|恢复|查|赔|办|处置|协调|化解)(?:好|完|通|掉|干净|到位|走|上|正常|完毕|妥|成|起来)(?:了|啦|咯|,|。|!|$|咗)|(?:已经?|都|刚刚?|今天|昨天|早就)(?:修|弄|处理|解决|换|恢复|清理|清运|疏通|抢修|拖走|搬走|拆除|拆|挪|整改)(?:了|完|好|过|走)|解决了|恢复(?:供电|供水|供气|正常|通车|通行|了)|来(?:电|水|气)(?:了|啦)|有(?:电|水)(?:了|啦)|(?:路灯|灯)(?:又)?亮(?:了|起来)|不(?:漏|堵|臭|响|吵|闪|冒烟)了|修复(?:了|完)?|找到了|找回来|回来了|(?:火|明火)(?:已经?)?(?:灭|扑灭)了?|扑灭|已扑灭|脱险|没事了|搞定|完工了|整治好|焕然一新|处理得(?:很|真)?(?:好|快|及时)|修得(?:很|真)?(?:好|快)|整冇|整好咗/
const NOT_MENDED =
  /(?:没|没有|未|还没|不|能|会|才|何时|什么时候|啥时候?|几时|赶紧|赶快|尽快|快点?|早日|早点|麻烦|请|希望|要|怎么|才能|帮忙|帮|派人|来人|多久|哪天)[^,。!?]{0,9}(?:修|弄|处理|解决|换|搞|恢复|来电|来水|来气|清|通|找到|完工|灭|拆|补|装|亮|有水|有电|办|回来|整|疏通|赔|协调|查)|(?:修|弄|处理|解决|换|恢复|清理|来电|来水)[^,。!?]{0,4}(?:又|还是|不久|没几天|没两天)|(?:好|完|通|掉)了(?:又|没|吗|么|嘛|\?|还)|(?:了|好)(?:吗|么|没有|没|嘛)/
const IMAGINED = /如果|要是|万一|假如|倘若|假设|若是|的话|比如|例如|譬如|好比|就像|仿佛|梦到|梦见|做梦|假装/
const ELSEWHERE =
  /新闻|抖音|快手|视频里|看视频|刷到|电视[上里]|朋友圈|微博|网上|头条|直播里|电影|电视剧|小说|游戏|听说(?:外地|别的|人家|外省|隔壁[市县镇省])|外省|外地(?!人|车|口音|来|回|返|的?货车|租)|(?:隔壁|邻|别的|其他|某)(?:市|县|省|镇|区|村)|国外|美国|日本|香港那|台湾那|北京那边|我老家那?|以前|从前|当年|小时候|前几年|那年|那时候|去年(?!.{0,8}(?:到|至|开始|以来|今))|往年|历史上|隔壁村(?:听说|前)/
/** Seen or heard of, not seen here; unless the words come home. */
const NEWS =
  /新闻|抖音|快手|刷到|视频里|看视频|电视[上里]|头条|网友|网上看|专家提醒|某地|(?:隔壁|邻|别的|其他|外|某)(?:市|县|省)|外地(?!人|车|口音|来|回|返|的?货车|租)|国外|听说(?:外地|别的|人家)/
const OURS = /我们?(?:这|村|小区|楼|单元|网格|家|店)|咱|俺|本村|这里|这边|门口|楼下/
const PLANNED =
  /(?:明天|后天|下周|下午|今晚|本周|周[一二三四五六日末]|\d{1,2}(?:日|号)|\d{1,2}月)[^,。!?]{0,14}(?:计划|将|要|打算|准备|安排|组织|开展|进行|巡查|检查|检修|演练|培训|开会)|打算|计划(?:停|检|开)|准备去|拟/
const FEARED =
  /怕|担心|担忧|容易|可能|很可能|万一|会不会|要是|恐|以防|防止|避免|预防|差点|差一点|险些|引发|引起|造成|导致|酿成|迟早|早晚|小心|注意|严防|谨防|随时/
const DENIED =
  /(?:没有?|不是|并非|不存在|未|未见|未发现|没发现|没看到|没看见|没闻到|无|排除|并没有?|哪有|没什么)$/

export interface Framed extends Evidence {
  frame: Frame | null
  /** `weight` after the frame took its part. */
  force: number
}

const FORCE: Record<Frame, number> = {
  mended: 0.12,
  denied: 0.05,
  imagined: 0.3,
  feared: 0.25,
  elsewhere: 0.25,
  planned: 0.45,
  asked: 0.6,
}

/** True when the clause says that something is put right, and not that it should be. */
export function saysMended(text: string): boolean {
  return MENDED.test(text) && !NOT_MENDED.test(text)
}

/** Weighs each piece of evidence by what its clause makes of it. */
export function frameEvidence(
  evidence: readonly Evidence[],
  clauses: readonly Clause[],
  text: string,
): Framed[] {
  const afar = text.length < 100 && NEWS.test(text) && !OURS.test(text)
  const frames = clauses.map((clause) => clauseFrame(clause, clauses, text) ?? (afar ? 'elsewhere' : null))
  return evidence.map((item) => {
    const at = clauseAt(clauses, item.start)
    const clause = clauses[at]
    let frame = frames[at] ?? null
    const before = text.slice(clause ? Math.max(clause.start, item.start - 6) : item.start, item.start)
    if (DENIED.test(before) && !/有没有?$/.test(before)) frame = 'denied'
    else if (frame === null && clause && isOnlyFeared(item, clause, text)) frame = 'feared'
    return { ...item, frame, force: frame === null ? item.weight : item.weight * FORCE[frame] }
  })
}

/** 怕着火, 要打起来了, 被车撞歪的电线杆: the emergency is the danger or the cause, not the matter. */
function isOnlyFeared(item: Evidence, clause: Clause, text: string): boolean {
  const lead = text.slice(Math.max(clause.start, item.start - 12), item.start)
  if (item.category === 'security.violence') return /(?:要|快|差点|险些|怕|会)$/.test(lead)
  if (!item.category.startsWith('emergency.')) return false
  if (FEARED.test(lead)) return true
  if (item.category !== 'emergency.accident') return false
  return (
    /被.{0,8}(?:撞|碰|刮)(?:歪|断|倒|坏|弯|烂|破|掉|了个)/.test(clause.text) &&
    !/人|娃|孩|阿|奶奶|爷爷|大[爷妈娘]/.test(clause.text)
  )
}

function clauseFrame(clause: Clause, clauses: readonly Clause[], text: string): Frame | null {
  if (saysMended(clause.text)) {
    const next = clauses.find((other) => other.start >= clause.end)
    const relapse = next && /^\s*(?:又|但|可是|可|结果|没几天|没两天|不久|还是|今天又|现在又)/.test(next.text)
    if (!relapse) return 'mended'
  }
  if (IMAGINED.test(clause.text)) return 'imagined'
  if (text.length < 100 && ELSEWHERE.test(clause.text)) return 'elsewhere'
  if (PLANNED.test(clause.text)) return 'planned'
  return null
}

/** Index of the clause that holds the position (binary search; clauses are in order). */
export function clauseAt(clauses: readonly Clause[], position: number): number {
  let low = 0
  let high = clauses.length - 1
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if ((clauses[mid]?.start ?? 0) <= position) low = mid
    else high = mid - 1
  }
  return low
}
