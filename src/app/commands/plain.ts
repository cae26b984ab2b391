import type { BotCommand } from '../../domain/message.ts'
import { plainQuestion } from './plain-question.ts'

const SCOPE = '(?:一下)?(?:我们|咱们?|本)?(?:这个|这边|全)?(?:网格|单元|村里?|社区|镇里?|小区|片区)'
const STATUS = [
  new RegExp(
    `^(?:请|帮我|麻烦)?(?:查|看|看看|查查)${SCOPE}(?:的)?(?:情况|进度|在办|超期|单子|工单)?[。.!\uFF01?\uFF1F]*$`,
  ),
  new RegExp(
    `^${SCOPE}(?:的)?(?:还)?有(?:几|多少)(?:件|个|张)?(?:单|单子|工单)?(?:没办完?|没处理完?|在办|超期|没完)(?:的|了)?[。.!\uFF01?\uFF1F]*$`,
  ),
  /^(?:这周|今天|本周|现在)?(?:还)?有(?:几|多少)(?:件|个)?(?:单|单子|工单)?(?:没办完?|没处理完?|在办|超期)(?:的|了)?[。.!\uFF01?\uFF1F]*$/,
  /^(?:在办|超期|查在办|看在办|查超期|看超期)(?:情况|清单|的)?[。.!\uFF01?\uFF1F]*$/,
]
const MINE =
  /^(?:查|看|看看)?(?:一下)?我报(?:过)?的(?:单|事|情况|那些?)?(?:呢|怎么样了|进度)?[。.!\uFF01?\uFF1F]*$/

const MEDIATION =
  /^(?:查|看|看看)?(?:一下)?我(?:的|在|手上的)调解(?:的|的?事|清单|列表|单子?)?(?:呢|有哪些)?[。.!\uFF01?\uFF1F]*$/

const PRINT = /^(?:请|帮我|麻烦)?打印(?:一下)?(\d{1,6})号单?[。.]?$/
const PRINT_HERE = /^(?:请|帮我|麻烦)?打印(?:一下)?[。.]?$/

const ASKED = '(?:会|要)?(?:这么|这样)?(?:分|派|归|算|当|定|急|处理)'
const WHY = [
  new RegExp(`^(?:请问)?(?:为什么|为啥)(?:是|把|给)?(\\d{1,6})号单?(?:${ASKED}.{0,10})?[。?\uFF1F]*$`),
  new RegExp(`^(\\d{1,6})号单?(?:为什么|为啥|怎么)${ASKED}.{0,10}$`),
]
const WHY_HERE = new RegExp(`^(?:为什么|为啥|怎么)(?:${ASKED}.{0,8})?[?\uFF1F]*$`)
/** 为什么31号还没修 pushes; it does not ask for reasons. */
const PUSHES = /没|不|才|多久|什么时候/

/**
 * A command in plain words: 查一下本网格, 还有几个超期, 我报的事怎么样了, 31号为什么这么分. null when it is none.
 * @param answered number of the ticket whose card is answered
 */
export function plainCommand(text: string, answered: string | null = null): BotCommand | null {
  const words = text.replaceAll(/\s+/g, '')
  if (words.length === 0 || words.length > 24) return null
  const question = plainQuestion(text)
  if (question) return question
  if (STATUS.some((p) => p.test(words))) return { name: 'status', args: '' }
  const asked = WHY.map((p) => p.exec(words)?.[1]).find((n) => n !== undefined)
  if (asked && !PUSHES.test(words.slice(words.indexOf(asked) + asked.length)))
    return { name: 'why', args: asked }
  if (answered && WHY_HERE.test(words) && !PUSHES.test(words.slice(3))) return { name: 'why', args: answered }
  const printed = PRINT.exec(words)?.[1] ?? (PRINT_HERE.test(words) ? answered : null)
  if (printed) return { name: 'print', args: printed }
  if (MEDIATION.test(words)) return { name: 'mediation', args: '' }
  if (MINE.test(words)) return { name: 'mine', args: 'reports' }
  return null
}
