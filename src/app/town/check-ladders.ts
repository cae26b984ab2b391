import type { Policy } from '../../domain/area/policy.ts'
import { closest } from '../../lib/closest.ts'
import type { YamlText } from '../../lib/yaml-lines.ts'
import { type Problems, quote } from './problem.ts'

interface Source {
  policy: Policy
  yaml: YamlText
  file: string
  problems: Problems
}

function complain(
  { yaml, file, problems }: Source,
  path: PropertyKey[],
  zh: string,
  remedy: string,
  en: string,
): void {
  problems.error({
    file,
    line: yaml.lineOf(path),
    column: path.map(String).join('.'),
    message: zh,
    remedy,
    en,
  })
}

function unknown(
  source: Source,
  path: PropertyKey[],
  word: string,
  known: ReadonlySet<string>,
  what: [string, string],
) {
  if (known.has(word)) return
  const near = closest(word, known)
  const zh = `没有「${quote(word)}」这个${what[0]}`
  const en = `no ${what[1]} "${quote(word)}"${near ? `: did you mean "${near}"?` : ''}`
  complain(source, path, zh, near ? `是不是「${near}」？` : '改正或删掉', en)
}

/** What ladders name must exist: categories, webhooks; their own names tell them apart; a step does something. */
export function checkLadders(source: Source, categories: ReadonlySet<string>): void {
  const { ladders, webhooks } = source.policy
  const named = new Set(Object.keys(webhooks))
  ladders.forEach((ladder, i) => {
    if (ladders.findIndex((l) => l.name === ladder.name) !== i)
      complain(
        source,
        ['ladders', i, 'name'],
        `阶梯「${quote(ladder.name)}」写了两次`,
        '换一个名字',
        `two ladders are called "${quote(ladder.name)}": rename one`,
      )
    ladder.category.forEach((code, n) => {
      unknown(source, ['ladders', i, 'category', n], code, categories, ['类别', 'category'])
    })
    ladder.steps.forEach((step, n) => {
      const path = ['ladders', i, 'steps', n]
      if (step.webhook !== undefined)
        unknown(source, [...path, 'webhook'], step.webhook, named, ['接口（webhooks）', 'webhook'])
      else if (step.notify.length === 0)
        complain(
          source,
          path,
          '这一步没有写通知谁',
          '写 notify 或 webhook；只是多等一会儿，就改上一步的 wait',
          'this step tells nobody: give notify or webhook, or let the step before wait longer',
        )
    })
  })
}

/** Areas are known later than categories. */
export function checkLadderAreas(source: Source, areas: ReadonlySet<string>): void {
  source.policy.ladders.forEach(({ area }, i) => {
    area.forEach((code, n) => {
      unknown(source, ['ladders', i, 'area', n], code, areas, ['区域', 'area'])
    })
  })
}
