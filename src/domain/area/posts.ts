import { lineage, type Post, type Role, type Town } from './town.ts'

/** Roles that do a department's work; police and mediators do so when their post names a department. */
const WORKERS: readonly Role[] = ['handler', 'police', 'mediator']

/** True when the post lets its holder work on the department's tickets. */
export function worksFor(post: Post, department: string): boolean {
  return post.department === department && WORKERS.includes(post.role)
}

/** True when the post leads the department. */
export function leads(post: Post, department: string): boolean {
  return post.department === department && post.role === 'department_lead'
}

/** True when the person holds a post that works for or leads the department. */
export function belongsTo(town: Town, personId: string, department: string): boolean {
  const posts = town.postsByPerson.get(personId) ?? []
  return posts.some((post) => worksFor(post, department) || leads(post, department))
}

/** Steps up and down the tree between two areas; Infinity when they share no area. */
function distance(town: Town, from: string, to: string): number {
  const up = lineage(town, from).map((a) => a.code)
  const down = lineage(town, to).map((a) => a.code)
  const meet = up.findIndex((code) => down.includes(code))
  const code = up[meet]
  return code === undefined ? Number.POSITIVE_INFINITY : meet + down.indexOf(code)
}

/**
 * `posts` by how near they are to the area: posts whose area covers it first, the most specific of them;
 * then by steps through the tree; equals by post id, so that the order is always the same.
 * A post without an area counts as one for the whole of the department's area.
 */
function byNearness(town: Town, posts: readonly Post[], area: string): Post[] {
  const line = lineage(town, area).map((a) => a.code)
  const ranked = posts.map((post) => {
    const of = post.area ?? town.departmentByCode.get(post.department ?? '')?.area ?? town.top
    const covers = line.indexOf(of)
    return { post, covers, far: covers >= 0 ? covers : distance(town, area, of) }
  })
  ranked.sort((a, b) => {
    if (a.covers >= 0 !== b.covers >= 0) return a.covers >= 0 ? -1 : 1
    if (a.far !== b.far) return a.far < b.far ? -1 : 1
    return a.post.id < b.post.id ? -1 : 1
  })
  return ranked.map(({ post }) => post)
}

/**
 * Who of the department could get a ticket of this area, the best first: its handlers by nearness, then its leads.
 * `leadFirst` is for confidential matters.
 */
export function candidates(town: Town, department: string, area: string, leadFirst = false): string[] {
  const posts = town.postsByDepartment.get(department) ?? []
  const workers = posts.filter((post) => worksFor(post, department))
  const heads = posts.filter((post) => leads(post, department))
  const groups = leadFirst ? [heads, workers] : [workers, heads]
  return [...new Set(groups.flatMap((group) => byNearness(town, group, area).map((p) => p.personId)))]
}

/** Name of a person, or '' when unknown. */
export function personName(town: Town, personId: string | null): string {
  return personId === null ? '' : (town.personById.get(personId)?.name ?? '')
}
