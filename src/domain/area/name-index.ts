import { PhraseIndex } from '../../lib/phrase-index.ts'
import { type FormKind, isEveryday, isGeneric, nameForms } from './name-forms.ts'
import { nearMisses, type SoundName } from './near-misses.ts'
import { otherSoundsOf, soundsOf } from './sounds.ts'
import type { Area } from './town.ts'

export interface Named {
  area: Area
  kind: FormKind
}

/** A name of the town found in a text; `named` are all that bear it, the surest kind first. */
export interface NameHit {
  start: number
  end: number
  named: readonly Named[]
  /** `full` and `short` name an area wherever it is said; `loose` only within the speaker's own. */
  kind: FormKind
  /** The words are not the name, they sound or look like it; then the name that is meant. */
  typo: string | null
  /** Every village may have one: outside of its own village it does not mean this. */
  generic: boolean
}

interface Candidate extends NameHit {
  value: number
}

/** A text with this many names is no message; what comes after is not looked at for typing errors. */
const MOST = 400
const WORTH: Readonly<Record<FormKind, number>> = { full: 1, short: 0.95, loose: 0.7 }
const BEFORE =
  /(?:^|[\s,.。!?;:、()"'\n\-/①-⑨]|[在到去往从过对向是的和跟与给住离靠至由]|我们|咱们|咱|俺们|俺|我|反映|报告|就|另外|还有)$/
const FIRM_BEFORE = /(?:[在到去往从住离]|我们|咱们|咱|俺)$/
const AFTER =
  /^\s?(?:[上里内旁边口门前后那这附对外东西南北底楼栋幢座号#\d路巷桥尾头顶]|[一二三四五六七八九十]{1,3}(?:号|栋|幢|楼|单元|网格|组|队|排|座|期|区|社)|第|网格|单元|村部|村民|居民)(?!班|学|午|来|去|天|课)/
const FREE_AFTER = /^(?:[\s,。!?;:、]|$|[的有又没停漏堵坏断全都今昨])/
/** Words of the sentence around, never part of a mistyped name. */
const FUNCTION = /[上下里是的了在有不没就都又来去说要会把被这那我你他她人也还很太着过给跟和到从对让能可]/

/** The town's names, by their letters and by their sounds. */
export class NameIndex {
  readonly #names = new PhraseIndex<Named>()
  readonly #sounds = new PhraseIndex<SoundName>()
  readonly #heads = new Map<string, SoundName[]>()
  readonly #seen = new Set<string>()

  /** `above` are the short names of the areas around, nearest first; a number as a name is only told in full. */
  add(area: Area, name: string, above: readonly string[], shorten: boolean): void {
    for (const { text, kind } of nameForms(name, above, shorten)) {
      this.#names.add(text, { area, kind })
      if (kind === 'loose' || this.#seen.has(text)) continue
      this.#seen.add(text)
      const sounded: SoundName = { name: text, sounds: soundsOf(text) }
      if (/[\ue000-\uf8ff]/.test(sounded.sounds)) this.#sounds.add(sounded.sounds, sounded)
      if (text.length >= 4) {
        for (const key of [`^${sounded.sounds.slice(0, 2)}`, `$${sounded.sounds.slice(-2)}`]) {
          const list = this.#heads.get(key)
          if (list) list.push(sounded)
          else this.#heads.set(key, [sounded])
        }
      }
    }
  }

  /** Names in a plain text, left to right without overlap; mistyped ones where no name stands. */
  find(text: string): NameHit[] {
    const { words, map } = withoutSpaces(text)
    const exact = this.#exact(words)
    let candidates = [...exact, ...this.#mistyped(words, exact)]
    if (!candidates.some((hit) => hit.kind !== 'loose' && !hit.generic))
      candidates = [...candidates, ...this.#nearly(words)]
    return bestCover(candidates, words.length).map(({ start, end, named, kind, typo, generic }) => ({
      start: map ? (map[start] ?? start) : start,
      end: map ? (map[end - 1] ?? end - 1) + 1 : end,
      named,
      kind,
      typo,
      generic,
    }))
  }

  #exact(text: string): Candidate[] {
    const found: Candidate[] = []
    for (const { start, end, value: named } of this.#names.grouped(text)) {
      const words = text.slice(start, end)
      const kind = surest(named)
      const value = (end - start) ** 2 * WORTH[kind]
      const hit = { start, end, named, kind, typo: null, generic: isGeneric(words), value }
      if (isMeant(text, hit, words)) found.push(hit)
    }
    return found
  }

  #mistyped(text: string, exact: readonly Candidate[]): Candidate[] {
    const found: Candidate[] = []
    const sounds = soundsOf(text)
    const others = otherSoundsOf(text)
    for (const spoken of others === sounds ? [sounds] : [sounds, others]) {
      for (const { start, end, value } of this.#sounds.all(spoken)) {
        if (found.length > MOST) break
        const words = text.slice(start, end)
        if (words === value.name || !soundsMeant(text, start, end, value.name)) continue
        const named = this.#names.valuesOf(value.name)
        const clash = exact.some(
          (hit) =>
            hit.kind !== 'loose' &&
            hit.start >= start &&
            hit.end <= end &&
            !hit.named.some(({ area }) => named.some((other) => other.area === area)),
        )
        if (clash) continue
        found.push(typoHit(start, end, named, value.name, 0.8))
      }
    }
    return found
  }

  #nearly(text: string): Candidate[] {
    return nearMisses(text, soundsOf(text), this.#heads, (start) =>
      BEFORE.test(text.slice(Math.max(0, start - 3), start)),
    ).map(({ start, end, name }) => typoHit(start, end, this.#names.valuesOf(name), name, 0.6))
  }
}

function surest(named: readonly Named[]): FormKind {
  let kind: FormKind = 'loose'
  for (const item of named) {
    if (item.kind === 'full') return 'full'
    if (item.kind === 'short') kind = 'short'
  }
  return kind
}

function typoHit(
  start: number,
  end: number,
  named: readonly Named[],
  name: string,
  worth: number,
): Candidate {
  return {
    start,
    end,
    named,
    kind: 'short',
    typo: name,
    generic: isGeneric(name),
    value: (end - start) ** 2 * worth,
  }
}

/** An everyday word, a road that is called after a village, a larger place of that name: then no area is meant. */
function isMeant(text: string, hit: Candidate, words: string): boolean {
  const next = text.slice(hit.end, hit.end + 3)
  if (
    /^(?:路(?![口边上灯段面旁尾头中基塌烂不堵被很太又都有没积结断坑全])|[街巷](?![口道上里尾头中]))/.test(
      next,
    ) &&
    !/[路街巷排区期栋座号]$/.test(words)
  )
    return false
  if (hit.kind !== 'full' && /^[省市县州]/.test(next)) return false
  if (/会$/.test(words) && /^(?:[不摔有出来去]|是不|觉|影|被)/.test(next)) return false
  if (/排$/.test(words) && /^[队水污查放除气练名]/.test(next)) return false
  if (!isEveryday(words, hit.kind === 'full')) return true
  const before = text.slice(Math.max(0, hit.start - 3), hit.start)
  if (hit.kind === 'full') return AFTER.test(next) || (BEFORE.test(before) && FREE_AFTER.test(next))
  return AFTER.test(next)
}

/** Whether these words, which only sound like the name, stand where a place would be named. */
function soundsMeant(text: string, start: number, end: number, name: string): boolean {
  const words = text.slice(start, end)
  let same = 0
  for (let i = 0; i < words.length; i++) {
    if (words.charAt(i) === name.charAt(i)) same++
    else if (FUNCTION.test(words.charAt(i)) || /[\d东西南北一二三四五六七八九十]/.test(name.charAt(i)))
      return false
  }
  const before = text.slice(Math.max(0, start - 3), start)
  const after = text.slice(end, end + 4)
  const left = BEFORE.test(before)
  const right = AFTER.test(after)
  if (words.length >= 4) return same >= words.length / 2 && (left || right)
  if (words.length === 3) return same >= 1 && (left || (right && same >= 2) || /[村社]/.test(words))
  return (
    same >= 1 &&
    !/^[一二三四五六七八九十\d]/.test(name) &&
    ((left && right) ||
      (FIRM_BEFORE.test(before) && FREE_AFTER.test(after)) ||
      (FIRM_BEFORE.test(before) && /^上班/.test(after)))
  )
}

/** Chooses the hits that together cover most, longer names before shorter ones. */
function bestCover(hits: readonly Candidate[], length: number): Candidate[] {
  if (hits.length < 2) return [...hits]
  const ordered = [...hits].sort((a, b) => a.start - b.start)
  const best = new Float64Array(length + 2)
  const choice = new Int32Array(length + 1).fill(-1)
  let at = ordered.length - 1
  for (let i = length - 1; i >= 0; i--) {
    best[i] = best[i + 1] ?? 0
    for (; at >= 0 && ordered[at]?.start === i; at--) {
      const hit = ordered[at]
      const sum = hit ? hit.value + (best[hit.end] ?? 0) : 0
      if (sum > (best[i] ?? 0)) {
        best[i] = sum
        choice[i] = at
      }
    }
  }
  const chosen: Candidate[] = []
  for (let i = 0; i < length; ) {
    const hit = ordered[choice[i] ?? -1]
    if (hit) chosen.push(hit)
    i = hit ? hit.end : i + 1
  }
  return chosen
}

/** Names are looked for without the spaces of voice input; `map` leads back when there were any. */
function withoutSpaces(text: string): { words: string; map: number[] | null } {
  if (!/[一-龥] [一-龥\d]/.test(text)) return { words: text, map: null }
  const map: number[] = []
  let words = ''
  for (let i = 0; i < text.length; i++) {
    if (text.charAt(i) === ' ' && /[一-龥]/.test(text.charAt(i - 1)) && /[一-龥\d]/.test(text.charAt(i + 1)))
      continue
    words += text.charAt(i)
    map.push(i)
  }
  return { words, map }
}
