import { isConfidential, maySee } from '../../domain/access.ts'
import { belongsTo } from '../../domain/area/posts.ts'
import { isWithin, type Post, type Town } from '../../domain/area/town.ts'
import type { Reckoned } from '../../domain/scores/reckon.ts'
import type { Scope } from '../../domain/scores/scope.ts'
import { actorOf, type Intake, postsOf } from '../intake/intake.ts'

/** Where a post looks after things; those of a department look after none, but for its dispatchers. */
function areaOf(town: Town, post: Post): string | null {
  if (post.role === 'dispatcher')
    return post.area ?? town.departmentByCode.get(post.department ?? '')?.area ?? town.top
  return post.department === null ? post.area : null
}

function looksAfter(intake: Intake, area: string): boolean {
  const { town } = intake.view
  return postsOf(intake).some((post) => {
    const own = areaOf(town, post)
    return own !== null && isWithin(town, area, own)
  })
}

/**
 * Who may see whose figures: those who look after an area, its own and all in it; a department its own, and those who
 * look after its whole area; a person their own, in private, with their lead and the town. A group sees its own area or
 * department, since its cards stand there.
 */
export function mayScore(intake: Intake, { kind, code }: Scope): boolean {
  const { view, conversation } = intake
  const { town } = view
  const posts = postsOf(intake)
  switch (kind) {
    case 'area':
      if (conversation.area !== null && isWithin(town, code, conversation.area)) return true
      return looksAfter(intake, code)
    case 'department': {
      if (conversation.department === code || posts.some(({ department }) => department === code)) return true
      const area = town.departmentByCode.get(code)?.area
      return area !== undefined && looksAfter(intake, area)
    }
    case 'person': {
      if (conversation.type === 'group') return false
      const actor = actorOf(intake)
      if (actor.kind === 'account' && actor.personId === code) return true
      const leadsThem = posts.some(
        ({ role, department }) =>
          role === 'department_lead' && department !== null && belongsTo(town, code, department),
      )
      return leadsThem || looksAfter(intake, town.top)
    }
  }
}

/** What counts for this asker: in a group nothing confidential, whoever asks (rule 8); in private only to those who may see it. */
export function visible(intake: Intake, reckoned: readonly Reckoned[]): Reckoned[] {
  const { town } = intake.view
  const actor = actorOf(intake)
  return reckoned.filter(({ ticket }) => {
    if (!isConfidential(town, ticket.category)) return true
    return intake.conversation.type === 'dm' && maySee(ticket, actor, town)
  })
}
