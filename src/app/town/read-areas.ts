import { AREA_KINDS, type Area, type AreaKind } from '../../domain/area/town.ts'
import type { SheetRow } from './sheet-row.ts'

const KIND_WORDS: Record<string, AreaKind> = {
  住宅: 'residential',
  小区: 'residential',
  村: 'village',
  村庄: 'village',
  企业: 'enterprise',
  学校: 'school',
  市场: 'market',
  混合: 'mixed',
}

export interface ReadAreas {
  areas: Area[]
  rowOf: Map<string, SheetRow>
}

function readPoint(row: SheetRow): Pick<Area, 'lng' | 'lat'> {
  const [x, y] = [Number(row.text('lng')), Number(row.text('lat'))]
  // The corner of the map where the country lies, read the wrong way round.
  if (x > 3 && x < 54 && y > 73 && y < 136) {
    row.error('lng', {
      message: '经度和纬度写反了',
      remedy: '「lng」是经度（约 73–135），「lat」是纬度（约 3–54）',
      en: 'lng and lat are swapped: lng is the longitude (about 73–135)',
    })
    return { lng: null, lat: null }
  }
  const lng = row.number('lng', { min: -180, max: 180 })
  const lat = row.number('lat', { min: -90, max: 90 })
  if ((row.text('lng') === '') !== (row.text('lat') === ''))
    row.error(row.text('lng') === '' ? 'lng' : 'lat', {
      message: '经度和纬度只填了一个',
      remedy: '两个都填，或者都空着',
      en: 'only one of lng and lat is given: give both or none',
    })
  return { lng, lat }
}

function readLevel(row: SheetRow, levels: readonly string[], names: Readonly<Record<string, string>>) {
  const words = Object.fromEntries(levels.flatMap((l) => (names[l] ? [[names[l], l]] : [])))
  return row.oneOf('level', levels, words)
}

/** Areas of the table, each row by itself; the tree is checked by `checkTree`. */
export function readAreas(
  rows: readonly SheetRow[],
  policy: { levels: readonly string[]; levelNames: Readonly<Record<string, string>> },
): ReadAreas {
  const areas: Area[] = []
  const rowOf = new Map<string, SheetRow>()
  for (const row of rows) {
    const code = row.requiredCode('code')
    const name = row.required('name')
    const level = readLevel(row, policy.levels, policy.levelNames)
    const kind = row.text('kind') === '' ? 'mixed' : row.oneOf('kind', AREA_KINDS, KIND_WORDS)
    const households = row.number('households', { min: 0, max: 1_000_000, whole: true })
    const point = readPoint(row)
    if (code === null) continue
    const first = rowOf.get(code)
    if (first) {
      row.error('code', {
        message: `编码 ${code} 在第 ${first.line} 行已经用过`,
        remedy: '每个区域用一个自己的编码',
        en: `code ${code} is already used in line ${first.line}: every area needs its own`,
      })
      continue
    }
    rowOf.set(code, row)
    // An area with a wrong cell stays in the tree, so that its children are not blamed too.
    areas.push({
      code,
      parent: row.code('parent'),
      level: level ?? '',
      name: name ?? '',
      aliases: row.list('aliases').filter((alias) => alias !== name),
      kind: kind ?? 'mixed',
      households,
      ...point,
    })
  }
  return { areas, rowOf }
}
