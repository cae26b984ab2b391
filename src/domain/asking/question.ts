import { worksFor } from '../area/posts.ts'
import { isWithin, type Role, type Town } from '../area/town.ts'
import type { Actor } from '../ticket/decision.ts'

/** `same`: is it what an open ticket tells of already? */
export type QuestionKind = 'place' | 'report' | 'photo' | 'same'

/** A likely answer: what pressing it does. Its words stand in the texts, by kind and `does`. */
export type Choice =
  /** The ticket lies there. */
  | { does: 'place'; area: string }
  /** Somewhere else: the next words or location say where. */
  | { does: 'other_place' }
  /** It is a report: opens its ticket. `hidden`: the platform hides who wrote it. */
  | { does: 'open'; hidden: boolean }
  /** It is none. */
  | { does: 'drop' }
  /** The older ticket has it. */
  | { does: 'merge'; into: { id: string; number: string } }
  /** It is a matter of its own. */
  | { does: 'apart' }

/** `waiting` until its time comes, `dropped` when it is no longer needed. Those that expire stay `asked`. */
export type QuestionState = 'waiting' | 'asked' | 'answered' | 'dropped'

/** What the bot asks about one message, at most once. */
export interface Question {
  id: string
  kind: QuestionKind
  /** The message it is about, by the platform's id. */
  about: { conversationId: string; messageId: string }
  /** The account that wrote it. */
  author: string | null
  ticketId: string | null
  /** Where it is asked. */
  conversationId: string
  /** The message with its buttons; null while it waits. */
  cardId: string | null
  choices: Choice[]
  state: QuestionState
  /** When a waiting one is to be asked. */
  dueAt: Date | null
  askedAt: Date | null
  expiresAt: Date
  answeredBy: string | null
  answer: Choice['does'] | null
}

const STAFF: readonly Role[] = [
  'unit_chief',
  'grid_chief',
  'village_lead',
  'town_lead',
  'district_lead',
  'dispatcher',
]

/**
 * Who may answer what is no ticket yet: whoever wrote it, and the chiefs and dispatchers of that area. A chief of a part
 * of it may too, since the part is not known yet. Rights to a ticket are for `decide` to say.
 */
export function mayAnswer(question: Question, actor: Actor, area: string | null, town: Town): boolean {
  if (actor.kind === 'system') return false
  if (question.author !== null && question.author === actor.identityId) return true
  return actor.posts.some((post) => {
    if (!STAFF.includes(post.role)) return false
    const of = post.area ?? town.departmentByCode.get(post.department ?? '')?.area ?? town.top
    return area === null || isWithin(town, area, of) || isWithin(town, of, area)
  })
}

/** True for those who look after an area here, and may be asked what a photo of theirs shows. */
export function looksAfter(actor: Actor, area: string, town: Town): boolean {
  if (actor.kind === 'system') return false
  return actor.posts.some(
    (post) =>
      post.area !== null &&
      !(post.department !== null && worksFor(post, post.department)) &&
      (isWithin(town, post.area, area) || isWithin(town, area, post.area)),
  )
}
