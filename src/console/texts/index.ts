import { en } from './en.ts'
import { type Texts, zh } from './zh.ts'

export type { Texts } from './zh.ts'

/** Chinese unless the address says `?lang=en` or the browser prefers English; `?lang=zh` wins over the browser. */
export function pickTexts(search: string, preferred: string): Texts {
  const asked = new URLSearchParams(search).get('lang') ?? preferred
  return asked.toLowerCase().startsWith('en') ? en : zh
}

/** The texts of this page. */
export const t: Texts =
  typeof location === 'undefined' ? zh : pickTexts(location.search, navigator.language ?? 'zh-CN')
