import type { Asked, Span } from '../../domain/report/period.ts'

const SPAN_WORDS: readonly [RegExp, Span][] = [
  [/^(?:day|daily|today|yesterday|日报?|天|今[天日]|本日|昨[天日])$/, 'day'],
  [/^(?:week|weekly|周报?|[本这上]个?(?:周|星期|礼拜)|这?星期)$/, 'week'],
  [/^(?:month|monthly|月报?|[本这上]个?月)$/, 'month'],
]
const LAST = /^(?:last|previous|yesterday|上个?|昨[天日]|上个?(?:周|星期|礼拜|月))$/

/** What `/report` is asked for: `week`, `month 东沁村`, `last week`, 上周. Without a span it is the day. */
export function readReportArgs(args: string): { asked: Asked /** '' when none is named. */; place: string } {
  const words = args.split(/\s+/).filter(Boolean)
  let span: Span = 'day'
  let last = false
  const place: string[] = []
  for (const word of words) {
    const low = word.toLowerCase()
    const found = SPAN_WORDS.find(([pattern]) => pattern.test(low))
    const earlier = LAST.test(low)
    if (found) span = found[1]
    if (earlier) last = true
    if (!found && !earlier) place.push(word)
  }
  return { asked: { span, last }, place: place.join(' ') }
}
