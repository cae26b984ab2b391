import { cut } from './cut.ts'

/**
 * Names that begin a clause of two plain texts and are one but for their beginning (石埠溪, 沙埠溪; 陈氏宗祠, 林氏宗祠),
 * where neither text has the other's; or null. Such names need no word that says what they are of.
 */
export function rivalNames(a: string, b: string): { a: string; b: string } | null {
  for (const one of clauseNames(a))
    for (const two of clauseNames(b)) {
      if (one === two || a.includes(two.slice(0, 3)) || b.includes(one.slice(0, 3))) continue
      const ends = [...one].some((_, at) => at > 0 && one.length - at >= 2 && beginsAlike(one.slice(at), two))
      if (ends) return { a: one, b: two }
    }
  return null
}

/** Whether the second name has the rest of the first behind characters of its own. */
const beginsAlike = (rest: string, name: string) => {
  const at = name.indexOf(rest.slice(0, 2))
  return at > 0 && !/^[大小老新高矮那这一两几]$/.test(name.slice(0, at))
}

/** What holds a sentence together ends a name, but for 来 and the like (喜客来). */
const NAME = /^(?:(?![的了着在是被把又都也])[一-龥])+/
/** A name of this many characters is told apart by its first ones. */
const LONGEST = 6

/** What begins a clause and is no everyday word, with the two characters that follow. */
function clauseNames(text: string): string[] {
  return cut(text).flatMap(({ start, end, level, text: run }) => {
    if (level !== null || run.length < 2 || !/^[一-龥]/.test(run)) return []
    const begins =
      start === 0 || !/[一-龥a-z\d]/.test(text.charAt(start - 1)) || /[在到从]/.test(text.charAt(start - 1))
    const name = NAME.exec(text.slice(start, Math.min(end + 2, start + LONGEST)))?.[0] ?? ''
    return begins && name.length >= 3 ? [name] : []
  })
}
