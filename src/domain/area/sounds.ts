import { pinyin } from 'pinyin-pro'

/** Sound classes stand in a private part of Unicode, so that a name made of sounds is a string like any other. */
const FIRST = 0xe000
const classes = new Map<string, string>()
const main = new Map<string, string>()
const other = new Map<string, string>()

/** n and l, z and zh, s and sh, an and ang, in and ing: what voice input and dialect speakers mix up. */
function blurred(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?!$)/, 'l')
    .replace(/([aei])ng$/, '$1n')
}

function classOf(syllable: string): string {
  const blur = blurred(syllable)
  const known = classes.get(blur)
  if (known !== undefined) return known
  const made = String.fromCharCode(FIRST + classes.size)
  classes.set(blur, made)
  return made
}

function learn(char: string): void {
  const readings = pinyin(char, { toneType: 'none', type: 'array', multiple: true })
  const [first] = readings
  const sound = first === undefined || first === char ? char : classOf(first)
  main.set(char, sound)
  const second = readings.map(classOf).find((item) => item !== sound)
  other.set(char, first === undefined || first === char || second === undefined ? sound : second)
}

function spoken(text: string, table: Map<string, string>): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char < '一' || char > '龥') {
      out += char
      continue
    }
    let sound = table.get(char)
    if (sound === undefined) {
      learn(char)
      sound = table.get(char) ?? char
    }
    out += sound
  }
  return out
}

/** The text with every Chinese character replaced by the class of its sound; positions stay. */
export function soundsOf(text: string): string {
  return spoken(text, main)
}

/** The same with the second reading of characters that have two (提 dī beside tí). */
export function otherSoundsOf(text: string): string {
  return spoken(text, other)
}
