/** Words that open another thought when someone speaks on without a pause. */
const OPENS =
  '然后 还有 另外 就是说 而且 并且 再就是 再一个 再有就是 还有就是 还有一个 后来 结果 所以 但是 不过 可是 同时 顺便 顺带 对了 此外 其次 麻烦 请你们 希望 第二个 第三个 第二 第三 因为 这个时候 现在就是'.split(
    ' ',
  )
const FIRST = new Set(OPENS.map((word) => word.charAt(0)))
const MARK = /[,。!?;:、~…\n]/
/** A thought is no shorter. */
const LEAST = 5
/** With a mark this near the person sets marks; then no help is wanted. */
const UNMARKED = 14

const NO_THOUGHT =
  /(?:还有|另外)(?:一?点|些|没|多|半|人管|的|三|两|几)|结果(?:是|呢|出|怎)|第[二三](?:网格|单元|栋|层|楼|组|期|天|次|小|中|实|村|块)|麻烦(?:大|事|了|得)|同时(?:期|间)/y

/**
 * Where a run-on as voice input writes it may be parted: the first character of each word that opens another
 * thought, in stretches of 14 characters and more without any mark. Hints only; the words stay as they are.
 */
export function runOnBreaks(text: string): number[] {
  const breaks: number[] = []
  let stretch = 0
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !MARK.test(text.charAt(at))) continue
    if (at - stretch >= UNMARKED) breaksIn(text, stretch, at, breaks)
    stretch = at + 1
  }
  return breaks
}

function breaksIn(text: string, from: number, to: number, breaks: number[]): void {
  let last = from
  for (let at = from + LEAST; at < to - LEAST; at++) {
    if (!FIRST.has(text.charAt(at)) || at - last < LEAST) continue
    const word = OPENS.find((opens) => text.startsWith(opens, at))
    if (word === undefined) continue
    NO_THOUGHT.lastIndex = at
    if (NO_THOUGHT.test(text)) continue
    breaks.push(at)
    last = at
    at += word.length - 1
  }
}
