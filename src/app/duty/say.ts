import type { LocalTime, Town } from '../../domain/area/town.ts'
import { minutesOn, momentOf } from '../../domain/duty/local.ts'
import { sayArea } from '../names.ts'
import type { Texts } from '../texts/index.ts'
import { type Clock, sayTime } from '../texts/time.ts'

function sayLocal(town: Town, local: LocalTime, texts: Texts, clock: Clock): string {
  return sayTime(momentOf(town, local), texts, clock)
}

/** A day without its hour. */
function sayDay(local: LocalTime, texts: Texts): string {
  const [, month, day] = local.split(/[-T]/).map(Number)
  return texts.text('day-date', { month: month ?? 1, day: day ?? 1 })
}

/** 8月3日到8月5日, 8月3日, 今天 18:00 到明天 8:00: whole days without hours. */
export function saySpan(
  town: Town,
  { from, to }: { from: LocalTime; to: LocalTime },
  texts: Texts,
  clock: Clock,
): string {
  if (!from.endsWith('T00:00') || !to.endsWith('T00:00')) {
    const [begin, end] = [from, to].map((local) => sayLocal(town, local, texts, clock))
    return texts.text('span', { from: begin ?? '', to: end ?? '' })
  }
  const [first, last] = [sayDay(from, texts), sayDay(minutesOn(to, -1), texts)]
  return first === last ? first : texts.text('span', { from: first, to: last })
}

/** What is answered for: 供电所, 东沁村 3网格. */
export function sayPost(town: Town, post: { department: string } | { area: string }): string {
  if ('area' in post) return sayArea(town, post.area)
  return town.departmentByCode.get(post.department)?.name ?? post.department
}
