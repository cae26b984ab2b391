import { addDays, addMilliseconds } from 'date-fns'

/** A clock that a test sets and that runs on from there: `clock.set('10:00')`, `clock.skip(12)`. */
export interface TownClock {
  now(): Date
  /** To that time of the town (Beijing's), at most a day ahead of the real time: rows the database dates stay older. */
  set(time: string): void
  /** Minutes ahead. */
  skip(minutes: number): void
}

export function townClock(): TownClock {
  let ahead = 0
  return {
    now: () => addMilliseconds(new Date(), ahead),
    set(time) {
      const real = new Date()
      const day = new Date(real.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
      const wanted = new Date(`${day}T${time}:00+08:00`)
      ahead = (wanted > real ? wanted : addDays(wanted, 1)).getTime() - real.getTime()
    },
    skip(minutes) {
      ahead += minutes * 60_000
    },
  }
}
