import { closest } from '../../lib/closest.ts'
import type { FileFault, TableFiles } from '../../lib/table-files.ts'
import { NEEDED_TABLES, TABLE_NAMES, type TableName, TEXT_NAMES } from './columns.ts'
import type { Problem, Problems } from './problem.ts'
import { SHAPES_FILE, tooLarge } from './read-shapes.ts'

function describe(fault: FileFault): Problem {
  const at = { file: fault.file, line: 'line' in fault ? fault.line : null }
  switch (fault.code) {
    case 'no_folder':
      return {
        ...at,
        message: '找不到这个文件夹',
        remedy: '检查路径；要写一个文件夹，或一个 .xlsx 文件',
        en: 'no such folder: give the path of a folder or of an .xlsx file',
      }
    case 'unreadable':
      return {
        ...at,
        message: '文件读不出来，编码不明或内容损坏',
        remedy: '在表格软件里打开，另存为“CSV UTF-8”',
        en: 'unreadable: unknown encoding or damaged; save it as "CSV UTF-8" from a spreadsheet program',
      }
    case 'quote_open':
      return {
        ...at,
        message: '这一行的英文双引号只有开头、没有结尾',
        remedy: '补上结尾的 ",或删掉开头的 "',
        en: 'a quote opens here and never closes: add the closing " or delete the first one',
      }
    case 'quote_inside':
    case 'broken':
      return {
        ...at,
        message: '这一行的英文双引号用错了',
        remedy: '整格加双引号时，格内的双引号要写两遍；或者都删掉',
        en: 'misplaced quote: inside a quoted cell a quote is written twice',
      }
    case 'workbook':
      return {
        ...at,
        message: '这个 Excel 文件打不开',
        remedy: '用表格软件打开后重新另存为 .xlsx（不要加密码）',
        en: 'this workbook cannot be read: save it again as .xlsx, without a password',
      }
    case 'old_workbook':
      return {
        ...at,
        message: '旧的 .xls 格式读不了',
        remedy: '另存为 .xlsx',
        en: 'the old .xls format cannot be read: save it as .xlsx',
      }
    case 'many_workbooks':
      return {
        ...at,
        message: `文件夹里有好几个 Excel 文件（还有 ${fault.others.join('、')}），不知道用哪一个`,
        remedy: '只留一个，或者直接写那个文件的路径',
        en: `several workbooks in the folder (also ${fault.others.join(', ')}): keep one, or give its path`,
      }
    case 'too_large':
      if (fault.file.toLowerCase() === SHAPES_FILE) return { ...at, ...tooLarge(fault.megabytes) }
      return {
        ...at,
        message: `文件太大（${fault.megabytes} MB）`,
        remedy: '一张表最多 64 MB:删掉图片和多余的内容',
        en: `file too large (${fault.megabytes} MB): at most 64 MB`,
      }
  }
}

const MISSING_EFFECT: Partial<Record<TableName, { zh: string; en: string }>> = {
  groups: { zh: '群保持现在的样子', en: 'groups stay as they are' },
  responsibilities: {
    zh: '事项按部门的类型（kind）分派',
    en: 'matters go to departments by their kind',
  },
}

function missing(table: TableName, files: TableFiles, problems: Problems) {
  const near = closest(
    table,
    files.strangers.map((s) => s.replace(/\.csv$/i, '')),
  )
  const stranger = files.strangers.find((s) => s.replace(/\.csv$/i, '') === near)
  const file = `${table}.csv`
  if (NEEDED_TABLES.includes(table)) {
    problems.error({
      file,
      line: null,
      message: '缺少这张表',
      remedy: stranger ? `是不是「${stranger}」？请改名` : '见 docs/town-folder.md 里的样子',
      en: `missing${stranger ? `: is it "${stranger}"? rename it` : ': see docs/town-folder.md'}`,
    })
    return
  }
  const effect = MISSING_EFFECT[table]
  if (!effect && !stranger) return
  problems.warn({
    file,
    line: null,
    message: `没有这张表${effect ? `,${effect.zh}` : ''}`,
    remedy: stranger ? `是不是「${stranger}」？请改名` : '不需要就不用管',
    en: `not there${effect ? `: ${effect.en}` : ''}${stranger ? `; is it "${stranger}"? rename it` : ''}`,
  })
}

/** Turns what the file reader found into problems a clerk can act on. */
export function reportFiles(files: TableFiles, problems: Problems) {
  for (const fault of files.faults) problems.error(describe(fault))
  if (files.faults.some((f) => f.code === 'no_folder' || f.code.endsWith('_workbooks'))) return
  if (files.faults.some((f) => f.code === 'old_workbook')) return
  for (const table of TABLE_NAMES)
    if (!files.tables.has(table) && !files.unread.has(table)) missing(table, files, problems)
  for (const file of files.strangers) {
    const text = closest(file, TEXT_NAMES)
    const known = [...TABLE_NAMES, ...TEXT_NAMES]
    problems.warn({
      file,
      line: null,
      message: '不认识这张表，已忽略',
      remedy: text ? `是不是「${text}」？请改名` : `能用的表名：${known.join('、')}`,
      en: `unknown table is ignored; ${text ? `is it "${text}"? rename it` : `known are ${known.join(', ')}`}`,
    })
  }
  if (files.ignoredWorkbook)
    problems.warn({
      file: files.ignoredWorkbook,
      line: null,
      message: '旁边有 CSV 文件，这个 Excel 文件没有用',
      remedy: '只留一种，免得改错地方',
      en: 'there are CSV files beside it, so this workbook is not used: keep one kind',
    })
}
