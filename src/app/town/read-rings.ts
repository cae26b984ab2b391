import type { Polygon, Ring } from '../../domain/area/shape-rings.ts'
import { quote } from './problem.ts'
import type { Complaint } from './sheet-row.ts'

type Read<T> = ({ ok: true } & T) | { ok: false; complaint: Complaint }

const refuse = (message: string, remedy: string, en: string): { ok: false; complaint: Complaint } => ({
  ok: false,
  complaint: { message: `：${message}`, remedy, en },
})

/** To a centimetre; never -0, which a database does not keep. */
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7 + 0
/** So many points tell a border to the metre; more only cost time with every look-up. */
const MOST_POINTS = 20_000

/** A Polygon's `coordinates`. */
export function readPolygon(coordinates: unknown): Read<{ polygon: Polygon }> {
  if (!Array.isArray(coordinates) || coordinates.length === 0)
    return refuse('没有坐标', '重新画这个面，或者删掉', 'no coordinates: draw it again or delete it')
  const rings: Ring[] = []
  let points = 0
  for (const [i, part] of coordinates.entries()) {
    const ring = readRing(part, i)
    if (!ring.ok) return ring
    rings.push(ring.ring)
    points += ring.ring.length / 2
  }
  if (points > MOST_POINTS)
    return refuse(
      `有 ${points} 个点，太多了`,
      `在制图软件里简化，最多 ${MOST_POINTS} 个`,
      `${points} points are too many: simplify it to at most ${MOST_POINTS}`,
    )
  return { ok: true, polygon: rings }
}

function readRing(positions: unknown, index: number): Read<{ ring: Ring }> {
  const which = index === 0 ? '外圈' : `第 ${index} 个洞`
  const inEnglish = index === 0 ? 'the outer ring' : `hole ${index}`
  if (!Array.isArray(positions) || positions.length < 4)
    return refuse(
      `${which}的点不够`,
      '至少 4 个点，最后一个和第一个相同',
      `${inEnglish} has too few points: at least 4, the last being the first`,
    )
  const ring: number[] = []
  for (const position of positions) {
    const read = readPosition(position, which)
    if (!read.ok) return read
    ring.push(rounded(read.lng), rounded(read.lat))
  }
  if (ring[0] !== ring.at(-2) || ring[1] !== ring.at(-1))
    return refuse(
      `${which}没有合拢`,
      '最后一个点要和第一个点相同',
      `${inEnglish} is not closed: its last point must be the first one`,
    )
  return { ok: true, ring }
}

function readPosition(position: unknown, which: string): Read<{ lng: number; lat: number }> {
  const [lng, lat]: unknown[] = Array.isArray(position) ? position : []
  if (typeof lng !== 'number' || typeof lat !== 'number')
    return refuse(
      `${which}有一个点不是坐标：${quote(JSON.stringify(position) ?? '')}`,
      '每个点写成 [经度, 纬度]',
      `a point is no coordinate: write [lng, lat]`,
    )
  // The corner of the map where the country lies, read the wrong way round.
  if (lng > 3 && lng < 54 && lat > 73 && lat < 136)
    return refuse(
      `经度和纬度写反了：[${lng}, ${lat}]`,
      '每个点先写经度（约 73–135），再写纬度（约 3–54）',
      `lng and lat are swapped: [${lng}, ${lat}]; the longitude (about 73–135) comes first`,
    )
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
    return refuse(
      `坐标超出范围：[${lng}, ${lat}]`,
      '要用经纬度（WGS84，EPSG:4326），不是以米为单位的平面坐标：重新导出时换坐标系',
      `out of range: [${lng}, ${lat}]; export it in degrees (WGS84, EPSG:4326), not in metres`,
    )
  return { ok: true, lng, lat }
}
