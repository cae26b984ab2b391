import { chineseNumber } from './numbered.ts'

/** How a name is told: as it stands in the table, shortened by us, or only by what it ends with (公园 for 滨河公园). */
export type FormKind = 'full' | 'short' | 'loose'

export interface NameForm {
  text: string
  kind: FormKind
}

const SUFFIX =
  /(?:有限责任公司|股份有限公司|集团有限公司|科技有限公司|有限公司|集团|公司|居民委员会|村民委员会|社区居委会|村委会|居委会|社区|自然村|行政村|街道办事处|街道|小区|大队|村|镇|乡|片区|组团|网格|片)$/
/** Kinds of housing and trades that people leave away; what is left is only believed beside a number or in its own group. */
const KIND_SUFFIX =
  /(?:花园|花苑|家园|家苑|佳苑|公寓|大厦|广场|家属院|家属楼|宿舍|新村|新城|新苑|大院|名苑|华府|鞋业|电子|食品|包装|饲料|物流|石材|纺织|服装|服饰|机械|五金|科技|建材|家具|塑胶|塑料|印刷|化工|环保|能源|模具|制衣|冷链|水产|渔业|玻璃|陶瓷|木业|纸业|混凝土|实业|制造|制品|农贸市场|市场|胡同)$/
/** What people call the only one of its kind around them. Longest first. */
const HEADS =
  '老年活动中心 党群服务中心 农贸市场 文化广场 文化礼堂 活动中心 商业街 菜市场 卫生院 卫生室 卫生所 卫生站 幼儿园 避风港 篮球场 停车场 晒谷场 加油站 汽车站 火车站 污水厂 垃圾站 变电站 小广场 家属院 宿舍楼 教学楼 办公楼 综合楼 教师楼 写字楼 美食街 步行街 小吃街 渔港 码头 公园 广场 市场 小学 中学 学校 医院 车站 水库 祠堂 戏台 水闸 大桥 浴场 冷库 仓库 食堂 宿舍 厂房 车间 村部 村委会 中心校 教堂 菜场 粮站 茶厂 牌坊 钟楼 河堤 海堤 泵站 林场 果林 船厂 夜市'.split(
    ' ',
  )
/** What people call it as well, where it is the only one. */
const SAME_HEAD: Readonly<Record<string, readonly string[]>> = {
  小学: ['学校'],
  中学: ['学校'],
  中心校: ['学校'],
  菜场: ['菜市场', '市场'],
  菜市场: ['市场', '菜场'],
  农贸市场: ['菜市场', '市场', '菜场'],
  村部: ['村委会', '村委'],
  村委会: ['村部', '村委'],
  汽车站: ['车站'],
  火车站: ['车站'],
  卫生院: ['医院'],
  卫生室: ['卫生所'],
  卫生所: ['卫生室'],
}
const HEAD_SET = new Set(HEADS)
const GENERIC =
  /^(?:[老新旧大小东西南北上下前后]|第?[一二三四五六七八九十\d]+号?)?(?:村部|村委|村委会|居委会|食堂|仓库|宿舍|宿舍楼|市场|菜市场|菜场|农贸市场|加油站|学校|小学|中学|幼儿园|车站|汽车站|码头|渔港|篮球场|卫生室|卫生院|卫生所|医院|幸福院|老人会|祠堂|祖厝|戏台|广场|公园|文化广场|活动室|[前后中]排|排|区|期|街|巷|库|车间|冷库|埕|闸|水闸|校门口|学校门口|大门|浴场|工业区|园区|街上|镇上|场上|新村|新城|车头|桥头|桥|渡口|供销社|粮站|茶厂|鞋厂|电子厂|石材厂|饲料厂|搅拌站|污水厂|生产楼|锅炉房|安置房|回迁房|教师楼|红楼|楼|牌坊|钟楼|老街|老厝|后山|山脚|溪边|井边|水库|停车场|夜市|底商|会所)(?:旁|边|口|前|后|下|里|脚|门口|后面|旁边)?$/
/** Names that are everyday words too; a place is meant by them only where the words around them say so. */
const EVERYDAY = new Set(
  '和平 幸福 光明 团结 中心 建设 解放 人民 希望 平安 文明 安全 健康 发展 阳光 前进 胜利 友谊 友好 民主 自由 新华 红旗 东风 向阳 朝阳 文化 体育 工业 农业 科技 教育 开发 东方 西方 南方 北方 大家 群众 居民 村民 富强 和谐 友爱 美丽 幸运 快乐 如意 吉祥 先锋 奋斗 勤俭 创业 创新 振兴 复兴 金融 商业 生活 环境 企业 工厂 开放 改革 光荣 进步 永久 安康 安心 福利 公平 正义 诚信 老人会 上头 下头 里头 外头 大路 水井 山上 海边 河边 村口 路口 未来 中央 大家庭 花园 家园 果园 校园 城市 桂花 梧桐 桃花 梅花 荷花 青山 绿水 春风 高楼'.split(
    ' ',
  ),
)

/** Names that only we would shorten to such a word; as an alias of the town they are meant. */
const EVERYDAY_SHORT = new Set(
  '城关 河东 河西 永固 顺利 三和 一区 二区 三区 世纪 时代 国际 康乐 锦绣 金桂 万达 田园 新城 新区 红楼 白云 长江 黄河 太平 永安 长安 兴旺 兴业 车头 前排 后排 东门 西门 南门 北门 大门'.split(
    ' ',
  ),
)

/** Whether the name is an everyday word too; `given` when the town itself calls the place so. */
export function isEveryday(name: string, given: boolean): boolean {
  return EVERYDAY.has(name) || (!given && EVERYDAY_SHORT.has(name))
}

/** True for names that every village may have; said in another village's group they mean its own. */
export function isGeneric(name: string): boolean {
  return HEAD_SET.has(name) || GENERIC.test(name)
}

/** All ways a plain name is said. `above` are the plain short names of the areas it lies in, nearest first. */
export function nameForms(name: string, above: readonly string[], shorten: boolean): NameForm[] {
  const forms: NameForm[] = []
  const add = (text: string, kind: FormKind) => {
    if (text.length >= 2 && !forms.some((form) => form.text === text)) forms.push({ text, kind })
  }
  add(name, 'full')
  for (const variant of otherNumerals(name)) add(variant, 'full')
  if (!shorten) return forms
  const short = name.replace(SUFFIX, '')
  if (short !== name) add(short, 'short')
  for (const outer of above) {
    if (outer.length >= 2 && name.length >= outer.length + 2 && name.startsWith(outer)) {
      const rest = name.slice(outer.length).replace(/^[村镇乡]/, '')
      add(rest, 'loose')
      break
    }
  }
  const bare = name.replace(KIND_SUFFIX, '')
  if (bare !== name && bare.length >= 2) add(bare, 'loose')
  const head = HEADS.find((item) => name.endsWith(item))
  if (head !== undefined && head !== name) add(head, 'loose')
  for (const other of SAME_HEAD[head ?? name] ?? []) add(other, 'loose')
  return forms
}

/** `东沁村` → `东沁`: how an area stands before the names within it. */
export function shortName(name: string): string {
  const short = name.replace(SUFFIX, '')
  return short.length >= 2 ? short : name
}

const CHINESE = '零一二三四五六七八九'

function inChinese(n: number): string {
  if (n < 10) return CHINESE.charAt(n)
  if (n > 99) return String(n)
  const tens = Math.floor(n / 10)
  return `${tens === 1 ? '' : CHINESE.charAt(tens)}十${n % 10 === 0 ? '' : CHINESE.charAt(n % 10)}`
}

const NUMERAL = /第?(\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3})/

/** `一号冷库` ↔ `1号冷库`, `锦绣二期` ↔ `锦绣2期`, with and without 第. */
function otherNumerals(name: string): string[] {
  const match = NUMERAL.exec(name)
  if (!match) return []
  const n = chineseNumber(match[1] ?? '')
  if (n === null || n === 0) return []
  const from = match.index
  const to = from + match[0].length
  const out: string[] = []
  for (const numeral of [String(n), inChinese(n)])
    for (const order of ['', '第']) {
      const other = `${name.slice(0, from)}${order}${numeral}${name.slice(to)}`
      if (other !== name) out.push(other)
    }
  return out
}
