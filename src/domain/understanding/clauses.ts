/** A piece of the plain text between marks; positions are those of the whole text. */
export interface Clause {
  start: number
  end: number
  text: string
  /** Number of the sentence it belongs to. */
  sentence: number
  /** It begins with a word or number that opens another matter (另外, 2.). */
  opensMatter: boolean
  /** It begins with a number of a list (2., ②). */
  numbered: boolean
}

const SENTENCE_END = /[。!?;\n]/
const CLAUSE_END = /[,、。!?;\n…~]/
const OPENER =
  /^\s*(?:\d{1,2}\s*[.)、:](?!\d)|[①②③④⑤⑥⑦⑧⑨]|[一二三四五六]\s*[、.]|[(][一二三四五六1-9][)]|第[一二三四五][,、是,]|[一二三四]是(?![个只一])|另外|还有(?!一?(?:点|些|没|多|半)|人(?:管|来|没|在里|修|抽|受))|再一个|再就是|再有|顺便|此外|其次|以及|还要说|还想(?:问|说|反映)|对了|同时(?:反映|还)|另,)/

const NUMBERED = /^\s*(?:\d{1,2}\s*[.)、:](?!\d)|[①②③④⑤⑥⑦⑧⑨]|[一二三四五六]\s*[、.]|[(][一二三四五六1-9][)])/

/**
 * Splits at marks; spaces split too when what stands on both sides is long enough to be a clause. `breaks` are places
 * in run-ons without marks where another clause begins (`Normalised.hints.breaks`).
 */
export function clausesOf(text: string, breaks: readonly number[] = []): Clause[] {
  const clauses: Clause[] = []
  let sentence = 0
  let start = 0
  const push = (end: number) => {
    const words = text.slice(start, end)
    if (words.trim() !== '')
      clauses.push({
        start,
        end,
        text: words,
        sentence,
        opensMatter: OPENER.test(words),
        numbered: NUMBERED.test(words),
      })
  }
  let next = 0
  for (let i = 0; i < text.length; i++) {
    while ((breaks[next] ?? i) < i) next++
    const kind = breaks[next] === i && i > start ? 'before' : breakAt(text, start, i)
    if (kind === 'none') continue
    push(i)
    start = kind === 'before' ? i : i + 1
    if (SENTENCE_END.test(text.charAt(i))) sentence++
  }
  push(text.length)
  return clauses
}

/** Whether a clause ends at this character: the character goes with neither side, or begins the next clause. */
function breakAt(text: string, start: number, at: number): 'none' | 'drop' | 'before' {
  const char = text.charAt(at)
  if (CLAUSE_END.test(char)) {
    const listMark = char === '、' && /^(?:\d{1,2}|[一二三四五六])$/.test(text.slice(start, at).trim())
    return listMark ? 'none' : 'drop'
  }
  if (char === ' ' && splitsAtSpace(text, start, at)) return 'drop'
  const begins = /[另还顺再此同①②③④⑤⑥]/.test(char) || (/\d/.test(char) && /[\s\n]/.test(text.charAt(at - 1)))
  return begins && at - start >= 4 && OPENER.test(text.slice(at, at + 6)) ? 'before' : 'none'
}

function splitsAtSpace(text: string, start: number, at: number): boolean {
  const next = text.slice(at + 1).search(/[ ,。!?;\n]/)
  const right = next === -1 ? text.length - at - 1 : next
  return at - start >= 4 && right >= 4
}
