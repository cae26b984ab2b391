const DAY_WORDS: readonly (readonly string[])[] = [
  ['1', '一', 'mon', 'monday'],
  ['2', '二', 'tue', 'tuesday'],
  ['3', '三', 'wed', 'wednesday'],
  ['4', '四', 'thu', 'thursday'],
  ['5', '五', 'fri', 'friday'],
  ['6', '六', 'sat', 'saturday'],
  ['7', '日', '天', 'sun', 'sunday'],
]
const NAMED: Readonly<Record<string, readonly number[]>> = {
  每天: [1, 2, 3, 4, 5, 6, 7],
  daily: [1, 2, 3, 4, 5, 6, 7],
  工作日: [1, 2, 3, 4, 5],
  weekdays: [1, 2, 3, 4, 5],
  周末: [6, 7],
  weekend: [6, 7],
}

function dayOf(word: string): number | null {
  const bare = word.replace(/^(?:周|星期|礼拜)/, '')
  const at = DAY_WORDS.findIndex((words) => words.includes(bare))
  return at < 0 ? null : at + 1
}

/** From one day through another, over the weekend too. */
function through(from: number, to: number): number[] {
  const days = [from]
  for (let day = from; day !== to; ) {
    day = (day % 7) + 1
    days.push(day)
  }
  return days
}

/** `周一至周五`, `周六|周日`, `每天`, `mon-fri`, `1-5|7`: days of the week from 1 Monday; null when it is none of that. */
export function readWeekdays(text: string): number[] | null {
  const parts = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[|,、，\s]+/)
    .filter(Boolean)
  const days = new Set<number>()
  for (const part of parts) {
    const named = Object.hasOwn(NAMED, part) ? NAMED[part] : undefined
    const [from, to, more] = part.split(/[-–~至到]/).map(dayOf)
    const found =
      named ?? (from == null || to === null || more !== undefined ? null : through(from, to ?? from))
    if (!found) return null
    for (const day of found) days.add(day)
  }
  return days.size > 0 ? [...days].sort((a, b) => a - b) : null
}
