/** Values of the options of a command, in order; null when something else stands there or a value is missing. */
export function readOptions(args: readonly string[], known: readonly string[]): Map<string, string[]> | null {
  const values = new Map<string, string[]>()
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i] ?? ''
    const value = args[i + 1]
    if (!known.includes(name) || value === undefined || value.startsWith('--')) return null
    values.set(name, [...(values.get(name) ?? []), value])
  }
  return values
}
