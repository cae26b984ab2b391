import { addDays, addMilliseconds } from 'date-fns'

/** The platform's clock stands at the minute of the message; the service's runs on from it. */
export interface ThreadClock {
  platform(): Date
  service(): Date
  set(to: Date): void
  /** The same time of the day (Beijing's) on the day after today: what the database dates by itself stays older. */
  tomorrow(at: Date): Date
}

const DAY = 86_400_000
const ZONE = 8 * 3_600_000

export function threadClock(): ThreadClock {
  let stands = new Date()
  let since = Date.now()
  const today = Math.floor((Date.now() + ZONE) / DAY) * DAY - ZONE
  return {
    platform: () => stands,
    service: () => addMilliseconds(stands, Date.now() - since),
    set(to) {
      stands = to
      since = Date.now()
    },
    tomorrow: (at) => addDays(new Date(today + ((at.getTime() + ZONE) % DAY)), 1),
  }
}
