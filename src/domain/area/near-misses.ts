export interface SoundName {
  name: string
  /** The name with every character replaced by the class of its sound. */
  sounds: string
}

export interface NearMiss {
  start: number
  end: number
  name: string
}

/** More names than these begin or end alike: a slip between them can't be told from another name. */
const ALIKE = 24
/** Characters that tell two names apart; one for another is another place, not a slip. */
const APART = /[东西南北上下前后左右大小中新老旧内外里顶底一二三四五六七八九十\da-z甲乙丙丁]/
const FUNCTION = /[的了在有是不没就都又也还着被把给让\s,。!?;:、]/

/** Names of four and more with one character wrong, missing or too much, where one end is right. */
export function nearMisses(
  text: string,
  sounds: string,
  heads: ReadonlyMap<string, readonly SoundName[]>,
  mayBegin: (start: number) => boolean,
): NearMiss[] {
  const found: NearMiss[] = []
  for (let i = 0; i + 1 < sounds.length; i++) {
    const pair = sounds.slice(i, i + 2)
    const beginning = heads.get(`^${pair}`)
    if (beginning && beginning.length <= ALIKE && mayBegin(i)) {
      for (const item of beginning) {
        const length = item.sounds.length
        for (const size of [length, length - 1, length + 1]) {
          const hit = compare(text, sounds, i, i + size, item)
          if (hit) {
            found.push(hit)
            break
          }
        }
      }
    }
    const ending = heads.get(`$${pair}`)
    if (ending && ending.length <= ALIKE) {
      for (const item of ending) {
        const length = item.sounds.length
        for (const size of [length, length - 1]) {
          const start = i + 2 - size
          const hit = start >= 0 && mayBegin(start) ? compare(text, sounds, start, i + 2, item) : null
          if (hit) {
            found.push(hit)
            break
          }
        }
      }
    }
  }
  return found
}

function compare(text: string, sounds: string, start: number, end: number, item: SoundName): NearMiss | null {
  if (end > sounds.length || start < 0) return null
  const { name } = item
  const size = end - start
  let head = 0
  while (head < size && head < name.length && sounds[start + head] === item.sounds[head]) head++
  let tail = 0
  while (
    tail < size - head &&
    tail < name.length - head &&
    sounds[end - 1 - tail] === item.sounds[name.length - 1 - tail]
  )
    tail++
  if (head + tail < Math.max(3, Math.min(size, name.length) - 1)) return null
  const wrong = text.slice(start + head, end - tail)
  const right = name.slice(head, name.length - tail)
  if (wrong.length > 1 || right.length > 1) return null
  if (FUNCTION.test(wrong) || APART.test(wrong) || APART.test(right)) return null
  // 中心校围 is not 中心小学: at the end of a short name another word may begin.
  if (tail === 0 && name.length < 5) return null
  let same = 0
  for (let i = 0; i < head; i++) if (text[start + i] === name[i]) same++
  for (let i = 1; i <= tail; i++) if (text[end - i] === name[name.length - i]) same++
  if (same < name.length * 0.6) return null
  return { start, end, name }
}
