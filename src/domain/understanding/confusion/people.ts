/** The hundred surnames most people bear, and a few of two characters. */
const SURNAMES = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵欧阳解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺'.split(
    '',
  ),
)
/** What a person is called by, after the name. */
const TITLE =
  /^(?:家|阿姨|阿婆|阿公|阿伯|阿嬷|婆婆|奶奶|爷爷|大爷|大妈|大娘|大伯|大叔|大姐|大哥|大嫂|叔叔|叔|伯|婶|嫂|姐|哥|姨|书记|主任|师傅|老师|医生|护士|警官|经理|老板|总|工|队长|组长|站长|所长|网格长|网格员|单元长|楼长|村长|镇长|局长|科长|先生|女士|小姐|同志|同学|家长|支书|会计|委员|代表|老人|师)/
const BEFORE = /(?:叫|是|姓|名|找|联系|户主|业主|居民|村民|老|小|阿)$/

/** Spans that are names of people: 王景盖阿姨, 老张, 户主李电现. Finds too many rather than too few. */
export function namedPeople(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = []
  for (let at = 0; at < text.length; at++) {
    if (!SURNAMES.has(text.charAt(at))) continue
    const called = BEFORE.test(text.slice(Math.max(0, at - 2), at))
    for (const length of [3, 2, 1]) {
      const end = at + length
      if (end > text.length) continue
      // 张三, 路灯坏了: at the front a mark is enough.
      const titled = TITLE.test(text.slice(end, end + 3)) || (at === 0 && /[,:]/.test(text.charAt(end)))
      if (!titled && !(called && length > 1)) continue
      spans.push({ start: at, end })
      break
    }
  }
  return spans
}
