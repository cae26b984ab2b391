import type { Gone } from './chars.ts'

const SOUNDS = '呃嗯唔噢喔'
const MARKS = ' ,。、…~!\n'
const WORDS = /(?:那个|这个|就是说|就是)(?=[,、… ~]?(?:那个|这个|就是说)|[,、…~])/y

/**
 * Sounds and words that only win time: 呃, 那个…, 这个这个. A lone 嗯 or one that answers stays: it says yes.
 * 这个月 and 那个人 are no fillers: a pause or the same again must follow.
 */
export function findFillers(text: string): Gone[] {
  const parts: Gone[] = []
  for (let at = 0; at < text.length; at++) {
    if (SOUNDS.includes(text.charAt(at))) {
      let end = at
      while (end < text.length && SOUNDS.includes(text.charAt(end))) end++
      const answers = startsClause(text, at) && (end >= text.length || MARKS.includes(text.charAt(end)))
      if (!answers || text.charAt(at) === '呃') parts.push({ start: at, end: pauseEnd(text, end), fill: '' })
      at = end - 1
      continue
    }
    WORDS.lastIndex = at
    const words = /[那这就]/.test(text.charAt(at)) ? WORDS.exec(text) : null
    if (!words || text.charAt(at - 1) === '的') continue
    const end = pauseEnd(text, at + words[0].length)
    if (end < text.length) parts.push({ start: at, end, fill: '' })
    at = end - 1
  }
  return parts.length > 0 && parts.reduce((sum, part) => sum + part.end - part.start, 0) < text.length
    ? parts
    : []
}

function startsClause(text: string, at: number): boolean {
  return at === 0 || MARKS.includes(text.charAt(at - 1))
}

/** With the pause that follows it. */
function pauseEnd(text: string, end: number): number {
  let at = end
  while (at < text.length && ',、…~ '.includes(text.charAt(at))) at++
  return at
}
