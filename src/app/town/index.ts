import { BUILT_IN_TAXONOMY } from '../../domain/area/built-in-taxonomy.ts'
import { readTableFiles, type TableFiles } from '../../lib/table-files.ts'
import { checkShapes } from './check-shapes.ts'
import { checkTree } from './check-tree.ts'
import { TABLE_NAMES, type TableName, TEXT_NAMES } from './columns.ts'
import { reportFiles } from './faults.ts'
import type { TownFolder } from './folder.ts'
import { warnGaps } from './gaps.ts'
import { makePeopleRefs } from './people-refs.ts'
import { type Problem, Problems } from './problem.ts'
import { readAbsences } from './read-absences.ts'
import { readAreas } from './read-areas.ts'
import { readDepartments } from './read-departments.ts'
import { readGroups } from './read-groups.ts'
import { readLexicon } from './read-lexicon.ts'
import { readPeople } from './read-people.ts'
import { readPolicy } from './read-policy.ts'
import { readResponsibilities } from './read-responsibilities.ts'
import { readRosters } from './read-rosters.ts'
import { readShapes, SHAPES_FILE } from './read-shapes.ts'
import { readTaxonomy } from './read-taxonomy.ts'
import { makeRefs } from './refs.ts'
import { readSheet } from './sheet.ts'
import type { SheetRow } from './sheet-row.ts'

export type { FolderGroup, FolderPerson, TownFolder } from './folder.ts'
export type { Problem } from './problem.ts'

export type LoadedFolder =
  | { ok: true; folder: TownFolder; warnings: Problem[] }
  /** `problems` are errors, by file and line; `warnings` as far as they could be judged. */
  | { ok: false; problems: Problem[]; warnings: Problem[] }

/**
 * Reads a town folder (CSV files, or a workbook, with `policy.yaml` and `areas.geojson` beside) and checks all of it.
 * Needs no database; people get the same ids on every machine. Throws only when the disk fails.
 * @example
 * const loaded = await loadTownFolder('prisma/towns/dongzhuang')
 * if (loaded.ok) console.log(loaded.folder.town.name)
 */
export async function loadTownFolder(path: string): Promise<LoadedFolder> {
  return readTown(await readTableFiles(path, TABLE_NAMES, TEXT_NAMES))
}

/** The pure half of `loadTownFolder`: rows in, town or problems out. */
export function readTown(files: TableFiles): LoadedFolder {
  const problems = new Problems()
  reportFiles(files, problems)
  const policyFile = files.texts.get('policy.yaml') ?? files.texts.get('policy.yml')
  const policy = readPolicy(policyFile, problems)
  const nameOf = (table: TableName) => files.tables.get(table)?.file ?? `${table}.csv`
  const broken = new Set<TableName>()
  const rowsOf = (table: TableName): SheetRow[] => {
    const file = files.tables.get(table)
    const rows = file ? readSheet(table, file, problems) : null
    if (!rows) broken.add(table)
    return rows ?? []
  }
  // What a table that could not be read would have held is unknown: nothing is blamed for naming it.
  const known = <T>(table: TableName, codes: Iterable<T>) => (broken.has(table) ? null : new Set(codes))

  const taxonomyRows = rowsOf('taxonomy')
  const ownTaxonomy = files.tables.has('taxonomy') || files.unread.has('taxonomy')
  const taxonomy = ownTaxonomy ? readTaxonomy(taxonomyRows) : [...BUILT_IN_TAXONOMY]
  const readArea = readAreas(rowsOf('areas'), policy.policy)
  if (!broken.has('areas')) checkTree(readArea, policy.policy.levels, nameOf('areas'), problems)
  const { areas } = readArea
  const top = areas.find((a) => a.parent === null)
  const areaRefs = { areas: known('areas', readArea.rowOf.keys()), top: top?.code ?? '' }
  const shapesFile = files.texts.get(SHAPES_FILE)
  const drawn = readShapes(shapesFile, areaRefs.areas, problems)
  checkShapes(drawn, areas, shapesFile?.file ?? SHAPES_FILE, problems)
  const categories = ownTaxonomy && broken.has('taxonomy') ? null : new Set(taxonomy.map((c) => c.code))

  const first = makeRefs({ ...areaRefs, departments: null, categories })
  const kinds = new Set(taxonomy.map((c) => c.lead))
  const { departments, rowOf } = readDepartments(rowsOf('departments'), first, kinds)
  const departmentCodes = known('departments', rowOf.keys())
  policy.check({ categories, areas: areaRefs.areas, departments: departmentCodes })
  const refs = makeRefs({ ...areaRefs, departments: departmentCodes, categories })
  const { people, posts } = readPeople(rowsOf('people'), refs)
  const groups = files.tables.has('groups') ? readGroups(rowsOf('groups'), refs) : null
  const responsibilities = readResponsibilities(rowsOf('responsibilities'), refs)

  const peopleKnown = makePeopleRefs(people, posts, broken.has('people'))
  const rosters = readRosters(rowsOf('rosters'), refs, peopleKnown)
  const absences = readAbsences(rowsOf('absences'), peopleKnown)

  const heads = new Set(taxonomy.flatMap(({ parent }) => parent ?? []))
  const lexicon = readLexicon(rowsOf('lexicon'), refs, heads)

  const town = {
    version: 0,
    name: top?.name ?? '',
    letters: policy.policy.letters ?? lettersOf(top?.code ?? ''),
    demo: false,
    areas,
    shapes: drawn.shapes,
    departments,
    people: people.map(({ id, name }) => ({ id, name })),
    posts,
    responsibilities,
    taxonomy,
    lexicon,
    policy: policy.policy,
    duty: { rosters, absences, swaps: [] },
  }
  if (problems.errors.length > 0) {
    return { ok: false, problems: inOrder(problems.errors), warnings: inOrder(problems.warnings) }
  }
  const fileNames = {
    people: nameOf('people'),
    departments: nameOf('departments'),
    responsibilities: nameOf('responsibilities'),
  }
  warnGaps(town, fileNames, problems)
  return { ok: true, folder: { town, people, groups }, warnings: inOrder(problems.warnings) }
}

/** Up to four letters of the top area's code, for the ticket numbers; `GW` when it has none. */
function lettersOf(code: string): string {
  return (
    code
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 4)
      .toUpperCase() || 'GW'
  )
}

function inOrder(list: readonly Problem[]): Problem[] {
  return list.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? 0) - (b.line ?? 0)))
}
