const NUMBER =
  /^([A-Za-z]{1,4}-\d{4}-\d{1,6}|\d{1,6})(?:\s*(?:号单?|单)|(?=[\s,\uFF0C:\uFF1A]|$))[\s,\uFF0C:\uFF1A]*/

/** The number of a ticket at the beginning of what stands behind a command, and the rest. */
export function numberIn(args: string): { number: string | null; rest: string } {
  const found = NUMBER.exec(args.trim())
  return {
    number: found?.[1] ?? null,
    rest: args
      .trim()
      .slice(found?.[0].length ?? 0)
      .trim(),
  }
}
