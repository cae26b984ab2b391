import { type Department, isWithin, type Town } from '../../domain/area/town.ts'
import type { WhistleKind } from '../../domain/ticket/whistle-types.ts'
import { findDepartment } from '../tickets/find-department.ts'

/** A whistle in plain words: 吹哨：31号请城管、水务、供电所到场 疑难; 31号联办：城管 水务 | 任务. */
export interface WhistleWords {
  /** Number as written, or null: the matter is told here. */
  number: string | null
  kind: WhistleKind | null
  /** The words that name the departments. */
  list: string
  /** True: every word of the list is to name a department. False: they come first, the task follows. */
  only: boolean
  task: string
  /** The matter, where there is no number. */
  matter: string
}

const NUMBER = String.raw`([A-Za-z]{1,4}-\d{4}-\d{1,6}|\d{1,6})`
/** 3号楼 and 2号网格 are places. */
const NO_PLACE = '(?!楼|栋|幢|院|门|单元|网格|路|线|井|泵|桥|库|岗|点)'
const HEAD = /^(?:吹哨|吹个哨|吹一下哨)(?:了)?(?:[\s:\uFF1A,\uFF0C]+|(?=[\d请叫(\uFF08A-Z]))/
const NUMBERED = new RegExp(
  `^${NUMBER}(?:\\s*号单?${NO_PLACE}|\\s*单|(?=[\\s,\uFF0C:\uFF1A]))[\\s,\uFF0C:\uFF1A]*`,
)
const AFTER_NUMBER = new RegExp(
  `^${NUMBER}\\s*号?单?\\s*(?:吹哨|联办|联合办理|联合处置|请联办)(?:[\\s:\uFF1A,\uFF0C]+|(?=请))`,
)
const CALLED =
  /(?:请|叫|通知)([^。;\uFF1B|\uFF5C\n]{2,80}?)(?:都|一起|马上|立即|立刻|尽快|赶紧|速)*(?:到现场|到场|来现场|赶到|前来|来支援|支援|联合处置|派人来)/
/** 应急 may as well be a department that is called: as a kind it stands before a number or stop, or after 到场. */
const KINDS: readonly { word: string; kind: WhistleKind; alone: boolean }[] = [
  { word: '疑难(?:问题)?', kind: 'hard', alone: false },
  { word: '联合执法', kind: 'joint', alone: false },
  { word: '应急(?:处置)?', kind: 'emergency', alone: true },
]

/** Takes the word for the kind out, where it stands apart: first, last or in brackets. */
function withoutKind(text: string): { kind: WhistleKind | null; rest: string } {
  for (const { word, kind, alone } of KINDS) {
    const forms = [
      new RegExp(`^${word}${alone ? '(?:[:\uFF1A,\uFF0C]+|\\s+(?=[\\dA-Z]))' : '[\\s:\uFF1A,\uFF0C]+'}`),
      new RegExp(`[(\uFF08]${word}[)\uFF09]`),
      new RegExp(
        `${alone ? '(?<=到场|现场|支援|[。;\uFF1B|\uFF5C])\\s*' : '[\\s,\uFF0C。;\uFF1B|\uFF5C]+'}${word}$`,
      ),
    ]
    for (const form of forms) if (form.test(text)) return { kind, rest: clean(text.replace(form, ' ')) }
  }
  return { kind: null, rest: text }
}

const clean = (text: string): string =>
  text.replace(/^[\s,\uFF0C。:\uFF1A;\uFF1B、]+|[\s,\uFF0C;\uFF1B、]+$/g, '')

/** null when the words are no whistle. `commanded`: they follow `/whistle`. */
export function whistleWords(text: string, commanded = false): WhistleWords | null {
  const trimmed = text.trim()
  if (trimmed.length > 400) return null
  const after = AFTER_NUMBER.exec(trimmed)
  const head = HEAD.exec(trimmed)
  if (!after && !head && !commanded) return null
  const told = trimmed.slice((after ?? head)?.[0].length ?? 0)
  const { kind, rest: whole } = withoutKind(told)
  const lead = after ? null : NUMBERED.exec(whole)
  const number = after?.[1] ?? lead?.[1] ?? null
  const rest = whole.slice(lead?.[0].length ?? 0)
  const made = (list: string, only: boolean, task: string, matter = ''): WhistleWords => ({
    ...{ number, kind, only },
    ...{ list: clean(list), task: clean(task), matter: clean(matter) },
  })
  const [front = '', ...back] = rest.split(/[|\uFF5C]/)
  const called = CALLED.exec(front)
  if (called) {
    const before = front.slice(0, called.index)
    const then = [front.slice(called.index + called[0].length), ...back].map(clean).filter(Boolean).join('。')
    return number === null
      ? made(called[1] ?? '', true, then, before || then)
      : made(called[1] ?? '', true, then)
  }
  if (number !== null) return made(front, back.length > 0, back.join('。'))
  return back.length > 0 ? made(front, true, '', back.join('。')) : null
}

/** Departments that words name, in order, each once. */
export interface Named {
  departments: Department[]
  /** A word that should name a department and names none. */
  unknown: string | null
  /** What follows the departments. */
  rest: string
}

/** Words that can be nothing but a department, known or not. */
const LIKE_ONE = /^[\u4e00-\u9fff]{1,8}(?:局|所|站|大队|中队|办|委|公司|管委会)$/

/** 城管、水务和供电所 → three departments. */
export function namedDepartments(
  town: Town,
  { list, only }: Pick<WhistleWords, 'list' | 'only'>,
  area: string,
): Named {
  const words = list
    .split(/[\s、,\uFF0C/]+/)
    .flatMap((word) => (called(town, word, area) ? [word] : split(word)))
  const departments: Department[] = []
  for (const [i, word] of words.entries()) {
    const found = only ? findDepartment(town, word, area) : called(town, word, area)
    if (!found) {
      const unknown = only || LIKE_ONE.test(word)
      return { departments, unknown: unknown ? word : null, rest: words.slice(i).join(' ') }
    }
    if (!departments.includes(found)) departments.push(found)
  }
  return { departments, unknown: null, rest: '' }
}

const split = (word: string): string[] => word.split(/和|及|与|跟/).filter((w) => w !== '')

/** A department called by its name, an alias, or how its name begins; the one that serves the place first. */
function called({ departments, areaByCode }: Town, word: string, area: string): Department | undefined {
  if (word.length < 2) return undefined
  const serves = (d: Department): boolean => isWithin({ areaByCode }, area, d.area)
  const named = departments.filter((d) =>
    [d.name, ...d.aliases].some((n) => n === word || n.startsWith(word)),
  )
  return named.find(serves) ?? named[0]
}

/** 31号 水务不用来了，水退了: a department is no longer needed. */
export interface RecallWords {
  number: string | null
  /** The words that name the department; '' where the number is that of its part. */
  who: string
  reason: string
}

const ANY_NUMBER = String.raw`([A-Za-z]{1,4}-\d{4}-\d{1,6}(?:-\d{1,2})?|\d{1,6}(?:-\d{1,2})?)`
const RECALL = new RegExp(
  `^(?:${ANY_NUMBER}\\s*号?单?[\\s,\uFF0C:\uFF1A]*)?([\\u4e00-\\u9fffA-Za-z]{0,12}?)(?:就|都)?(?:不用|不必|不需要)(?:再)?(?:来|到场|过来|派人)(?:了)?[\\s,\uFF0C。:\uFF1A;\uFF1B]*([^\\n]{0,200})$`,
)

/** null when the words are none. */
export function recallWords(text: string): RecallWords | null {
  const found = RECALL.exec(text.trim())
  return found
    ? { number: found[1] ?? null, who: (found[2] ?? '').trim(), reason: (found[3] ?? '').trim() }
    : null
}

const ARRIVED = new RegExp(
  `^(?:${ANY_NUMBER}\\s*号?单?[\\s,\uFF0C:\uFF1A]*)?(?:我们?|咱们?|[\\u4e00-\\u9fff]{1,6}(?:所|站|队|局|办))?(?:的?人员?|队员)?(?:已经?|都|刚刚?|现在|全部)*(?:来)?(?:报到|到场|到现场|到位|到达|赶到|抵达|在现场|到了)(?:现场|地方)?(?:了|啦)?[\\s。.~\uFF5E]*$`,
)

/** 报到, 到了, 我们到现场了; the number where one is said. null when the words are none. */
export function arrivalWords(text: string): { number: string | null } | null {
  const trimmed = text.trim()
  if (trimmed.length > 30) return null
  const found = ARRIVED.exec(trimmed)
  return found ? { number: found[1] ?? null } : null
}
