const DAY_MS = 86_400_000

/** `8:05` */
export function clock(iso: string): string {
  const date = new Date(iso)
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`
}

/** Calendar day of a time, for grouping. */
export function dayKey(iso: string): string {
  const date = new Date(iso)
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`
}

/** A day as people say it: 今天, 昨天, 星期三, 11月20日, with the year when it is another one. */
export function sayDay(
  iso: string,
  now: Date,
  words: { locale: string; today: string; yesterday: string },
): string {
  const date = new Date(iso)
  const start = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime()
  const days = Math.round((start(now) - start(date)) / DAY_MS)
  if (days === 0) return words.today
  if (days === 1) return words.yesterday
  if (days > 1 && days < 7) return date.toLocaleDateString(words.locale, { weekday: 'long' })
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const)
  return date.toLocaleDateString(words.locale, { ...year, month: 'long', day: 'numeric' })
}
