import type { ImportDiff } from '../../src/app/town/import.ts'
import type { Problem, TownFolder } from '../../src/app/town/index.ts'

const MOST = 200

export const bilingual = (zh: string, en: string): string[] => [zh, `  ${en}`]

function place({ file, line, column }: Problem): string {
  return [file, line === null ? '' : `:${line}`, column ? ` [${column}]` : ''].join('')
}

function showList(list: readonly Problem[], sign: string): string[] {
  const lines = list
    .slice(0, MOST)
    .flatMap((p) => [`${sign} ${place(p)}  ${p.message}`, `    → ${p.remedy}`, `      ${p.en}`])
  const more = list.length - MOST
  return more > 0 ? [...lines, ...bilingual(`……还有 ${more} 条`, `… and ${more} more`)] : lines
}

/** What is wrong, then what is worth a look. */
export function showProblems(found: {
  problems: readonly Problem[]
  warnings: readonly Problem[]
}): string[] {
  const count = found.problems.length
  return [
    ...showList(found.problems, '✗'),
    ...showList(found.warnings, '!'),
    '',
    ...bilingual(
      `${count} 处要改，什么都没有导入。改好后再运行一次。`,
      `${count} to correct; nothing was imported. Run it again afterwards.`,
    ),
  ]
}

/** The town in a few figures. */
export function showTown({ town, groups }: TownFolder, warnings: readonly Problem[]): string[] {
  const levels = town.policy.levels.flatMap((level) => {
    const count = town.areas.filter((area) => area.level === level).length
    return count > 0 ? [`${town.policy.levelNames[level] ?? level} ${count}`] : []
  })
  const drawn = town.shapes.length
  return [
    ...showList(warnings, '!'),
    ...(warnings.length > 0 ? [''] : []),
    ...bilingual(
      `可以导入：${town.name}，${levels.join('、')}；部门 ${town.departments.length}，人员 ${town.people.length}（岗位 ${town.posts.length}），群 ${groups?.length ?? 0}${drawn > 0 ? `；画了范围的片区 ${drawn}` : ''}`,
      `good to import: ${town.areas.length} areas, ${town.departments.length} departments, ${town.people.length} people, ${town.posts.length} posts, ${groups?.length ?? 0} groups${drawn > 0 ? `; ${drawn} areas with borders` : ''}`,
    ),
    ...(warnings.length > 0
      ? bilingual(
          `有 ${warnings.length} 条提醒，不影响导入`,
          `${warnings.length} remarks, none prevents the import`,
        )
      : []),
  ]
}

/** What an import changed, or would change. */
export function showDiff(diff: ImportDiff, dryRun: boolean): string[] {
  if (!diff.changed)
    return bilingual('和现在的一模一样，没有要改的', 'nothing to change: the town is as the folder says')
  const tables = diff.tables.flatMap(({ file, what, added, changed, removed, moved, samples }) => {
    const total = added + changed + removed
    if (total + moved === 0) return []
    const counts = [
      added > 0 ? `新增 ${added}` : '',
      changed > 0 ? `修改 ${changed}` : '',
      removed > 0 ? `移除 ${removed}` : '',
      moved > 0 ? `换位置 ${moved}` : '',
    ]
    const more = total - samples.length
    return [
      `${file} ${what}:${counts.filter(Boolean).join(',')}`,
      ...samples.map((sample) => `  ${sample}`),
      ...(more > 0 ? [`  ……还有 ${more} 行`] : []),
    ]
  })
  return [
    ...tables,
    '',
    ...(dryRun
      ? bilingual('以上是会改的内容，现在什么都没有动', 'this is what would change; nothing was touched')
      : bilingual(`已导入，第 ${diff.version} 版`, `imported, version ${diff.version}`)),
  ]
}
