import { format } from 'node:util'
import { afterEach, beforeEach } from 'vitest'

const methods = ['debug', 'info', 'log', 'warn', 'error'] as const

let noise: string[] = []
let allowed: RegExp[] = []

/**
 * Lets console output that matches pass in the current test (call it in the test or in a beforeEach).
 * @example allowConsole(/ExperimentalWarning/)
 */
export function allowConsole(...patterns: RegExp[]): void {
  allowed.push(...patterns)
}

for (const method of methods) {
  const original = console[method].bind(console)
  console[method] = (...args: unknown[]) => {
    noise.push(`console.${method}: ${format(...args)}`)
    original(...args)
  }
}

beforeEach(() => {
  noise = []
  allowed = []
})

afterEach(() => {
  const loud = noise.filter((line) => !allowed.some((pattern) => pattern.test(line)))
  noise = []
  if (loud.length > 0) throw new Error(`A test must not write to the console:\n${loud.join('\n')}`)
})
