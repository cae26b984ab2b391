/**
 * Finds what is likely a person's name in plain (simplified, lower-case) Chinese. Errs on the side of hiding: a few
 * words that are none are taken along, a bare two-character name without a title beside it is not seen.
 */

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎雷龙史陶贺毛段郝顾龚邵覃武钱戴严莫孔向常汤康易乔赖文樊殷施洪柳颜柯翁阮卓倪骆柴欧詹涂祝纪温伍岳齐庄童俞葛鲁聂焦池连褚娄游辛安黎佘麦甘符项车尤盛耿蓝凌霍申左苗包冉缪管'
const COMPOUND = '欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木'
/** Surnames that are everyday words behind 老 and 小. */
const WORDLIKE = '石江田白金高马方毛池段龙车文安向常连项左包管康武'
/** Characters of given names that stand in few other words. */
const GIVEN =
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超兰霞刚桂华建国志斌淑珍梅玉萍燕玲慧鹏辉鑫宇轩涵浩欣怡梓晨婷雪琳倩春秋峰凤翔佳俊永福德财旺添祥荣庆义仁智信忠良美莲菊松柏彬晓振兴宝世昌胜民鸿锦钦坤淼炳清琴芬芝蓉菲莉娇妹弟根友富顺雄豪泽嘉诚瑞琪瑶琼贵金明文海平云红林'

/** 谢谢 names nobody. */
const SURNAME = `(?!谢谢)(?<!谢)(?:${COMPOUND}|[${SURNAMES}])`
const HAN = '[\\u4e00-\\u9fff]'
const TITLE =
  '阿婆|阿公|阿伯|阿叔|阿姨|阿嫂|阿妈|阿爸|婆婆|公公|奶奶|爷爷|大爷|大妈|大娘|大叔|大婶|大伯|大哥|大姐|大嫂|老汉|老太|老头|老爹|老人|老伯|老师|师傅|老板|先生|女士|太太|小姐|同志|书记|支书|主任|村长|镇长|区长|局长|所长|队长|站长|科长|处长|院长|校长|厂长|经理|主席|会计|组长|网格员|网格长|单元长|楼长|医生|大夫|护士|警官|法官|律师|某'
const SHORT_TITLE = '(?:工(?![头人地程作业钱厂棚])|[总哥姐嫂婶叔伯姨婆公爷氏董校局])'
const KIN = '[哥姐嫂婶叔伯姨婆爷]'
/** 那家, 大家, 回家 name nobody. */
const HOUSE = '(?<![大国回人到在专那这我你他她们一两几每各别自公住])家'
/** 陈家村 is a place. */
const PLACE = '[村庄沟湾坝坪屯坳冲岭桥店巷弄堡寨港岙塘坡山坑垅园祠厝宅院里台洼峪营圩渡埠]'
const TELLS =
  '我叫|姓名|名叫|名字叫?|联系人|本人|户主|业主|租户|病人|患者|死者|伤者|当事人|受害人|举报人|嫌疑人|老公|老婆|儿子|女儿|邻居'

const TITLES = new RegExp(`^(?:${TITLE}|队员|干事|警官|干部|委员)$`, 'u')

const PATTERNS: readonly RegExp[] = [
  `${SURNAME}${HAN}{0,2}?(?=${TITLE})`,
  `${SURNAME}(?=${SHORT_TITLE})`,
  `[${GIVEN}]{1,2}(?=${KIN})`,
  `${SURNAME}${HAN}{1,2}(?=${HOUSE}(?!${PLACE}))`,
  `(?<![${GIVEN}])${SURNAME}(?=家(?!${PLACE}|[长里人具电伙用常]))`,
  `${SURNAME}[${GIVEN}]{2}`,
  `(?<=[老小])[${[...SURNAMES].filter((name) => !WORDLIKE.includes(name)).join('')}]`,
  `(?<=[老小])[${WORDLIKE}](?=$|[\\s,。!?;:的说在他她家])`,
  `(?<=阿)(?![婆公姨嫂伯叔妹弟哥姐爸妈爷])${HAN}`,
  `(?<=(?:${TELLS})[\\s:是]{0,3})${SURNAME}${HAN}{1,2}`,
  // 陈淑华 138…: a name before a number that was hidden already.
  `${SURNAME}${HAN}{1,2}(?=[\\s,:(]{0,3}(?:电话|手机|联系方式)?[\\s:,是]{0,3}\\*\\*)`,
].map((source) => new RegExp(source, 'gu'))

/** 书记, 师傅: what people are called instead of a name. */
export function isTitle(word: string): boolean {
  return TITLES.test(word)
}

/** The text with each character of a likely name as a star; its length stays. */
export function maskPersonNames(text: string): string {
  let masked = text
  for (const pattern of PATTERNS) masked = masked.replace(pattern, (name) => '*'.repeat(name.length))
  return masked
}
