/** A span of plain text that names a spot no area bears: 秋菊阿婆家门口, 妈祖宫往东五十米. */
export interface Span {
  start: number
  end: number
}

const TAIL =
  '家门口|门口|东口|西口|南口|北口|路口|交叉口|交叉路口|十字路口|丁字路口|三岔路口|交汇处|拐角处?|转角处?|拐弯处|转弯处|门前|屋前|屋后|房后|楼前|楼后|旁边|旁|边上|路边|河边|塘边|溪边|海边|井边|桥边|墙边|对面|斜对面|后面|前面|楼下|楼上|楼顶|楼道|楼梯间|楼梯口|单元门|桥头|桥下|村口|村头|村尾|巷口|巷子口?|胡同口?|弄堂|弄口|附近|一带|停车场|停车棚|菜市场|农贸市场|集市|市场|小学|中学|幼儿园|学校|卫生院|卫生室|医院|超市|便利店|小卖部|公园|广场|健身点|篮球场|操场|庙|宫|寺|教堂|祠堂|宗祠|老厝|古厝|厝|码头|渔港|车站|公交站|加油站|充电棚|充电桩|地下室|地下车库|车库|大门|东门|西门|南门|北门|侧门|后门|岗亭|村部|村委会|居委会|党群服务中心|老人会|老年活动中心|戏台|凉亭|水库|水塔|泵站|池塘|鱼塘|垃圾站|垃圾点|垃圾房|公厕|工地|宿舍|食堂|厂区|厂房|仓库|饭店|餐馆|酒店|宾馆|银行(?!卡)|药店|理发店|幸福院|大桥|立交桥|天桥|隧道|涵洞|高架|收费站|转盘|环岛|榕树下|大树下|埕|晒谷场|天台|阳台下|店门口'
const LANDMARK = new RegExp(
  `(?:${TAIL})(?:[东西南北]?(?:面|边|侧|头)|(?:往|向|朝)[东西南北前后左右里外](?:走|边|面)?(?:约|大概)?[\\d一二两三四五六七八九十百]{1,4}(?:来|多)?米|里面?|外面|旁边?|对面|门口|附近|后面|前面|边上|楼下|转角|拐角|路段|那边|那里|这边|这里|下面|上面)?`,
  'g',
)
const CROSSING =
  /[一-龥a-z\d]{1,6}[路街道巷](?:与|和|跟|、|\/)[一-龥a-z\d]{1,6}[路街道巷](?:交叉口|交叉路口|交汇处|路口|交界处?|口)/g
const ROAD =
  /[一-龥\d]{1,5}(?:大道|大街|支路|[东西南北中]路|环路|老街|新街|公路|国道|省道|县道|乡道|巷|弄|街|路)(?![灯面人过况费途边上程线子口])(?:\d{1,4}(?:号|弄|巷)(?![线楼院网]))?/g
const NOT_ROADS =
  /(?:^|[走修马道问带让堵铺挡拦绕半一出回上下近原同各过有这那条的])(?:路|街)$|道路$|跑路$|思路$|铁路$|网路$|套路$|迷路$|生路$|消防通路$|逛街$/
/** The landmark's own name reaches left up to one of these. */
const STOP = /[\s,。!?;:、~…()"'【】<>《》\n]/
const STOP_WORD =
  /(?:在|到|从|往|是|有|把|被|了|着|去|看|见|就|都|又|还|和|跟|与|及|给|叫|让|说|问|我|你|他|她|它|们|咱|俺|这|那|的|地|得|也|今|昨|明|晚|早|刚|才|现|将|对|请|帮|麻烦|发现|报告|反映|投诉|书记|主任|师傅|领导|您好|你好|谁|哪|怎|什么|今天|昨天|早上|晚上|昨晚|今早|下午|上午|中午|刚才|现在|目前|最近|喂|急|啊|呀|吧|呢|吗|家里|大家|各位)$/

/** Finds landmarks, roads and crossings. Every span is short, so the cost is linear. */
export function landmarks(text: string): Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(CROSSING)) {
    const first = match.index + match[0].search(/[路街道巷]/) + 1
    spans.push({ start: trimLeft(text, match.index, first), end: match.index + match[0].length })
  }
  for (const match of text.matchAll(LANDMARK)) {
    const end = match.index + match[0].length
    spans.push({ start: reachLeft(text, match.index), end })
  }
  for (const match of text.matchAll(ROAD)) {
    if (NOT_ROADS.test(match[0].replace(/\d+号?$/, ''))) continue
    const end = match.index + match[0].length
    const start = trimLeft(text, match.index, end)
    if (end - start >= 3) spans.push({ start, end })
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** Extends to the left over the name before the tail, ten characters at most. */
function reachLeft(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < 10) {
    const char = text.charAt(start - 1)
    if (STOP.test(char)) break
    if (STOP_WORD.test(text.slice(Math.max(0, start - 2), start))) break
    start--
  }
  return start
}

function trimLeft(text: string, from: number, end: number): number {
  for (let start = end - 2; start > from; start--) if (STOP_WORD.test(text.slice(from, start))) return start
  return from
}
