const DAY_MS = 86_400_000

/** Zone of the town; until it is known, that of the browser. */
let zone: string | undefined
let parts = partsIn(undefined)

function partsIn(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}

/** Times are said in this zone from now on. */
export function setZone(timeZone: string): void {
  if (timeZone === zone) return
  zone = timeZone
  parts = partsIn(timeZone)
}

function read(date: Date): Record<string, number> {
  return Object.fromEntries(parts.formatToParts(date).map((p) => [p.type, Number(p.value)]))
}

/** `8:05` */
export function clock(iso: string): string {
  const { hour = 0, minute = 0 } = read(new Date(iso))
  return `${hour}:${String(minute).padStart(2, '0')}`
}

/** Calendar day of a time, for grouping. */
export function dayKey(iso: string): string {
  const { year, month, day } = read(new Date(iso))
  return `${year}-${month}-${day}`
}

/** A day as people say it: 今天, 昨天, 星期三, 11月20日, with the year when it is another one. */
export function sayDay(
  iso: string,
  now: Date,
  words: { locale: string; today: string; yesterday: string },
): string {
  const date = new Date(iso)
  const start = (d: Date) => {
    const { year = 0, month = 1, day = 1 } = read(d)
    return Date.UTC(year, month - 1, day)
  }
  const days = Math.round((start(now) - start(date)) / DAY_MS)
  if (days === 0) return words.today
  if (days === 1) return words.yesterday
  if (days > 1 && days < 7) return date.toLocaleDateString(words.locale, { weekday: 'long', timeZone: zone })
  const year = read(date)['year'] === read(now)['year'] ? {} : ({ year: 'numeric' } as const)
  return date.toLocaleDateString(words.locale, { ...year, month: 'long', day: 'numeric', timeZone: zone })
}
