import { maskName } from './mask.ts'

const HAN = '[\\u4e00-\\u9fff]'
/** The commonest surnames that do not begin everyday words of such reports (no 路, 水, 车, 石, 高 …). */
const SURNAME =
  '[王李张刘陈杨赵吴周徐孙胡朱郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖董袁潘蔡蒋余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖韦贾傅邹熊孟秦邱尹薛闫侯陶黎贺顾郝龚邵钱严覃戴莫翁卓]'
/** 陈阿婆, 张师傅: called by what they are, which tells nobody's name and says much of the matter. */
const CALLED =
  '(?:阿[婆公姨伯叔嫂]|奶奶|爷爷|大[爷妈娘姐哥叔嫂]|[老小]?师傅|老[板师伯人]|医生|书记|主任|叔叔|婶子|伯伯|先生|女士)'
const INTRODUCED = new RegExp(
  `(?<=我叫|名叫|姓名|联系人|户主|房东|业主|当事人)([:：是为叫\\s]{0,3})(${SURNAME}(?!${CALLED})${HAN}{1,2})(?=[,，。;；!\\s]|的|电话|手机|$)`,
  'g',
)
const OF_SOMEBODY = new RegExp(
  `()(${SURNAME}(?!${CALLED})${HAN}{2})(?=家(?:门|里|的|后|前|楼|那|旁|院|对)|的?(?:电话|手机|身份证)|[,，:：\\s]{0,2}[1１][3-9３-９])`,
  'g',
)

/**
 * Text with people's names shortened to their first character: those given, and those that the text itself
 * introduces (联系人王小明, 王小明家门口). A name nobody introduces and nobody knows is left as it is.
 */
export function maskNames(text: string, known: Iterable<string>): string {
  let masked = text
  for (const name of known) {
    if ([...name].length < 2 || !masked.includes(name)) continue
    masked = masked.replaceAll(name, maskName(name))
  }
  const star = (_: string, before: string, name: string): string => before + maskName(name)
  return masked.replace(INTRODUCED, star).replace(OF_SOMEBODY, star)
}
