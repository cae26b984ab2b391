import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const APP = new URL('../../../src/app/', import.meta.url)
/** Functions whose argument is a key of the texts. */
const SAYERS = new Set(['text', 'has', 'say', 'button'])
const KEY = /^[a-z]+(?:-[a-z_]+)+$/
const FAMILY = /^(?:[a-z]+-)+$/

export interface UsedKeys {
  /** Keys written out where something is said, each with the file. */
  written: Map<string, string>
  /** Beginnings of keys that are put together, e.g. `state-`. */
  families: Set<string>
}

/** Every key that the code of `src/app` asks for. */
export function usedKeys(): UsedKeys {
  const used: UsedKeys = { written: new Map(), families: new Set() }
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter(
    // The import of a town reads columns by `row.text(…)` and says nothing in a chat.
    (f) => f.endsWith('.ts') && !f.startsWith('town/'),
  )
  for (const file of files) {
    const source = ts.createSourceFile(
      file,
      readFileSync(new URL(file, APP), 'utf8'),
      ts.ScriptTarget.ES2023,
      true,
    )
    visit(source, file, used)
  }
  return used
}

function visit(node: ts.Node, file: string, used: UsedKeys): void {
  if (ts.isCallExpression(node) && SAYERS.has(calledName(node)))
    for (const arg of node.arguments) if (!ts.isObjectLiteralExpression(arg)) collect(arg, file, used)
  if (ts.isCallExpression(node) && ['text', 'say'].includes(calledName(node))) {
    const [key] = node.arguments
    if (key && ts.isStringLiteral(key)) used.written.set(key.text, file)
  }
  if (ts.isVariableDeclaration(node) && node.name.getText() === 'key' && node.initializer)
    collect(node.initializer, file, used)
  ts.forEachChild(node, (child) => visit(child, file, used))
}

function calledName({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()
}

function collect(node: ts.Node, file: string, used: UsedKeys): void {
  if (ts.isStringLiteral(node) && KEY.test(node.text)) used.written.set(node.text, file)
  if (ts.isTemplateExpression(node) && FAMILY.test(node.head.text)) used.families.add(node.head.text)
  ts.forEachChild(node, (child) => collect(child, file, used))
}
