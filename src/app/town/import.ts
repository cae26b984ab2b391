import type { AreaShape } from '../../domain/area/shape-rings.ts'
import type { Category, TownWords } from '../../domain/area/taxonomy.ts'
import type { Area, Department, Post, Responsibility } from '../../domain/area/town.ts'
import { same } from '../../lib/same.ts'
import { diffRows, noDiff, type RowKind, SAMPLES, type TableDiff } from './diff.ts'
import { absenceKind, rosterKind } from './diff-duty.ts'
import { diffAccounts, diffGroups } from './diff-ties.ts'
import type { TownFolder } from './folder.ts'
import type { PersonRow, Placed, StoredTown, TownHead, TownStore, TownWrite } from './store.ts'

export interface ImportOptions {
  /** Says what would change, changes nothing. */
  dryRun: boolean
  /** In the demo town people are chosen from a list; never in a real one. */
  demo: boolean
  now: Date
}

export interface ImportDiff {
  /** False: the town is exactly as the folder says. */
  changed: boolean
  /** Town version before and after; the same when nothing changed or nothing was written. */
  before: number
  version: number
  tables: TableDiff[]
}

const AREAS: RowKind<Area> = {
  file: 'areas.csv',
  what: '区域',
  key: (row) => row.code,
  label: (row) => `${row.name}(${row.code})`,
}
const SHAPES: RowKind<AreaShape> = {
  file: 'areas.geojson',
  what: '范围',
  key: (row) => row.area,
  label: (row) => row.area,
  secret: ['polygons'],
}
const DEPARTMENTS: RowKind<Department> = {
  file: 'departments.csv',
  what: '部门',
  key: (row) => row.code,
  label: (row) => `${row.name}(${row.code})`,
}
const PEOPLE: RowKind<PersonRow> = {
  file: 'people.csv',
  what: '人员',
  key: (row) => row.id,
  label: (row) => row.name,
  secret: ['phone', 'key'],
}
const RESPONSIBILITIES: RowKind<Responsibility> = {
  file: 'responsibilities.csv',
  what: '责任',
  key: (row) => `${row.category}/${row.area}`,
  label: (row) => `${row.category} @ ${row.area} → ${row.lead}`,
}
const TAXONOMY: RowKind<Category> = {
  file: 'taxonomy.csv',
  what: '事项类别',
  key: (row) => row.code,
  label: (row) => `${row.zh}(${row.code})`,
}

const LEXICON: RowKind<TownWords> = {
  file: 'lexicon.csv',
  what: '本地说法',
  key: (row) => `${row.category}/${row.kind}`,
  label: (row) => `${row.category} ${row.words.join('|')}`,
}

function postKind(folder: TownFolder, stored: StoredTown): RowKind<Post> {
  const names = new Map([...stored.people, ...folder.people].map((p) => [p.id, p.name]))
  return {
    file: 'people.csv',
    what: '岗位',
    key: (row) => row.id,
    label: (row) =>
      `${names.get(row.personId) ?? '?'} ${row.role} ${[row.area, row.department].filter(Boolean).join(' ')}`,
  }
}

/** Name, letters, demo and the settings of policy.yaml. */
function diffHead(stored: StoredTown['head'], head: TownHead): TableDiff {
  const diff = noDiff('policy.yaml', '设置')
  const before = { ...(stored?.policy as object | undefined), ...pick(stored) } as Record<string, unknown>
  const after = { ...head.policy, ...pick(head) } as Record<string, unknown>
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (same(before[name], after[name])) continue
    const kind = !(name in before) ? 'added' : !(name in after) ? 'removed' : 'changed'
    diff[kind]++
    if (diff.samples.length < SAMPLES)
      diff.samples.push(`${{ added: '+', removed: '-', changed: '~' }[kind]} ${name}`)
  }
  return diff
}

const pick = (head: { name: string; letters: string; demo: boolean } | null) =>
  head ? { '(镇名)': head.name, '(编号字母)': head.letters, '(演示)': head.demo } : {}

const placed = <T>(rows: readonly T[]): Placed<T>[] => rows.map((row, position) => ({ ...row, position }))

/** What an import of the folder changes in the stored town, as a summary and as rows to write. Pure. */
export function compareTown(
  stored: StoredTown,
  folder: TownFolder,
  options: Pick<ImportOptions, 'demo' | 'now'>,
): { tables: TableDiff[]; write: TownWrite | null } {
  const { town, people } = folder
  // As JSON would keep it, so that it equals what was stored before.
  const head: TownHead = JSON.parse(
    JSON.stringify({
      name: town.name,
      letters: town.letters,
      demo: options.demo,
      taxonomy: town.taxonomy,
      lexicon: town.lexicon,
      policy: town.policy,
    }),
  )
  const oldTaxonomy = Array.isArray(stored.head?.taxonomy) ? (stored.head.taxonomy as Category[]) : []
  const taxonomy = diffRows(TAXONOMY, placed(oldTaxonomy), head.taxonomy)
  const oldWords = Array.isArray(stored.head?.lexicon) ? (stored.head.lexicon as TownWords[]) : []
  const lexicon = diffRows(LEXICON, placed(oldWords), head.lexicon)
  const settings = diffHead(stored.head, head)
  const areas = diffRows(AREAS, stored.areas, town.areas)
  const shapes = diffRows(SHAPES, stored.shapes, town.shapes)
  const departments = diffRows(DEPARTMENTS, stored.departments, town.departments)
  const rows = people.map(({ accounts: _, ...person }) => person)
  const persons = diffRows(PEOPLE, stored.people, rows)
  const posts = diffRows(postKind(folder, stored), stored.posts, town.posts)
  const responsibilities = diffRows(RESPONSIBILITIES, stored.responsibilities, town.responsibilities)
  const rosters = diffRows(rosterKind(folder, stored), stored.rosters, town.duty.rosters)
  const absences = diffRows(absenceKind(folder, stored), stored.absences, town.duty.absences)
  const accounts = diffAccounts(stored.accounts, people)
  const groups = diffGroups(stored.groups, folder.groups)
  const ties = [accounts, groups, responsibilities, rosters, absences]
  const parts = [areas, shapes, departments, persons, posts, ...ties, taxonomy, lexicon]
  const tables = [...parts.map((part) => part.diff), settings]
  if (stored.head && tables.every((t) => t.added + t.changed + t.removed + t.moved === 0))
    return { tables, write: null }
  const write: TownWrite = {
    version: stored.version + 1,
    head,
    areas: { put: areas.write.put, drop: areas.write.drop.map((row) => row.code) },
    shapes: { put: shapes.write.put, drop: shapes.write.drop.map((row) => row.area) },
    departments: { put: departments.write.put, drop: departments.write.drop.map((row) => row.code) },
    people: { put: persons.write.put, drop: persons.write.drop.map((row) => row.id) },
    posts: { put: posts.write.put, drop: posts.write.drop.map((row) => row.id) },
    responsibilities: responsibilities.write,
    rosters: { put: rosters.write.put, drop: rosters.write.drop.map((row) => row.id) },
    absences: { put: absences.write.put, drop: absences.write.drop.map((row) => row.id) },
    accounts: accounts.write,
    groups: groups.write,
    at: options.now,
  }
  return { tables, write }
}

/**
 * Brings the stored town to what the folder says, all of it or nothing. The second import of the same folder
 * changes nothing and keeps the version. Rows that are no longer in the folder become inactive.
 */
export function importTown(
  store: TownStore,
  folder: TownFolder,
  options: ImportOptions,
): Promise<ImportDiff> {
  return store.exchange((stored) => {
    const { tables, write } = compareTown(stored, folder, options)
    const version = write && !options.dryRun ? write.version : stored.version
    return {
      write: options.dryRun ? null : write,
      result: { changed: write !== null, before: stored.version, version, tables },
    }
  })
}
