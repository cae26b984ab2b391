import { LadderPolicy, LadderStep, RemindersPolicy } from '../../domain/area/ladder-policy.ts'
import { Policy } from '../../domain/area/policy.ts'
import type { Category } from '../../domain/area/taxonomy.ts'
import { parseDuration } from '../../domain/ticket/clocks.ts'
import { closest } from '../../lib/closest.ts'
import { parseYaml, type YamlText } from '../../lib/yaml-lines.ts'
import { createTexts } from '../texts/index.ts'
import { checkLadderAreas, checkLadders } from './check-ladders.ts'
import { type Problems, quote } from './problem.ts'

type Issue = NonNullable<ReturnType<typeof Policy.safeParse>['error']>['issues'][number]

const RECHECKED = Policy.parse({}).recheck.categories

const dotted = (path: readonly PropertyKey[]) => path.map(String).join('.')

const TYPE_ZH: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  array: '列表',
  object: '一组设置',
  record: '一组设置',
  boolean: 'true 或 false',
}

function describe(issue: Issue): { zh: string; todo: string } {
  if (issue.code === 'invalid_type')
    return { zh: '类型不对', todo: `这里要写${TYPE_ZH[issue.expected] ?? issue.expected}` }
  if (issue.code === 'too_small') return { zh: '太小或太少', todo: `最小 ${issue.minimum}` }
  if (issue.code === 'too_big') return { zh: '太大或太多', todo: `最大 ${issue.maximum}` }
  if (issue.code === 'invalid_format') return { zh: '写法不对', todo: issue.message }
  return { zh: '不对', todo: issue.message }
}

function unknownKeys(issue: Issue & { code: 'unrecognized_keys' }): string[] {
  const known: Record<string, readonly string[]> = {
    '': Object.keys(Policy.shape),
    gather: [
      'windowMinutes',
      'photoMinutes',
      'leadInMinutes',
      'privatePhotoMinutes',
      'earlierMinutes',
      'endedMinutes',
      'lookBackHours',
    ],
    ask: ['confidence'],
    join: ['hours'],
    quiet: ['from', 'to'],
    limits: ['ticketsPerHour', 'answersPerMinute'],
    secondOpinion: ['below', 'perHour', 'timeoutMs'],
    close: ['afterHours'],
    escalation: ['warnAt', 'stepMinutes'],
    feedback: ['ask', 'perDay'],
    recheck: ['categories', 'weeks', 'answerDays'],
    scores: ['response', 'resolution', 'satisfaction', 'acceptOnTime', 'resolveOnTime', 'settleDays'],
    'scores.response': ['counts', 'of'],
    'scores.resolution': ['counts', 'of'],
    'scores.satisfaction': ['good', 'fair', 'bad'],
    'scores.acceptOnTime': ['counts', 'of'],
    'scores.resolveOnTime': ['counts', 'of'],
    learning: ['after', 'keepVersions'],
    reminders: Object.keys(RemindersPolicy.shape),
    'ladders.*': Object.keys(LadderPolicy.shape),
    'ladders.*.steps.*': Object.keys(LadderStep.shape),
  }
  const path = dotted(issue.path.map((part) => (typeof part === 'number' ? '*' : part)))
  return [...(known[path] ?? (path.startsWith('webhooks.') ? ['url'] : ['accept', 'resolve']))]
}

function complainOf(issue: Issue, yaml: YamlText, file: string, problems: Problems) {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const near = closest(key, unknownKeys(issue))
      problems.error({
        file,
        line: yaml.lineOf(issue.path, key),
        column: dotted([...issue.path, key]),
        message: `不认识的设置「${quote(key)}」`,
        remedy: near ? `是不是「${near}」？` : '删掉它，或对照 docs/town-folder.md',
        en: `unknown setting "${quote(key)}"${near ? `: did you mean "${near}"?` : ': delete it or look it up in docs/town-folder.md'}`,
      })
    }
    return
  }
  const { zh, todo } = describe(issue)
  problems.error({
    file,
    line: yaml.lineOf(issue.path),
    column: dotted(issue.path),
    message: `「${dotted(issue.path)}」${zh}`,
    remedy: todo,
    en: `"${dotted(issue.path)}": ${issue.message}`,
  })
}

export interface ReadPolicy {
  policy: Policy
  /** Complains of what refers to categories, once these are known. */
  check(taxonomy: readonly Category[]): void
  /** The same of areas. */
  checkAreas(areas: ReadonlySet<string>): void
}

/** policy.yaml; what is wrong is named with its line, and the defaults are taken meanwhile. */
export function readPolicy(
  source: { file: string; text: string } | undefined,
  problems: Problems,
): ReadPolicy {
  const defaults: ReadPolicy = {
    policy: Policy.parse({}),
    check: () => undefined,
    checkAreas: () => undefined,
  }
  if (!source) return defaults
  const { file, text } = source
  const yaml = parseYaml(text)
  for (const { line, message } of yaml.errors)
    problems.error({
      file,
      line,
      message: 'YAML 写法有误',
      remedy: '检查这一行的缩进、冒号后的空格和引号',
      en: `YAML syntax: ${message.split('\n')[0]}`,
    })
  if (yaml.errors.length > 0) return defaults
  const parsed = Policy.safeParse(yaml.value ?? {})
  if (!parsed.success) {
    for (const issue of parsed.error.issues) complainOf(issue, yaml, file, problems)
    // The levels are kept when they are right, so that areas are not blamed for another setting.
    const levels = Policy.pick({ levels: true, levelNames: true }).safeParse({
      levels: Object(yaml.value).levels,
      levelNames: Object(yaml.value).levelNames,
    })
    return { ...defaults, policy: { ...defaults.policy, ...(levels.success ? levels.data : {}) } }
  }
  const { levels } = parsed.data
  levels.forEach((level, i) => {
    if (levels.indexOf(level) === i) return
    problems.error({
      file,
      line: yaml.lineOf(['levels', i]),
      column: 'levels',
      message: `层级「${quote(level)}」写了两次`,
      remedy: '删掉一个',
      en: `level "${quote(level)}" is listed twice: delete one`,
    })
  })
  checkTexts(parsed.data, yaml, file, problems)
  const told = { policy: parsed.data, yaml, file, problems }
  return {
    policy: parsed.data,
    check: (taxonomy) => {
      checkCategories(parsed.data, taxonomy, yaml, file, problems)
      checkLadders(told, new Set(taxonomy.map((c) => c.code)))
    },
    checkAreas: (areas) => checkLadderAreas(told, areas),
  }
}

/** Every text of the town is tried by itself, so that each broken one is named with its line. */
function checkTexts({ texts }: Policy, yaml: YamlText, file: string, problems: Problems) {
  for (const [key, text] of Object.entries(texts)) {
    try {
      createTexts({ texts: { [key]: text } })
    } catch (error) {
      problems.error({
        file,
        line: yaml.lineOf(['texts', key]),
        column: `texts.${quote(key)}`,
        message: `自定义文字「${quote(key)}」用不了`,
        remedy: '对照 src/app/texts/zh-CN.ftl 里同名的一条，变量写成 { $short } 这样',
        en: error instanceof Error ? error.message : 'cannot be read',
      })
    }
  }
}

function checkCategories(
  policy: Policy,
  taxonomy: readonly Category[],
  yaml: YamlText,
  file: string,
  problems: Problems,
) {
  const codes = new Set(taxonomy.map((c) => c.code))
  const unknown = (code: string, path: PropertyKey[]) => {
    if (codes.has(code)) return
    const near = closest(code, codes)
    problems.error({
      file,
      line: yaml.lineOf(path),
      column: dotted(path),
      message: `没有「${quote(code)}」这个类别`,
      remedy: near ? `是不是「${near}」？` : '对照类别表改正',
      en: `no category "${quote(code)}"${near ? `: did you mean "${near}"?` : ''}`,
    })
  }
  for (const [code, { accept, resolve }] of Object.entries(policy.deadlines)) {
    unknown(code, ['deadlines', code])
    for (const [key, value] of Object.entries({ accept, resolve })) {
      if (value === undefined || parseDuration(value)) continue
      problems.error({
        file,
        line: yaml.lineOf(['deadlines', code, key]),
        column: dotted(['deadlines', code, key]),
        message: `时限看不懂：${quote(value)}`,
        remedy: '写成 30m、4h、4wh（工作小时）、3wd（工作日）这样',
        en: `no duration: ${quote(value)}; write 30m, 4h, 4wh (working hours) or 3wd (working days)`,
      })
    }
  }
  policy.confidential.forEach((code, i) => {
    unknown(code, ['confidential', i])
  })
  policy.recheck.categories.forEach((code, i) => {
    // The defaults need not be heads of a town's own taxonomy.
    if (!RECHECKED.includes(code)) unknown(code, ['recheck', 'categories', i])
  })
}
