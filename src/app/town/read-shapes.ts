import type { AreaShape, Polygon } from '../../domain/area/shape-rings.ts'
import { closest } from '../../lib/closest.ts'
import { parseJsonLines } from '../../lib/json-lines.ts'
import { COLUMNS } from './columns.ts'
import { type Problems, quote } from './problem.ts'
import { readPolygon } from './read-rings.ts'
import type { Complaint } from './sheet-row.ts'

export const SHAPES_FILE = 'areas.geojson'
/** Larger ones would take minutes of memory; drawn to a metre, 25,000 areas take a fifth of it. */
const LARGEST = 32 * 1024 * 1024

export function tooLarge(megabytes: number): Complaint {
  return {
    message: `文件太大（${megabytes} MB）`,
    remedy: '最多 32 MB：在制图软件里简化图形，坐标留 6 位小数就够',
    en: `file too large (${megabytes} MB): at most 32 MB; simplify the shapes, six decimals are enough`,
  }
}

export interface ReadShapes {
  shapes: AreaShape[]
  /** Line in which an area is first drawn. */
  lineOf: Map<string, number>
}

/** As the column may be called in areas.csv. */
const CODE_NAMES = COLUMNS.areas
  .filter(({ name }) => name === 'code')
  .flatMap(({ name, zh }) => [name, ...zh])

type Say = (column: string, complaint: Complaint) => void

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const field = (of: unknown, name: string): unknown => (isObject(of) ? of[name] : undefined)

function codeOf(feature: unknown): string {
  const properties = field(feature, 'properties')
  for (const name of CODE_NAMES) {
    const value = field(properties, name)
    if (typeof value === 'string' || typeof value === 'number') return String(value).normalize('NFKC').trim()
  }
  return ''
}

function checkCode(code: string, known: ReadonlySet<string> | null, say: Say): boolean {
  if (code === '') {
    say('properties.code', {
      message: '没有写是哪个片区',
      remedy: '在属性里加「code」，写 areas.csv 里的编码',
      en: 'no properties.code: give the code of the area in areas.csv',
    })
    return false
  }
  if (!known || known.has(code)) return true
  const near = closest(code, known)
  say('properties.code', {
    message: `areas.csv 里没有这个片区：${quote(code)}`,
    remedy: near ? `是不是「${near}」？` : '对照 areas.csv 检查编码',
    en: `no area "${quote(code)}" in areas.csv${near ? `: did you mean "${near}"?` : ': check the code'}`,
  })
  return false
}

function polygonsOf(feature: unknown, say: Say): Polygon[] {
  const geometry = field(feature, 'geometry')
  const type = field(geometry, 'type')
  const coordinates = field(geometry, 'coordinates')
  const parts = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null
  if (!Array.isArray(parts)) {
    const shown = typeof type === 'string' ? quote(type) : null
    say('geometry', {
      message: shown ? `图形类型不对：${shown}` : '没有图形',
      remedy: '只能是面：Polygon 或 MultiPolygon；线要先转成面',
      en: `${shown ? `geometry is a ${shown}` : 'no geometry'}: draw a Polygon or MultiPolygon`,
    })
    return []
  }
  const polygons: Polygon[] = []
  for (const part of parts) {
    const read = readPolygon(part)
    if (!read.ok) {
      say('geometry', read.complaint)
      return []
    }
    polygons.push(read.polygon)
  }
  if (polygons.length === 0)
    say('geometry', { message: '图形是空的', remedy: '画上范围，或者删掉这个图形', en: 'empty geometry' })
  return polygons
}

function featuresOf(text: string, say: Say, at: (line: number) => Say) {
  if (text.length > LARGEST) {
    say('', tooLarge(Math.ceil(text.length / 1024 / 1024)))
    return null
  }
  const json = parseJsonLines(text, 'features')
  if (!json.ok) {
    at(json.line)('', {
      message: '这一行开始不是 JSON',
      remedy: '从制图软件重新导出 GeoJSON；手改过的话，看看引号、逗号和括号',
      en: 'no JSON from this line on: export it again, or look for a quote, comma or bracket',
    })
    return null
  }
  const features = field(json.value, 'features')
  if (field(json.value, 'type') === 'FeatureCollection' && Array.isArray(features))
    return { features, lines: json.lines }
  say('type', {
    message: '不是 FeatureCollection',
    remedy: '整个图层导出成 GeoJSON，最外层的 type 要是 FeatureCollection',
    en: 'not a FeatureCollection: export the whole layer as GeoJSON',
  })
  return null
}

/**
 * The ground that areas cover, as RFC 7946 has it; several features of one area become one shape.
 * @param known codes of areas.csv; null when that could not be read: then no code is blamed
 */
export function readShapes(
  file: { file: string; text: string } | undefined,
  known: ReadonlySet<string> | null,
  problems: Problems,
): ReadShapes {
  const found = new Map<string, Polygon[]>()
  const lineOf = new Map<string, number>()
  if (!file) return { shapes: [], lineOf }
  const at =
    (line: number | null): Say =>
    (column, complaint) =>
      problems.error({ file: file.file, line, ...(column ? { column } : {}), ...complaint })
  const read = featuresOf(file.text, at(null), at)
  for (const [i, feature] of read?.features.entries() ?? []) {
    const line = read?.lines[i] ?? null
    const code = codeOf(feature)
    const say: Say = (column, complaint) => {
      const which = code === '' ? '' : `（${quote(code)}）`
      at(line)(column, { ...complaint, message: `第 ${i + 1} 个图形${which}${complaint.message}` })
    }
    const good = checkCode(code, known, say)
    const polygons = polygonsOf(feature, say)
    if (!good || polygons.length === 0) continue
    found.set(code, [...(found.get(code) ?? []), ...polygons])
    if (line !== null && !lineOf.has(code)) lineOf.set(code, line)
  }
  return { shapes: [...found].map(([area, polygons]) => ({ area, polygons })), lineOf }
}
