const DIGITS = '零一二三四五六七八九'

/** 3, 1.5, 两, 十二, 二十 as a number; null for anything else. */
export function chineseAmount(text: string): number | null {
  if (/^\d{1,4}(?:\.\d)?$/.test(text)) return Number(text)
  const words = text.replace('两', '二')
  const digit = (word: string): number => DIGITS.indexOf(word)
  if (/^[一二三四五六七八九]$/.test(words)) return digit(words)
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(words)
  if (!tens) return null
  return (tens[1] ? digit(tens[1]) : 1) * 10 + (tens[2] ? digit(tens[2]) : 0)
}
