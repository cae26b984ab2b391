import { saysMended } from './context.ts'

const TAKEN_BACK =
  /搞错了?|弄错了?|看错了?|听错了?|闻错了?|发错群?|点错|误报|误会|虚惊一场|没事了|没事儿了|不用来了|不用派人?|不用管了|不用修了|不用处理了|不用麻烦|撤销|撤回|取消(?:吧|报|这|刚)|当我没说|不好意思.{0,6}(?:错|不是)|原来(?:是|不是)|(?:不|唔)(?:使|用)来了?|是我误会|别处理了|算了不用/
/** 不是漏气 是隔壁炒菜: the hazard itself is denied. A new place (不是3单元 是2单元) is a correction instead. */
const DENIES =
  /不是(?:漏气|漏电|着火|起火|火灾|煤气|燃气|失火|漏水|停电|停水|小偷|坏了?|堵了?|爆管|有人|走失|丢了)/
const SETTLED_BY_SELF =
  /自己(?:已经)?(?:修|弄|搞|处理|解决|换|清|整|回来|好)|已经(?:修好|弄好|好了|解决|处理好|通了|来电|来水|恢复|找到)|(?:找到|回来|来电|来水|来气|通电|通水|好)了(?!吗|么|没)|不用来了.{0,8}好了|没问题了|(?<!不)(?:正常|亮|通)了|(?<!灯.{0,4})(?:灭|熄)了|(?:^|[,\s])(?:人)?(?:都)?(?:散|停|走|熄|退|挪走|开走|拉走|清走|消停)了|(?:水|电|气|网)来了|能(?:坐|用|走|过)了|没(?:什么)?(?:大)?事了?$/

/** Whether the words take an earlier report back or say that it is settled; null when neither. */
export function readAbout(text: string): 'withdrawn' | 'resolved_by_reporter' | null {
  if (text.length > 60) return null
  if (
    /(?:还|又|没|未|没有).{0,4}(?:修好|弄好|好|解决|处理好|通|亮|来电|来水|找到|灭)(?!了,)|[吗么]\??$|\?$/.test(
      text,
    ) &&
    !/搞错|弄错|误报/.test(text)
  )
    return null
  const settled = saysMended(text) || SETTLED_BY_SELF.test(text)
  if (settled && !/搞错|弄错|看错|误报|虚惊/.test(text)) return 'resolved_by_reporter'
  if (TAKEN_BACK.test(text) || DENIES.test(text)) return 'withdrawn'
  return null
}
