const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long reports of one incident come in, and after how long it can't be the same any more, milliseconds. */
interface Window {
  sure: number
  possible: number
}

/** What happens once and is over: people see it within hours. */
const ACUTE = /^(?:emergency\.|security\.(?:violence|suspicious)|safety\.gas|traffic\.jam|dispute\.family)/
/** What stands or goes on for weeks until someone ends it. */
const LASTING =
  /^(?:noise\.construction|noise\.industrial|noise\.commercial|order\.illegal_build|environment\.(?:dust|water|debris)|dispute\.wages|dispute\.property_mgmt|safety\.(?:building|construction|workplace)|rural\.|service\.|governance\.|security\.fraud)/

/** How near in time two reports of this kind lie: the windows are those of the kind, not of the town's policy. */
export function timeApart(category: string, a: Date, b: Date): 'near' | 'possible' | 'far' {
  const { sure, possible } = windowOf(category)
  const apart = Math.abs(a.getTime() - b.getTime())
  // A time that can't be read says nothing.
  if (Number.isNaN(apart)) return 'possible'
  return apart <= sure ? 'near' : apart <= possible ? 'possible' : 'far'
}

function windowOf(category: string): Window {
  if (ACUTE.test(category)) return { sure: 4 * HOUR, possible: DAY }
  if (LASTING.test(category)) return { sure: 14 * DAY, possible: 60 * DAY }
  if (category.startsWith('utility.')) return { sure: 12 * HOUR, possible: 3 * DAY }
  return { sure: 3 * DAY, possible: 21 * DAY }
}
