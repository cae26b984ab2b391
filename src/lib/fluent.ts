import { readFileSync } from 'node:fs'
import { FluentBundle, FluentResource, type Message } from '@fluent/bundle'

export type TextArgs = Record<string, string | number>

export interface TextSource {
  locale: string
  ftl: string
  /** Messages that replace those of `ftl`, by key; they may use the arguments of the message they replace. */
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
    const replaced = bundle.getMessage(key)
    if (!replaced) throw new Error(`texts ${source.locale}: ${key}: there is no such text to replace`)
    problems.push(
      ...bundle.addResource(replacement(source.locale, key, value, replaced), { allowOverrides: true }),
    )
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

/** Fluent passes over what it cannot read; here that would bring back the old text without a word. */
function replacement(
  locale: string,
  key: string,
  value: string,
  replaced: Pick<Message, 'value'>,
): FluentResource {
  const resource = new FluentResource(`${key} = ${value.trimEnd().replaceAll('\n', '\n    ')}`)
  const [message, ...others] = resource.body
  if (!message?.value || message.id !== key || others.length > 0 || namesOf(message.value, 'mesg').size > 0)
    throw new Error(`texts ${locale}: ${key}: cannot be read; an argument looks like { $short }`)
  const allowed = argumentsOf(replaced.value)
  const unknown = [...argumentsOf(message.value)].find((name) => !allowed.has(name))
  if (unknown)
    throw new Error(
      `texts ${locale}: ${key}: there is no { $${unknown} } here, only: ${[...allowed].map((name) => `$${name}`).join(', ')}`,
    )
  return resource
}

/** Names of the arguments a message uses, in any of its variants. */
export function argumentsOf(node: unknown): Set<string> {
  return namesOf(node, 'var')
}

function namesOf(node: unknown, type: 'var' | 'mesg'): Set<string> {
  if (typeof node !== 'object' || node === null) return new Set()
  if ('type' in node && node.type === type && 'name' in node) return new Set([String(node.name)])
  return new Set(Object.values(node).flatMap((part) => [...namesOf(part, type)]))
}
