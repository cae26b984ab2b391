import { Document, isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml'

export interface YamlText {
  value: unknown
  errors: { line: number; message: string }[]
  /** Line of the node at a path; with `key`, line of that key inside it. Falls back to what is nearest above. */
  lineOf(path: readonly PropertyKey[], key?: string): number
}

/** Reads YAML so that a complaint about a value can name its line. */
export function parseYaml(text: string): YamlText {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const lineOfKey = (node: unknown, key: PropertyKey): number | null => {
    if (!isMap(node)) return null
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
    const range = pair && isNode(pair.key) ? (pair.key as Node).range : null
    return range ? lineAt(range[0]) : null
  }
  const errors = document.errors.map((e) => ({ line: lineAt(e.pos[0]), message: e.message }))
  // An alias without its anchor parses, and throws only where values are made.
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document))
        errors.push({ line: lineAt(alias.range?.[0] ?? 0), message: `unresolved alias *${alias.source}` })
    },
  })
  let value: unknown = null
  try {
    if (errors.length === 0) value = document.toJS()
  } catch (error) {
    // Aliases of aliases that would grow without bound.
    errors.push({ line: 1, message: error instanceof Error ? error.message : String(error) })
  }
  return {
    value,
    errors,
    lineOf(path, key) {
      const steps = key === undefined ? [...path] : [...path, key]
      let line = 1
      for (let depth = 0; depth < steps.length; depth++) {
        const parent = depth === 0 ? document.contents : document.getIn(steps.slice(0, depth), true)
        const step = steps[depth]
        if (step === undefined) break
        const child = document.getIn(steps.slice(0, depth + 1), true)
        const found =
          lineOfKey(parent, step) ?? (isNode(child) && child.range ? lineAt(child.range[0]) : null)
        if (found !== null) line = found
      }
      return line
    },
  }
}

/** YAML of plain data, with a comment on top. */
export function writeYaml(value: object, comment: string): string {
  const document = new Document(value)
  document.commentBefore = ` ${comment}`
  return document.toString({ lineWidth: 0 })
}
