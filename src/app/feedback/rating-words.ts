import type { RatingValue } from '../../domain/ticket/types.ts'

/** Longest answer that is taken for one, characters. */
const LONGEST = 80

/** The first that fits: 不满意 and 基本满意 before 满意. */
const VALUES: readonly [RegExp, RatingValue][] = [
  [/^(?:很|非常|太)?不(?:太|大|怎么|是很|够)?满意|^(?:not satisfied|bad)\b/i, 'bad'],
  [/^(?:基本|比较|还算|算是?)满意|^(?:fairly satisfied|fair)\b/i, 'fair'],
  [/^(?:很|非常|挺|十分|特别|都|相当)?满意|^(?:satisfied|good)\b/i, 'good'],
]
/** After the word only a stop, or what softens it: 满意度 is another word. */
const AFTER = /^(?:的|了|啊|呀|呢|吧|哦|嗯)?(?:$|[\s,\uFF0C。.!\uFF01~;\uFF1B:\uFF1A、]+)/

/** 满意 / 基本满意 / 不满意 with what follows as a word; null for anything else. */
export function ratingWords(text: string): { value: RatingValue; text: string } | null {
  const words = text.trim()
  if ([...words].length > LONGEST) return null
  for (const [pattern, value] of VALUES) {
    const found = pattern.exec(words)
    const stop = found ? AFTER.exec(words.slice(found[0].length)) : null
    if (found && stop) return { value, text: words.slice(found[0].length + stop[0].length).trim() }
  }
  return null
}

const STILL =
  /^(?:还(?:是)?好(?:着|的)?|好着|没(?:有)?再(?:坏|漏|堵|响|犯)|没(?:有)?问题|一直(?:都)?(?:好|正常)|(?:都|很)?正常|好的)[呢啊呀吧了的]?[。.!\uFF01~,\uFF0C]?(?:谢谢)?[。.!\uFF01]?$/

/** 还好着呢 weeks later. */
export function saysStillFixed(text: string): boolean {
  return STILL.test(text.trim())
}

/** 没什么, 算了: no word after 不满意. */
export function saysNothing(text: string): boolean {
  return /^(?:没(?:有|了|什么|啥)?|不用了?|算了|不说了?|不写了?|无)[。.]?$/.test(text.trim())
}
