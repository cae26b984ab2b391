import { pinyin } from 'pinyin-pro'

/** One way to say a character. */
export interface Sound {
  /** `xian4` */
  exact: string
  /** `xian` */
  toneless: string
  /** With what many don't hear or type apart made one: zh/z, ch/c, sh/s, n/l at the front, ang/an, eng/en, ing/in. */
  blurred: string
}

const known = new Map<string, readonly Sound[]>()

/** How a character may be said; nothing for what is no Chinese character. Found once, then kept. */
export function soundsOf(char: string): readonly Sound[] {
  let sounds = known.get(char)
  if (!sounds) {
    const code = char.charCodeAt(0)
    sounds =
      code < 0x4e00 || code > 0x9fa5
        ? []
        : pinyin(char, { multiple: true, toneType: 'num', type: 'array' }).slice(0, 3).map(soundOf)
    known.set(char, sounds)
  }
  return sounds
}

/** The sounds of a word, said as in this word: 行 in 银行 is hang. */
export function soundsOfWord(word: string): Sound[] {
  const single = [...word].map(soundsOf)
  if (single.every((sounds) => sounds.length === 1)) return single.flat()
  return pinyin(word, { toneType: 'num', type: 'array' }).map(soundOf)
}

function soundOf(exact: string): Sound {
  const toneless = exact.replace(/\d$/, '')
  const blurred = toneless
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?!g?$)/, 'l')
    .replace(/((?:(?<!i)a|e|i)n)g$/, '$1')
  return { exact, toneless, blurred }
}
