import type { Gone } from './chars.ts'
import { NAME_END } from './plain-char.ts'

/** Longer names are none that someone chose. */
const LONGEST = 24
const ALL =
  /^(?:所有人|全体成员|全体人员|全员|大家|各位|all(?![a-z])|everyone(?![a-z])|everybody(?![a-z])|here(?![a-z]))/
const ENDS_NAME = ' \n\t@,。!?;:、'
const TITLE =
  /^(?:[^\s]{1,6}?)(?:书记|主任|网格长|网格员|单元长|楼栋长|楼长|组长|站长|队长|所长|社长|会长|科长|局长|镇长|村长|主席|经理|师傅|老师|医生|护士|警官|同志|阿姨|大姐|大哥|大爷|大妈|叔叔|客服|物业|管家|律师|姐|哥)/
const LATIN = /^[a-z\d_]{4,32}/
/** Joins the parts of one name: 王书记-东沁村. */
const JOINT = /[-_(·.|/\da-z]/

export interface Mentions {
  parts: Gone[]
  all: boolean
  /** Names that no mark ends: only the sign goes, what may be the name is spared from corrections. */
  unsure: { start: number; end: number }[]
}

/** Finds whom the message calls. Looks at each character a bounded number of times. */
export function findMentions(text: string): Mentions {
  const found: Mentions = { parts: [], all: false, unsure: [] }
  for (let at = text.indexOf('@'); at !== -1; ) {
    const end =
      /[a-z\d._]/.test(text.charAt(at - 1)) && !/[\u4e00-\u9fff]/.test(text.charAt(at + 1))
        ? at
        : mention(text, at, found)
    at = text.indexOf('@', Math.max(end, at + 1))
  }
  return found
}

/** Notes one mention and returns where it ends. */
function mention(text: string, at: number, found: Mentions): number {
  const lead = text.slice(at + 1, at + 2 + LONGEST * 2)
  const all = ALL.exec(lead)
  if (all) {
    found.all = true
    return gone(at, at + 1 + all[0].length + (/[\s\u2005]/.test(lead.charAt(all[0].length)) ? 1 : 0))
  }
  const mark = lead.search(/[\u2005\n@]/)
  if (mark > 0 && lead.charAt(mark) === NAME_END) return gone(at, at + 2 + mark)
  let length = 0
  while (length < lead.length && !ENDS_NAME.includes(lead.charAt(length))) length++
  if (length === 0) return gone(at, at + 1)
  const name = lead.slice(0, length)
  const short = TITLE.exec(name)?.[0].length ?? LATIN.exec(name)?.[0].length
  if (short !== undefined && short < length && !JOINT.test(name.charAt(short)))
    return gone(at, at + 1 + short)
  const closed = at + 1 + length < text.length
  if (length <= (closed ? 16 : 6) && length < lead.length + (closed ? 0 : 1)) {
    const after = text.charAt(at + 1 + length)
    return gone(at, at + 1 + length + (/[\s:,]/.test(after) ? 1 : 0))
  }
  found.unsure.push({ start: at + 1, end: at + 1 + Math.min(4, length) })
  return gone(at, at + 1)

  function gone(start: number, end: number): number {
    found.parts.push({ start, end: Math.min(end, text.length), fill: ' ' })
    return end
  }
}
