import { chineseNumber } from '../domain/area/numbered.ts'
import { type Area, lineage, type Post, type Town } from '../domain/area/town.ts'
import type { Ticket } from '../domain/ticket/types.ts'
import type { Texts } from './texts/index.ts'

/** `31` of `DZ-2607-0031`, `31-2` of `DZ-2607-0031-2`: short in talk, full in links. */
export function shortNumber(number: string): string {
  const [, , running = '', part] = number.split('-')
  return part === undefined ? String(Number(running)) : `${Number(running)}-${part}`
}

/** An area as people of the town say it: from the village down, e.g. 东沁村 3网格1单元. */
export function sayArea(town: Town, code: string): string {
  const line = lineage(town, code)
  const village = line.findIndex((a) => a.level === 'village')
  const names = (village >= 0 ? line.slice(0, village + 1) : line.slice(0, 1)).map((a) => a.name).reverse()
  return names.reduce((said, name, i) => joinName(said, name, i), '')
}

function joinName(said: string, name: string, index: number): string {
  if (index === 0) return name
  // Units are often named after their grid already: 3网格1单元 below 3网格.
  const last = said.split(' ').at(-1) ?? ''
  for (let i = 0; i < last.length - 1; i++) {
    if (name.startsWith(last.slice(i))) return said.slice(0, said.length - last.length + i) + name
  }
  if (name.startsWith(said.split(' ')[0] ?? '\u0000')) return name
  return index === 1 ? `${said} ${name}` : said + name
}

const NUMBERED = /^第?([\d一二三四五六七八九十廿百]+)\s*[号#]?\s*(网格|单元|组|片区)\s*/

/** Drops the numbers that `said` names already (`3号网格一单元` of 3网格1单元), and a village before them; others are kept. */
function withoutNumbers(words: string, said: string, places: readonly string[]): string {
  const place = places.filter((name) => words.startsWith(name)).sort((a, b) => b.length - a.length)[0]
  const numbers = words.slice(place?.length ?? 0).trimStart()
  let rest = numbers
  for (let m = NUMBERED.exec(rest); m; m = NUMBERED.exec(rest)) {
    const named = new RegExp(`(?<!\\d)${chineseNumber(m[1] ?? '') ?? ''}${m[2]}`).test(said)
    if (!named && !said.includes(m[0].trim())) break
    rest = rest.slice(m[0].length)
  }
  return rest === numbers ? words : rest
}

/** Area and the reporter's own words for the place, without saying the unit twice. */
export function sayPlace(town: Town, ticket: Pick<Ticket, 'area' | 'place'>): string {
  const area = sayArea(town, ticket.area)
  const line = lineage(town, ticket.area)
  const namesOf = (a: Area): string[] => [a.name, ...a.aliases]
  const from = line.findIndex((a) => a.level === 'village')
  const words = withoutNumbers((ticket.place ?? '').trim(), area, line.slice(from).flatMap(namesOf)).trim()
  if (words === '' || area.includes(words) || line.flatMap(namesOf).includes(words)) return area
  if (words.replaceAll(' ', '').startsWith(area.replaceAll(' ', ''))) return words
  return `${area} ${words}`
}

/** Department and handler: 供电所 张建国; of one who stands in: 供电所 郑文斌（代张建国）. */
export function sayOwner(
  town: Town,
  ticket: Pick<Ticket, 'department' | 'handler' | 'standsFor'>,
  texts: Texts,
): string {
  const owner = ownerOf(town, ticket, texts)
  const absent = town.personById.get(ticket.standsFor ?? '')?.name
  return absent && ticket.handler !== null ? texts.text('owner-for', { owner, absent }) : owner
}

function ownerOf(town: Town, ticket: Pick<Ticket, 'department' | 'handler'>, texts: Texts): string {
  const department = town.departmentByCode.get(ticket.department ?? '')?.name
  const handler = town.personById.get(ticket.handler ?? '')?.name
  if (department && handler) return `${department} ${handler}`
  if (department) return department
  return handler ?? texts.text('role-dispatcher')
}

/** 东沁村 3网格1单元 单元长 */
export function sayPosts(town: Town, posts: readonly Post[], texts: Texts): string {
  if (posts.length === 0) return texts.text('role-resident')
  return posts
    .map((post) => {
      const where = post.department
        ? town.departmentByCode.get(post.department)?.name
        : post.area
          ? sayArea(town, post.area)
          : ''
      return `${where ?? ''} ${texts.text(`role-${post.role}`)}`.trim()
    })
    .join(texts.text('list-separator'))
}

export function sayCategory(town: Town, code: string, texts: Texts): string {
  const category = town.categoryByCode.get(code)
  return category ? (texts.locale === 'en' ? category.en : category.zh) : code
}

/** Where the levels have one, the village of an area, else the area itself. */
export function villageOf(town: Town, code: string): string {
  return lineage(town, code).find((a) => a.level === 'village')?.code ?? code
}
