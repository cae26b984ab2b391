import pairs from 'opencc-js/dict/TSCharacters'

/** Dialect letters of one word each, side by side with what they say: 冇人 reads as 没人. */
const DIALECT = '妳你牠它冇没咗了嘅的喺在睇看佢他俾给嚟来哋们瞅看咯了喽了喇了囖了乜啥唔不嗰那啲些'

/** 著 as those write it who have no 着: 著火, 睡著了; not in the words below. */
const ZHU_BEFORE = '显名原土卓昭巨编专论新遗合拙译执所'
const ZHU_AFTER = '名作称者述书录'

const TABLE: ReadonlyMap<string, string> = (() => {
  const table = new Map<string, string>()
  for (const pair of pairs.split('|')) {
    const [from, to] = pair.split(' ')
    // One unit for one, so that positions stay; the rest are letters nobody can type.
    if (from?.length === 1 && to?.length === 1) table.set(from, to)
  }
  for (let i = 0; i + 1 < DIALECT.length; i += 2) table.set(DIALECT.charAt(i), DIALECT.charAt(i + 1))
  return table
})()

/** The simplified form of one character, itself when it has none. */
export function simplify(char: string): string {
  return TABLE.get(char) ?? char
}

/** 喇 is no 了 before these: 喇叭, 喇嘛. */
const LA_AFTER = '叭嘛'

/** A character whose plain form hangs on those at its sides, simplified or not; null where it does not. */
export function readsBeside(char: string, before: string, after: string): string | null {
  const within = (list: string, beside: string) => beside !== '' && list.includes(simplify(beside))
  if (char === '著') return within(ZHU_BEFORE, before) || within(ZHU_AFTER, after) ? null : '着'
  if (char === '喇') return within(LA_AFTER, after) ? char : null
  return null
}
