import type { Pool } from 'pg'
import {
  type DemoRoom,
  type Directory,
  ownRoom,
  type PostLabel,
  type WebPerson,
  type WebRoomInfo,
} from '../app/ports-web.ts'
import { isWithin, lineage, type Post, type Town } from '../domain/area/town.ts'

interface GroupRow {
  room: string
  title: string | null
  area: string | null
  department: string | null
}

const GROUPS = `SELECT a.chat AS room, c.title, c.area, c.department
  FROM conversation c JOIN conversation_address a ON a.conversation_id = c.id AND a.current
  WHERE c.channel = 'web' AND c.type = 'group' AND c.status = 'active' ORDER BY a.chat`

/** Who may enter which room, from posts, groups and the tree of areas. `town` gives the current town, cached or not. */
export function createWebDirectory(options: { pool: Pool; town(): Promise<Town> }): Directory {
  const groups = async (): Promise<GroupRow[]> => (await options.pool.query<GroupRow>(GROUPS)).rows

  return {
    async roomsOf(user) {
      const own: WebRoomInfo = { room: ownRoom(user.userId), type: 'dm', kind: 'dm', title: '网格哨' }
      if (user.personId === null) return [own]
      const town = await options.town()
      const posts = town.postsByPerson.get(user.personId) ?? []
      const open = (await groups()).filter((group) => posts.some((post) => opens(town, post, group)))
      return [...byNearness(town, open).map((group) => toRoom(town, group)), own]
    },

    async person(personId) {
      if (!UUID.test(personId)) return null
      const { rows } = await options.pool.query<{ name: string; link_gen: number }>(
        'SELECT name, link_gen FROM person WHERE id = $1 AND active',
        [personId],
      )
      const row = rows[0]
      if (!row) return null
      return toPerson(await options.town(), { id: personId, name: row.name, linkGen: row.link_gen })
    },

    async labels(userIds) {
      const town = await options.town()
      const labels = new Map<string, PostLabel>()
      for (const id of userIds) {
        const post = town.postsByPerson.get(id)?.[0]
        if (post) labels.set(id, toLabel(town, post))
      }
      return labels
    },

    async demoRooms() {
      const town = await options.town()
      const { rows } = await options.pool.query<{ id: string; name: string; link_gen: number }>(
        'SELECT id, name, link_gen FROM person WHERE active ORDER BY position, name',
      )
      return byNearness(town, await groups()).map((group): DemoRoom => {
        const inside = rows.filter((person) =>
          (town.postsByPerson.get(person.id) ?? []).some((post) => opens(town, post, group)),
        )
        return {
          ...toRoom(town, group),
          people: inside.map((p) => toPerson(town, { id: p.id, name: p.name, linkGen: p.link_gen })),
        }
      })
    },
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * A group is open to the posts of its department, and to those of its own area and of areas around it. A village's
 * work group is for its grid and unit chiefs too; the groups above the villages are not for everyone below them.
 */
function opens(town: Town, post: Post, group: GroupRow): boolean {
  if (group.department !== null) return post.department === group.department
  if (group.area === null || post.area === null) return false
  if (isWithin(town, group.area, post.area)) return true
  const rank = (level: string | undefined): number => town.policy.levels.indexOf(level ?? '')
  const local = rank(town.areaByCode.get(group.area)?.level) >= rank('village')
  return local && isWithin(town, post.area, group.area)
}

/** The smallest area first, then departments: what a person uses most stands on top. */
function byNearness(town: Town, groups: readonly GroupRow[]): GroupRow[] {
  const depth = (group: GroupRow) => (group.area === null ? 0 : lineage(town, group.area).length)
  return [...groups].sort((a, b) => depth(b) - depth(a) || a.room.localeCompare(b.room))
}

function toRoom(town: Town, group: GroupRow): WebRoomInfo {
  const kind = group.department !== null ? 'department' : 'area'
  const named =
    group.department !== null
      ? town.departmentByCode.get(group.department)
      : town.areaByCode.get(group.area ?? '')
  return { room: group.room, type: 'group', kind, title: group.title ?? named?.name ?? group.room }
}

function toPerson(town: Town, person: Omit<WebPerson, 'posts'>): WebPerson {
  const posts = town.postsByPerson.get(person.id) ?? []
  return { ...person, posts: posts.map((post) => toLabel(town, post)) }
}

function toLabel(town: Town, post: Post): PostLabel {
  if (post.department !== null) {
    return { role: post.role, place: town.departmentByCode.get(post.department)?.name ?? post.department }
  }
  const line = lineage(town, post.area ?? '').slice(0, 2)
  // A unit's own name says little without its grid: 3网格 + 1单元; many towns write 3网格1单元 at once.
  const names = line.map((area) => area.name)
  const place =
    line.length === 2 &&
    /^[\d一二三四五六七八九十第]/.test(names[0] ?? '') &&
    !names[0]?.startsWith(names[1] ?? '')
      ? `${names[1]}${names[0]}`
      : names[0]
  return { role: post.role, place: place ?? '' }
}
