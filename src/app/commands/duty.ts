import { personName } from '../../domain/area/posts.ts'
import { isWithin, type LocalTime, type Town } from '../../domain/area/town.ts'
import { whoHandles } from '../../domain/duty/handler.ts'
import { dayOf, daysOn, localTime, minutesOn } from '../../domain/duty/local.ts'
import { type DutyOf, type OnDuty, onDuty, rosterArea, turns } from '../../domain/duty/on-duty.ts'
import { standIn } from '../../domain/duty/stand-in.ts'
import { type DutyWhen, whenOf } from '../../domain/duty/words.ts'
import { clockOf } from '../context.ts'
import { sayPost, saySpan } from '../duty/say.ts'
import { type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { findDepartment } from '../tickets/find-department.ts'

/** Posts of which the duty is told in one answer, and turns of each. */
const SHOWN_POSTS = 4
const SHOWN_TURNS = 14

const WHEN = /今晚上?|今夜|现在|目前|今天|这周|本周|tonight|now|week/gi

/** `/duty`, 今晚谁值班: who is on duty for the group's or the asker's department or area. */
export function duty(intake: Intake, args: string): void {
  const texts = textsOf(intake)
  const when = whenOf(args)
  const named = args.replaceAll(WHEN, '').trim()
  const all = named === '' ? ownPosts(intake) : namedPost(intake.view.town, named)
  if (named !== '' && all.length === 0) return reply(intake, texts.text('duty-unknown'))
  const posts = all.filter((post) => mayAsk(intake, post))
  if (posts.length === 0) return reply(intake, texts.text('duty-not-allowed'))
  reply(intake, { lines: posts.slice(0, SHOWN_POSTS).flatMap((post) => linesOf(intake, post, when)) })
}

/** The group's, else those of the asker's own posts. */
function ownPosts(intake: Intake): DutyOf[] {
  const { conversation, view } = intake
  if (conversation.department !== null) return [{ department: conversation.department }]
  if (conversation.area !== null) return [atArea(view.town, conversation.area)]
  const found = postsOf(intake).flatMap((post): DutyOf[] =>
    post.department !== null
      ? [{ department: post.department }]
      : post.area !== null
        ? [atArea(view.town, post.area)]
        : [],
  )
  return found.filter((post, i) => found.findIndex((p) => JSON.stringify(p) === JSON.stringify(post)) === i)
}

function atArea(town: Town, area: string): DutyOf {
  return { area: rosterArea(town, area) ?? area }
}

function namedPost(town: Town, words: string): DutyOf[] {
  const text = words.replaceAll(/\s+/g, '')
  const area = town.areas.find((a) => [a.code, a.name, ...a.aliases].includes(text))
  if (area) return [atArea(town, area.code)]
  const department = findDepartment(town, text, town.top)
  return department ? [{ department: department.code }] : []
}

/** Names of those on duty are for colleagues: whoever holds a post, and the groups of the work. */
function mayAsk(intake: Intake, post: DutyOf): boolean {
  const { conversation, view } = intake
  if (postsOf(intake).length > 0) return true
  if (conversation.type !== 'group') return false
  if ('department' in post) return conversation.department === post.department
  return conversation.area !== null && isWithin(view.town, conversation.area, post.area)
}

/** Tonight is from six in the evening until eight in the morning; after midnight it is the night that runs. */
function spanOf(now: LocalTime, when: DutyWhen): [from: LocalTime, to: LocalTime] {
  const today = dayOf(now)
  if (when === 'week') return [now, daysOn(today, 7)]
  if (when === 'now') return [now, minutesOn(now, 1)]
  const morning = minutesOn(today, 8 * 60)
  return now < morning ? [now, morning] : [minutesOn(today, 18 * 60), minutesOn(today, 32 * 60)]
}

function linesOf(intake: Intake, post: DutyOf, when: DutyWhen): string[] {
  const { view, now, app } = intake
  const { town } = view
  const texts = textsOf(intake)
  const clock = clockOf(app, now)
  const local = localTime(town, now)
  const [from, to] = spanOf(local, when)
  const found = when === 'now' ? onDuty(town, post, local) : turns(town, post, from, to)
  const head = texts.text(`duty-${when}`, { post: sayPost(town, post) })
  const who = ({ personId, standsFor }: OnDuty) =>
    standsFor === null
      ? personName(town, personId)
      : texts.text('owner-for', { owner: personName(town, personId), absent: personName(town, standsFor) })
  const lines = found.slice(0, SHOWN_TURNS).map((turn) =>
    texts.text('duty-turn', {
      when: saySpan(town, { from: turn.shift.start, to: turn.shift.end }, texts, clock),
      name: who(turn),
    }),
  )
  return [head, ...(lines.length > 0 ? lines : [nobody(intake, post)]), ...away(intake, post, local)]
}

/** Without a roster: who would be called now. */
function nobody(intake: Intake, post: DutyOf): string {
  const { town } = intake.view
  const texts = textsOf(intake)
  const found =
    'department' in post
      ? whoHandles(town, { department: post.department, area: town.top, confidential: false }, intake.now)
      : null
  const chief = (town.postsByArea.get('area' in post ? post.area : '') ?? [])
    .filter((p) => /_(?:chief|lead)$/.test(p.role))
    .map((p) => standIn(town, p.personId, localTime(town, intake.now))?.personId)
    .find((id) => id !== undefined)
  const personId = found?.personId ?? chief
  return personId
    ? texts.text('duty-nobody-but', { name: personName(town, personId) })
    : texts.text('duty-nobody')
}

/** Who of the department or area is away, and who answers meanwhile. */
function away({ view, app, now, ...rest }: Intake, post: DutyOf, local: LocalTime): string[] {
  const { town } = view
  const texts = textsOf({ view, app, now, ...rest })
  const held =
    'department' in post ? town.postsByDepartment.get(post.department) : town.postsByArea.get(post.area)
  const people = new Set((held ?? []).map((p) => p.personId))
  return town.duty.absences
    .filter((a) => people.has(a.personId) && a.from <= local && local < a.to)
    .map((a) =>
      texts.text('duty-away', {
        name: personName(town, a.personId),
        span: saySpan(town, a, texts, clockOf(app, now)),
        deputy: personName(town, standIn(town, a.personId, local)?.personId ?? null) || 'none',
      }),
    )
}
