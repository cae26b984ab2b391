/** A span of plain text that names a spot no area bears: 秋菊阿婆家门口, 妈祖宫往东五十米. */
export interface Span {
  start: number
  end: number
}

const HEAD =
  '家门口|门口|东口|西口|南口|北口|路口|交叉口|交叉路口|十字路口|丁字路口|三岔路口|交汇处|拐角处?|转角处?|拐弯处|转弯处|门前|屋前|屋后|房后|楼前|楼后|路边|河边|塘边|溪边|海边|井边|桥边|墙边|墙根|楼下|楼顶|楼道|楼梯间|楼梯口|单元门口?|桥头|桥下|村口|村头|村尾|巷口|巷子口?|胡同口?|弄堂|弄口|停车场|停车棚|车棚|菜市场|农贸市场|集市|市场|小学|中学|幼儿园|学校|卫生院|卫生室|卫生所|医院|超市|便利店|小卖部|公园|广场|健身点|健身角|篮球场|操场|(?<=[一-龥])[庙宫寺]|教堂|祠堂|宗祠|老厝|古厝|码头|渔港|车站|公交站|站台|加油站|充电棚|充电桩|地下室|地下车库|地库|车库|大门口?|东门口?|西门口?|南门口?|北门口?|侧门|后门|岗亭|村部|村委会|居委会|党群服务中心|老人会|老年活动中心|戏台|凉亭|水库|水塔|水闸|泵站|池塘|鱼塘|垃圾站|垃圾点|垃圾房|公厕|工地|宿舍|食堂|厂区|厂房|仓库|饭店|餐馆|酒店|宾馆|银行(?!卡)|药店|理发店|火锅店|诊所|幸福院|大桥|立交桥|天桥|拱桥|隧道|涵洞|高架|收费站|转盘|环岛|榕树下|大树下|晒谷场|天台|店门口|人行道|绿化带|草坪|花坛|红绿灯|十字口|派出所门口'
const LANDMARK = new RegExp(`(?:${HEAD})(?!(?<=下)[面水雨来])`, 'g')
/** Words that stand for a spot by themselves; the others want something before them. */
const ALONE =
  /^(?:家门口|路口|十字路口|村口|村头|村尾|桥头|楼道|楼梯间|巷口|单元门|学校|小学|中学|幼儿园|卫生院|卫生室|医院|菜市场|农贸市场|公园|广场|篮球场|操场|码头|渔港|车站|公交站|加油站|停车场|停车棚|车棚|祠堂|宗祠|戏台|水库|水闸|村部|村委会|居委会|老人会|大桥|天桥|立交桥|拱桥|高架|凉亭|桥下|隧道|涵洞|大门口|东门口?|西门口?|南门口?|北门口?|工地|人行道|地下车库|地库|充电棚|健身角|垃圾站|垃圾房|公厕|转盘|环岛|红绿灯|站台|榕树下|大树下|食堂|仓库)$/
const CROSSING =
  /[一-龥a-z\d]{1,6}[路街道巷](?:与|和|跟|、|\/|同)[一-龥a-z\d]{1,6}[路街道巷](?:的)?(?:交叉口|交叉路口|交叉处|交汇[处口]?|交口|十字(?:路口)?|路口|交界处?|拐角|口)/g
const ROAD =
  /(?:[一-龥]{1,5}(?:大道|大街|支路|[东西南北中]路|环路|老街|新街|公路|国道|省道|县道|乡道|步行街|商业街|胡同|巷|街|路)|[一-龥]?\d{1,3}(?:国道|省道|县道|乡道|弄|巷))(?![灯面人过况费途程线子障由政桩牌侧基椅]|边摊|道|办事处|坊邻|头巷尾)(?:[东西南北中]段|\d{1,4}(?:号|弄|巷)(?![线楼院网]))?/g
const NOT_ROADS =
  /(?:^|[走修马道问带让堵铺挡拦绕半一出回上下近原同各过有这那条的小大土水泥盲通断改])(?:路|街|巷)$|道路$|跑路$|思路$|铁路$|网路$|套路$|迷路$|生路$|通路$|逛街$|线路$|电路$|管路$|一路$|整条街$|满大?街$|砂石路$|石子路$|水泥路$|柏油路$|机耕路$|街道$/
/** The landmark's own name reaches left up to one of these. */
const STOP = /[\s,。!?;:、~…()"'【】<>《》\n①-⑨]/
const STOP_WORD =
  /(?:在|到|从|往|是|有|把|被|了|着|去|看|见|就|都|又|还|和|跟|与|及|给|叫|让|说|问|我|你|他|她|它|们|咱|俺|这|那|的|地|得|也|今|昨|明|晚|早|刚|才|现|将|对|请|帮|过|进|出|经|由|向|占|堵|倒|摆|停|放|蹲|躺|坐|住|来|要|会|能|想|没|不|会儿|麻烦|发现|报告|反映|投诉|建议|希望|另外|还有|书记|主任|师傅|领导|您好|你好|谁|哪|怎|什么|今天|昨天|早上|晚上|昨晚|今早|下午|上午|中午|刚才|现在|目前|最近|喂|急|啊|呀|吧|呢|吗|家里|大家|各位|娘家|盖|挖|砌|建|修|拆|扩|装|开|关|辆|个|台|根|盏|桶|水|车|人)$/

/** Finds landmarks, roads and crossings. Every span is short, so the cost is linear. */
export function landmarks(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(CROSSING)) {
    const first = match.index + match[0].search(/[路街道巷]/) + 1
    spans.push({ start: trimLeft(text, match.index, first), end: match.index + match[0].length })
  }
  for (const match of text.matchAll(LANDMARK)) {
    const end = match.index + match[0].length
    const start = reachLeft(text, match.index)
    if (start < match.index || ALONE.test(match[0])) spans.push({ start, end })
  }
  for (const match of text.matchAll(ROAD)) {
    const end = match.index + match[0].length
    const start = trimLeft(text, match.index, end)
    const name = text.slice(start, end).replace(/(?:[东西南北中]段|\d+(?:号|弄|巷))$/, '')
    if (name.length >= 3 && !NOT_ROADS.test(name)) spans.push({ start, end })
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** Extends to the left over the name before the head, eight characters at most. */
function reachLeft(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < 8) {
    const char = text.charAt(start - 1)
    if (STOP.test(char)) break
    if (STOP_WORD.test(text.slice(Math.max(0, start - 2), start))) break
    start--
  }
  return at - start >= 8 ? at : start
}

function trimLeft(text: string, from: number, end: number): number {
  for (let start = end - 2; start > from; start--)
    if (STOP_WORD.test(text.slice(Math.max(from, start - 2), start)) || STOP.test(text.charAt(start - 1)))
      return start
  return from
}
