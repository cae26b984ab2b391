/** JSON that was read, and in which lines the elements of one of its lists begin; or the line in which it breaks. */
export type LinedJson = { ok: true; value: unknown; lines: number[] } | { ok: false; line: number }

/**
 * Reads JSON as `JSON.parse` does. Lines count from 1.
 * @param list key of a list in the outermost object: `lines` are those of its elements
 * @example parseJsonLines('{"rows":[\n{"a":1}\n]}', 'rows') // lines: [2]
 */
export function parseJsonLines(text: string, list: string): LinedJson {
  const walk = new Walk(text, list)
  walk.run()
  try {
    return { ok: true, value: JSON.parse(text), lines: walk.lines }
  } catch {
    return { ok: false, line: walk.line }
  }
}

/** What may come next; `element` and `key` may also be the end of what was just opened. */
type Due = 'value' | 'element' | 'key' | 'next key' | 'colon' | 'next'

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const STRING_PART = /[^"\\\p{Cc}]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|[\u007f-\u009f]/uy

/** Goes through the text until something stands where it may not. */
class Walk {
  line = 1
  lines: number[] = []
  private at = 0
  private readonly open: ('{' | '[')[] = []
  /** The last key of the outermost object. */
  private key = ''
  private due: Due = 'value'
  private readonly text: string
  private readonly list: string

  constructor(text: string, list: string) {
    this.text = text
    this.list = list
  }

  run() {
    let good = true
    while (good) {
      this.skipBlank()
      good = this.at < this.text.length && this.step(this.text.charAt(this.at))
    }
  }

  private skipBlank() {
    for (; this.at < this.text.length; this.at++) {
      const sign = this.text.charCodeAt(this.at)
      if (sign === 10) this.line++
      else if (sign !== 32 && sign !== 9 && sign !== 13) return
    }
  }

  private step(sign: string): boolean {
    switch (this.due) {
      case 'colon':
        return this.take(sign === ':', 'value')
      case 'next':
        if (sign === '}' || sign === ']') return this.close(sign)
        return this.take(
          sign === ',' && this.open.length > 0,
          this.open.at(-1) === '{' ? 'next key' : 'value',
        )
      case 'key':
        if (sign === '}') return this.close(sign)
        return this.readKey()
      case 'next key':
        return this.readKey()
      case 'element':
        if (sign === ']') return this.close(sign)
        return this.readValue(sign)
      case 'value':
        return this.readValue(sign)
    }
  }

  private take(good: boolean, due: Due): boolean {
    if (!good) return false
    this.at++
    this.due = due
    return true
  }

  private close(sign: '}' | ']'): boolean {
    const opened = this.open.at(-1)
    if (opened !== (sign === '}' ? '{' : '[')) return false
    this.open.pop()
    return this.take(true, 'next')
  }

  private readKey(): boolean {
    const start = this.at
    if (!this.readString()) return false
    if (this.open.length === 1) this.key = this.text.slice(start + 1, this.at - 1)
    this.due = 'colon'
    return true
  }

  private readValue(sign: string): boolean {
    const listed = this.open.length === 2 && this.open[1] === '[' && this.open[0] === '{'
    if (listed && this.key === this.list) this.lines.push(this.line)
    if (sign === '{' || sign === '[') {
      // A key that comes twice: the last one counts.
      if (sign === '[' && this.open.length === 1 && this.key === this.list) this.lines = []
      this.open.push(sign)
      return this.take(true, sign === '{' ? 'key' : 'element')
    }
    if (sign === '"') {
      if (!this.readString()) return false
    } else {
      SCALAR.lastIndex = this.at
      if (!SCALAR.test(this.text)) return false
      this.at = SCALAR.lastIndex
    }
    this.due = 'next'
    return true
  }

  private readString(): boolean {
    if (this.text[this.at] !== '"') return false
    this.at++
    while (this.text[this.at] !== '"') {
      STRING_PART.lastIndex = this.at
      if (!STRING_PART.test(this.text)) return false
      this.at = STRING_PART.lastIndex
    }
    this.at++
    return true
  }
}
