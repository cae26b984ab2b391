import { readFileSync } from 'node:fs'
import { FluentBundle, FluentResource } from '@fluent/bundle'

export type TextArgs = Record<string, string | number>

export interface TextSource {
  locale: string
  ftl: string
  /** Messages that replace those of `ftl`, by key. */
  overrides?: Record<string, string>
}

export interface TextBundle {
  has(key: string): boolean
  /** Throws for an unknown key or a missing argument: texts are checked by tests, a hole in one is a fault. */
  text(key: string, args?: TextArgs): string
  keys: readonly string[]
}

/** A file of messages; read once when the program loads. */
export function readFtl(file: URL): string {
  return readFileSync(file, 'utf8')
}

/** Messages of one language, in Fluent's format; no bidi marks, since chat platforms show them as boxes. */
export function createTextBundle(source: TextSource): TextBundle {
  const bundle = new FluentBundle(source.locale, { useIsolating: false })
  const problems = bundle.addResource(new FluentResource(source.ftl))
  for (const [key, value] of Object.entries(source.overrides ?? {})) {
    problems.push(...bundle.addResource(new FluentResource(`${key} = ${value}`), { allowOverrides: true }))
  }
  const first = problems[0]
  if (first) throw new Error(`texts ${source.locale}: ${first.message}`)
  return {
    has: (key) => bundle.hasMessage(key),
    text(key, args = {}) {
      const pattern = bundle.getMessage(key)?.value
      if (!pattern) throw new Error(`texts ${source.locale}: no message ${key}`)
      const errors: Error[] = []
      const text = bundle.formatPattern(pattern, args, errors)
      const error = errors[0]
      if (error) throw new Error(`texts ${source.locale}: ${key}: ${error.message}`)
      return text
    },
    keys: [...bundle._messages.keys()],
  }
}
