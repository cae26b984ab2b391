import { Policy } from '../../domain/area/policy.ts'
import { closest } from '../../lib/closest.ts'
import { parseYaml, type YamlText } from '../../lib/yaml-lines.ts'
import { createTexts } from '../texts/index.ts'
import { checkDeadlines, type PolicyRefs, type Unknown } from './check-deadlines.ts'
import { checkLadderAreas, checkLadders } from './check-ladders.ts'
import { keysAt } from './policy-keys.ts'
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

/** What is wrong with a value that may be written in two ways: by the way it was most likely meant. */
function likelyBranch(issue: Issue & { code: 'invalid_union' }): Issue[] {
  const wrongKind = (branch: readonly Issue[]) =>
    branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0)
  return issue.errors.find((branch) => !wrongKind(branch)) ?? []
}

function complainOf(issue: Issue, yaml: YamlText, file: string, problems: Problems) {
  if (issue.code === 'invalid_union') {
    const inner = likelyBranch(issue)
    for (const { path, ...rest } of inner)
      complainOf({ ...rest, path: [...issue.path, ...path] }, yaml, file, problems)
    if (inner.length > 0) return
  }
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const near = closest(key, keysAt(issue.path))
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
  /** Complains of what names categories, areas or departments, once these are known. */
  check(refs: PolicyRefs): void
}

/** policy.yaml; what is wrong is named with its line, and the defaults are taken meanwhile. */
export function readPolicy(
  source: { file: string; text: string } | undefined,
  problems: Problems,
): ReadPolicy {
  const defaults: ReadPolicy = {
    policy: Policy.parse({}),
    check: () => undefined,
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
    check: (refs) => {
      checkRefs(parsed.data, refs, yaml, file, problems)
      if (refs.categories) checkLadders(told, refs.categories)
      if (refs.areas) checkLadderAreas(told, refs.areas)
    },
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

const REF_ZH = { categories: '类别', areas: '区域', departments: '部门' } as const
const REF_EN = { categories: 'category', areas: 'area', departments: 'department' } as const
const REF_TODO = {
  categories: '对照类别表改正',
  areas: '对照 areas.csv 改正',
  departments: '对照 departments.csv 改正',
} as const

function checkRefs(policy: Policy, refs: PolicyRefs, yaml: YamlText, file: string, problems: Problems) {
  const unknown: Unknown = (kind, code, path) => {
    const codes = refs[kind]
    if (codes === null || codes.has(code)) return
    const near = closest(code, codes)
    problems.error({
      file,
      line: yaml.lineOf(path),
      column: dotted(path),
      message: `没有「${quote(code)}」这个${REF_ZH[kind]}`,
      remedy: near ? `是不是「${near}」？` : REF_TODO[kind],
      en: `no ${REF_EN[kind]} "${quote(code)}"${near ? `: did you mean "${near}"?` : ''}`,
    })
  }
  checkDeadlines(policy, unknown, { file, yaml, problems })
  for (const list of ['confidential', 'afterPhoto'] as const) {
    // The default list may name heads that the town's own taxonomy does not have.
    if (!Object.hasOwn(Object(yaml.value), list)) continue
    policy[list].forEach((code, i) => {
      unknown('categories', code, [list, i])
    })
  }
  policy.recheck.categories.forEach((code, i) => {
    // The defaults need not be heads of a town's own taxonomy.
    if (!RECHECKED.includes(code)) unknown('categories', code, ['recheck', 'categories', i])
  })
}
