import { BUILT_IN_TAXONOMY } from '../../domain/area/built-in-taxonomy.ts'
import { Policy } from '../../domain/area/policy.ts'
import type { Ring } from '../../domain/area/shape-rings.ts'
import type { Category, TownWords } from '../../domain/area/taxonomy.ts'
import { writeCsv } from '../../lib/csv.ts'
import { groupBy, same } from '../../lib/same.ts'
import { type TextFile, writeFolder } from '../../lib/write-folder.ts'
import { writeYaml } from '../../lib/yaml-lines.ts'
import { COLUMNS, TABLE_NAMES, type TableName, TEXT_NAMES } from './columns.ts'
import { dutyTables } from './export-duty.ts'
import { PLATFORMS } from './folder.ts'
import { SHAPES_FILE } from './read-shapes.ts'
import type { StoredTown, TownStore } from './store.ts'

type Cell = string | number | boolean | readonly string[] | null | undefined

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 'yes' : ''
  return Array.isArray(cell) ? cell.join('|') : String(cell)
}

function table(name: TableName, rows: readonly object[]): TextFile {
  const columns = COLUMNS[name].map((column) => column.name)
  const cells = rows.map((row) => {
    const named = new Map<string, Cell>(Object.entries(row))
    return columns.map((column) => cellText(named.get(column)))
  })
  return { name: `${name}.csv`, text: writeCsv([columns, ...cells]) }
}

function peopleRows(stored: StoredTown): object[] {
  const byId = new Map(stored.people.map((person) => [person.id, person]))
  const imported = stored.accounts.filter((account) => account.tiedBy === 'import')
  const accounts = groupBy(imported, (account) => `${account.personId}/${account.channel}`)
  const written = new Set<string>()
  return stored.posts.map((post) => {
    const person = byId.get(post.personId)
    const ids = PLATFORMS.map((channel) => {
      const own = written.has(post.personId) ? [] : (accounts.get(`${post.personId}/${channel}`) ?? [])
      return [channel, [...new Set(own.map((account) => account.userId))]] as const
    })
    written.add(post.personId)
    return {
      name: person?.name ?? '',
      phone: person?.phone ?? '',
      role: post.role,
      area: post.area,
      department: post.department,
      party: person?.party ?? false,
      ...Object.fromEntries(ids),
    }
  })
}

function groupRows(stored: StoredTown): object[] {
  return stored.groups.filter(
    (group) => group.current && group.status !== 'left' && (group.area !== null || group.department !== null),
  )
}

function policyFile(stored: StoredTown): TextFile[] {
  const defaults: Record<string, unknown> = Policy.parse({})
  const policy: object = Policy.parse(stored.head?.policy ?? {})
  const own = Object.entries(policy).filter(([key, value]) => !same(value, defaults[key]))
  if (own.length === 0) return []
  return [{ name: 'policy.yaml', text: writeYaml(Object.fromEntries(own), '没有写的项目用默认值') }]
}

function taxonomyFile(stored: StoredTown): TextFile[] {
  const taxonomy = stored.head?.taxonomy
  if (!Array.isArray(taxonomy) || same(taxonomy, BUILT_IN_TAXONOMY)) return []
  const rows = (taxonomy as Category[]).map(({ acceptWithin, resolveWithin, ...row }) => ({
    ...row,
    accept_within: acceptWithin,
    resolve_within: resolveWithin,
  }))
  return [table('taxonomy', rows)]
}

function lexiconFile(stored: StoredTown): TextFile[] {
  const lexicon = stored.head?.lexicon
  if (!Array.isArray(lexicon) || lexicon.length === 0) return []
  return [table('lexicon', lexicon as TownWords[])]
}

/** One feature a line, so that a line number leads to it. */
function shapesFile({ shapes, areas }: StoredTown): TextFile[] {
  if (shapes.length === 0) return []
  const nameOf = new Map(areas.map((area) => [area.code, area.name]))
  const features = shapes.map(({ area, polygons }) =>
    JSON.stringify({
      type: 'Feature',
      properties: { code: area, name: nameOf.get(area) ?? '' },
      geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(positions)) },
    }),
  )
  const text = `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
  return [{ name: SHAPES_FILE, text }]
}

function positions(ring: Ring): [lng: number, lat: number][] {
  const pairs: [number, number][] = []
  for (let i = 0; i + 1 < ring.length; i += 2) pairs.push([ring[i] ?? 0, ring[i + 1] ?? 0])
  return pairs
}

/** The files of a town folder that would import as exactly the stored town. Pure. */
export function exportFiles(stored: StoredTown): TextFile[] {
  return [
    table('areas', stored.areas),
    table('departments', stored.departments),
    table('people', peopleRows(stored)),
    table('groups', groupRows(stored)),
    table('responsibilities', stored.responsibilities),
    ...dutyTables(stored).map(([name, rows]) => table(name, rows)),
    ...taxonomyFile(stored),
    ...lexiconFile(stored),
    ...policyFile(stored),
    ...shapesFile(stored),
  ]
}

export type Exported =
  | { ok: true; files: string[] }
  /** `no_town`: nothing was ever imported. `not_empty`: the folder holds files, and `force` was not given. */
  | { ok: false; reason: 'no_town' | 'not_empty' }

/** Writes the stored town as a folder; importing that folder changes nothing. */
export async function exportTown(
  store: Pick<TownStore, 'read'>,
  folder: string,
  options: { force: boolean },
): Promise<Exported> {
  const stored = await store.read()
  if (!stored.head) return { ok: false, reason: 'no_town' }
  const files = exportFiles(stored)
  const names = files.map((file) => file.name)
  const stale = [...TABLE_NAMES.map((name) => `${name}.csv`), ...TEXT_NAMES]
  const written = await writeFolder(folder, files, {
    force: options.force,
    stale: stale.filter((name) => !names.includes(name)),
  })
  return written.ok ? { ok: true, files: names } : written
}
