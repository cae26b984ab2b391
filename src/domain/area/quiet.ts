import { addMinutes, set } from 'date-fns'

export interface QuietHours {
  /** `22:00` of the town's clock. */
  from: string
  to: string
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** True at night, when a group is not asked anything that can wait. `local` reads as the clock of the town. */
export function isQuietTime(local: Date, { from, to }: QuietHours): boolean {
  const now = local.getHours() * 60 + local.getMinutes()
  const [start, end] = [minuteOf(from), minuteOf(to)]
  return start <= end ? now >= start && now < end : now >= start || now < end
}

/** The next end of the quiet hours. `local` reads as the clock of the town, and so does the answer. */
export function quietEnds(local: Date, { to }: QuietHours): Date {
  const minute = minuteOf(to)
  const today = set(local, {
    hours: Math.floor(minute / 60),
    minutes: minute % 60,
    seconds: 0,
    milliseconds: 0,
  })
  return today > local ? today : addMinutes(today, 24 * 60)
}
