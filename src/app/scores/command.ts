import type { Rate } from '../../domain/area/score-policy.ts'
import type { Scope } from '../../domain/scores/scope.ts'
import { clockOf } from '../context.ts'
import { type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayArea } from '../names.ts'
import { findMonth, monthAt } from './month.ts'
import { mayScore, visible } from './rights.ts'
import { rankingMessage, statsMessage } from './say.ts'
import { type Asked, rankingOf, reckonMonth, viewOf } from './view.ts'

const RATE_WORDS: readonly [RegExp, Rate][] = [
  [/按时(?:接单|签收|响应)率?|accept on time/i, 'accept_on_time'],
  [/按时(?:办结|完成)率?|resolve on time/i, 'resolve_on_time'],
  [/响应率|接单率|签收率|response/i, 'response'],
  [/解决率|办结率|办成率|resolution/i, 'resolution'],
  [/满意[率度]|satisfaction/i, 'satisfaction'],
]
const RANK_WORDS: readonly [RegExp, 'areas' | 'departments'][] = [
  [/各个?(?:部门|单位|科室)|部门排名/, 'departments'],
  [/各个?(?:村居?|社区|网格|片区?|单元|镇|街道)|(?:村|网格|片区)排名/, 'areas'],
]
const BEFORE = /^(?:[请查看问]|帮我|麻烦)*(?:一下)?/
const AFTER = /(?:是?多少|怎么样|怎样|如何|有多高|排名|情况)?[呢吗啊呀]?[。.?\uFF1F!\uFF01]*$/
const OWN = /^(?:我们|咱们?|本|这个?|我|全)?(?:网格|单元|村里?|社区|镇里?|小区|片区|部门|单位|站|所)?的?$/

/** With all that is known by now, appeals granted since among it. */
const TODAY = /至今|按(?:今天|现在)算?|as of now/i

interface Words {
  month: string | null
  rate: Rate | null
  rank: 'areas' | 'departments' | null
  /** As it stands now, not as it stood when the month was settled. */
  today: boolean
  /** What names an area, a department or a person; '' for the asker's own. */
  who: string
}

/** Takes the first of the words out of the text. */
function take<T>(text: string, words: readonly [RegExp, T][]): { value: T | null; rest: string } {
  for (const [pattern, value] of words) {
    const found = pattern.exec(text)
    if (found)
      return { value, rest: `${text.slice(0, found.index)}${text.slice(found.index + found[0].length)}` }
  }
  return { value: null, rest: text }
}

/** 上个月水务站的满意率, 本月各部门办结率: what is asked for in words. */
export function statsWords(text: string, intake: Pick<Intake, 'app' | 'now'>): Words {
  const { month, rest } = findMonth(text.trim().replace(TODAY, ' '), clockOf(intake.app, intake.now))
  const rate = take(rest, RATE_WORDS)
  const rank = take(rate.rest, RANK_WORDS)
  const left = rank.rest
    .replaceAll(/\s+/g, '')
    .replace(BEFORE, '')
    .replace(AFTER, '')
    .replace(/^的|的$/g, '')
  return {
    month,
    rate: rate.value,
    rank: rank.value,
    today: TODAY.test(text),
    who: OWN.test(left) ? '' : left,
  }
}

/** Who is meant: an area or a department by name or code, a person by name; null when nobody is. */
function scopeNamed({ view }: Intake, words: string): Scope | null {
  const { town } = view
  const name = words.replace(/的$/, '')
  const area = town.areas.find(
    (a) =>
      [a.code, a.name, ...a.aliases].includes(name) || sayArea(town, a.code).replaceAll(' ', '') === name,
  )
  if (area) return { kind: 'area', code: area.code }
  // 水务 for 水务站; never a name amid more words, which are talk about it.
  const called = (full: string): boolean => full === name || (name.length >= 2 && full.startsWith(name))
  const department = town.departments.find((d) => d.code === name || [d.name, ...d.aliases].some(called))
  if (department) return { kind: 'department', code: department.code }
  const person = town.people.find((p) => p.name === name)
  return person ? { kind: 'person', code: person.id } : null
}

/** The group's own, else that of the asker's post. */
function ownScope(intake: Intake): Scope | null {
  const { conversation } = intake
  const posts = postsOf(intake)
  if (conversation.department !== null) return { kind: 'department', code: conversation.department }
  const lead = posts.find(
    (post) => post.area !== null && post.department === null && post.role !== 'unit_chief',
  )
  if (lead?.area && conversation.area === null) return { kind: 'area', code: lead.area }
  if (conversation.area !== null) return { kind: 'area', code: conversation.area }
  const dispatcher = posts.find((post) => post.role === 'dispatcher')
  if (dispatcher) {
    const { town } = intake.view
    const area = dispatcher.area ?? town.departmentByCode.get(dispatcher.department ?? '')?.area
    return { kind: 'area', code: area ?? town.top }
  }
  const department = posts.find((post) => post.department !== null)?.department
  if (department) return { kind: 'department', code: department }
  const area = posts.find((post) => post.area !== null)?.area
  return area ? { kind: 'area', code: area } : null
}

/** `/stats [area|department|person] [month]`: the rates of a month. */
export async function stats(intake: Intake, args: string): Promise<void> {
  const words = statsWords(args, intake)
  const scope = words.who === '' ? ownScope(intake) : scopeNamed(intake, words.who)
  if (!scope)
    return reply(intake, textsOf(intake).text(words.who === '' ? 'stats-not-allowed' : 'stats-unknown'))
  await answerStats(intake, words, scope)
}

/**
 * The same in plain words. Words that name a rate but nobody of the town are no question to the bot.
 * @returns false when they are none.
 */
export async function statsInWords(intake: Intake, text: string): Promise<boolean> {
  if ([...text].length > 30) return false
  const words = statsWords(text, intake)
  if (words.rate === null) return false
  const scope = words.who === '' ? ownScope(intake) : scopeNamed(intake, words.who)
  if (!scope || (words.who === '' && words.month === null && words.rank === null && !/率/.test(text)))
    return false
  await answerStats(intake, words, scope)
  return true
}

async function answerStats(intake: Intake, words: Words, scope: Scope): Promise<void> {
  const { app, now } = intake
  const month = words.month ?? monthAt(clockOf(app, now))
  await showStats(
    intake,
    { scope, month, rate: words.rate },
    {
      rank: words.rank,
      asOf: words.today ? now : null,
    },
  )
}

/** Which rankings the asker may open: the parts of an area, and the departments for those who look after it. */
function ranksFor(intake: Intake, { kind, code }: Scope): ('areas' | 'departments')[] {
  if (kind !== 'area') return []
  const below = intake.view.town.childrenOf.get(code) ?? []
  return [...(below.length > 1 ? (['areas'] as const) : []), 'departments']
}

/** Answers with the figures, or with a ranking; only what the asker may see. */
export async function showStats(
  intake: Intake,
  asked: Asked,
  { rank = null, asOf = null }: { rank?: 'areas' | 'departments' | null; asOf?: Date | null } = {},
): Promise<void> {
  const { app, view } = intake
  const texts = textsOf(intake)
  if (!mayScore(intake, asked.scope)) return reply(intake, texts.text('stats-not-allowed'))
  const month = await reckonMonth(app, view.town, asked.month, asOf)
  if (!month) return reply(intake, texts.text('stats-no-month'))
  const made = viewOf(view.town, asked, month.period, visible(intake, month.reckoned))
  if (rank !== null && asked.scope.kind === 'area')
    return reply(intake, rankingMessage(intake, made, rankingOf(view.town, made, rank)))
  reply(intake, statsMessage(intake, made, ranksFor(intake, asked.scope)))
}
