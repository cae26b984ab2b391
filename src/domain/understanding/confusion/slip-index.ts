import { alike } from './shapes.ts'
import { type Sound, soundsOf, soundsOfWord } from './sounds.ts'

/** A run of the text that sounds or looks like a word. */
export interface Candidate {
  start: number
  end: number
  word: string
  /** How unlike, summed over the characters; 0 is the word itself. */
  unlike: number
}

interface Entry {
  word: string
  sounds: readonly Sound[]
}

interface Node {
  next: Map<number, Node>
  words: Entry[]
}

const UNLIKE = { sameSound: 1, otherTone: 1.3, blurred: 2.1, shape: 1.2, both: 0.8, rareSound: 0.6 } as const
const NONE: readonly number[] = []

/** Words by their blurred sounds, one character a step; looked up at every position of a text. */
export class SlipIndex {
  readonly #root: Node = { next: new Map(), words: [] }
  readonly #numbers = new Map<string, number>()
  /** By character code: the sounds under which it is looked up, its own and those of what it looks like. */
  readonly #keys: (readonly number[] | undefined)[] = []

  add(word: string): void {
    const sounds = soundsOfWord(word)
    if (sounds.length !== word.length) return
    let node = this.#root
    for (const { blurred } of sounds) {
      const key = this.#number(blurred)
      let next = node.next.get(key)
      if (!next) {
        next = { next: new Map(), words: [] }
        node.next.set(key, next)
      }
      node = next
    }
    node.words.push({ word, sounds })
  }

  /** Everything that begins here and is a word of the index or like one; of four characters two may differ, else one. */
  at(text: string, start: number, found: Candidate[]): void {
    this.#walk(this.#root, text, start, start, found)
  }

  #walk(node: Node, text: string, start: number, at: number, found: Candidate[]): void {
    if (at >= text.length) return
    for (const key of this.#keysOf(text.charCodeAt(at))) {
      const next = node.next.get(key)
      if (!next) continue
      for (const entry of next.words) compare(text, start, entry, found)
      if (next.next.size > 0) this.#walk(next, text, start, at + 1, found)
    }
  }

  #number(blurred: string): number {
    const known = this.#numbers.get(blurred)
    if (known !== undefined) return known
    this.#numbers.set(blurred, this.#numbers.size)
    return this.#numbers.size - 1
  }

  #keysOf(code: number): readonly number[] {
    if (code < 0x4e00 || code > 0x9fa5) return NONE
    const known = this.#keys[code - 0x4e00]
    if (known) return known
    const char = String.fromCharCode(code)
    const keys = new Set<number>()
    for (const like of char + alike(char))
      for (const { blurred } of soundsOf(like)) keys.add(this.#number(blurred))
    const list = [...keys]
    this.#keys[code - 0x4e00] = list
    return list
  }
}

function compare(text: string, start: number, { word, sounds }: Entry, found: Candidate[]): void {
  let differ = 0
  for (let i = 0; i < word.length; i++) if (text.charCodeAt(start + i) !== word.charCodeAt(i)) differ++
  if (differ > (word.length === 4 ? 2 : 1)) return
  let unlike = 0
  for (let i = 0; i < word.length && differ > 0; i++) {
    const typed = text.charAt(start + i)
    const sound = sounds[i]
    if (typed === word.charAt(i) || !sound) continue
    const step = unlikeness(typed, word.charAt(i), sound)
    if (step === null) return
    unlike += step
  }
  for (let i = found.length - 1; i >= 0 && found[i]?.start === start; i--) if (found[i]?.word === word) return
  found.push({ start, end: start + word.length, word, unlike })
}

/** How unlike a typed character is to the one that is meant; null when it is not like it. */
function unlikeness(typed: string, meant: string, sound: Sound): number | null {
  let best: number | null = null
  for (const [i, said] of soundsOf(typed).entries()) {
    const like =
      said.exact === sound.exact
        ? UNLIKE.sameSound
        : said.toneless === sound.toneless
          ? UNLIKE.otherTone
          : said.blurred === sound.blurred
            ? UNLIKE.blurred
            : null
    // A sound that the character has in few words only is seldom the one that was typed.
    const step = like === null ? null : like + (i > 0 ? UNLIKE.rareSound : 0)
    if (step !== null && (best === null || step < best)) best = step
  }
  if (!alike(typed).includes(meant)) return best
  return best === null || best > UNLIKE.otherTone ? UNLIKE.shape : UNLIKE.both
}
