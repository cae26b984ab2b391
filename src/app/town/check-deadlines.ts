import type { Policy } from '../../domain/area/policy.ts'
import { parseDuration } from '../../domain/ticket/clocks.ts'
import type { YamlText } from '../../lib/yaml-lines.ts'
import { type Problems, quote } from './problem.ts'

/** Codes of the folder; null where a table could not be read, and nothing is blamed for naming it. */
export interface PolicyRefs {
  categories: ReadonlySet<string> | null
  areas: ReadonlySet<string> | null
  departments: ReadonlySet<string> | null
}

type Times = Omit<Extract<Policy['deadlines'], readonly unknown[]>[number], 'when'>
/** Complains of a code that the folder does not have. */
export type Unknown = (kind: keyof PolicyRefs, code: string, path: PropertyKey[]) => void

/** Deadlines that cannot be read, and rules about what is not there, each with its line. */
export function checkDeadlines(
  { deadlines }: Policy,
  unknown: Unknown,
  { file, yaml, problems }: { file: string; yaml: YamlText; problems: Problems },
) {
  const checkDuration = (text: string | undefined, path: PropertyKey[]) => {
    if (text === undefined || parseDuration(text)) return
    problems.error({
      file,
      line: yaml.lineOf(path),
      column: path.map(String).join('.'),
      message: `时限看不懂：${quote(text)}`,
      remedy: '写成 30m、4h、4wh（工作小时）、3wd（工作日）这样',
      en: `no duration: ${quote(text)}; write 30m, 4h, 4wh (working hours) or 3wd (working days)`,
    })
  }
  const checkTimes = (times: Times, path: PropertyKey[]) => {
    for (const key of ['accept', 'update', 'resolve'] as const) checkDuration(times[key], [...path, key])
    times.stages?.forEach(({ within }, i) => {
      checkDuration(within, [...path, 'stages', i, 'within'])
    })
  }
  if (!Array.isArray(deadlines)) {
    for (const [code, times] of Object.entries(deadlines)) {
      unknown('categories', code, ['deadlines', code])
      checkTimes(times, ['deadlines', code])
    }
    return
  }
  deadlines.forEach((rule, i) => {
    const { category, area, department } = rule.when
    const path = ['deadlines', i, 'when']
    if (category !== undefined) unknown('categories', category, [...path, 'category'])
    if (area !== undefined) unknown('areas', area, [...path, 'area'])
    if (department !== undefined) unknown('departments', department, [...path, 'department'])
    checkTimes(rule, ['deadlines', i])
  })
}
