import { Policy } from '../../domain/area/policy.ts'

/** The settings a group of settings may have, by its path; for saying what a misspelt one was meant to be. */
const GROUPS: Record<string, readonly string[]> = {
  '': Object.keys(Policy.shape),
  gather: [
    'windowMinutes',
    'photoMinutes',
    'leadInMinutes',
    'privatePhotoMinutes',
    'earlierMinutes',
    'endedMinutes',
    'lookBackHours',
  ],
  ask: ['confidence'],
  join: ['hours'],
  quiet: ['from', 'to'],
  limits: ['ticketsPerHour', 'answersPerMinute'],
  secondOpinion: ['below', 'perHour', 'timeoutMs'],
  close: ['afterHours'],
  escalation: ['warnAt', 'stepMinutes'],
  learning: ['after', 'keepVersions'],
  calendar: ['hours', 'holidays', 'offDays', 'workDays'],
  'calendar.hours': ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
}

/** What may stand where an unknown setting was found. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const known = GROUPS[path.map(String).join('.')]
  if (known) return known
  if (path.at(-1) === 'when') return ['category', 'urgency', 'area', 'department']
  if (path.at(-2) === 'stages') return ['name', 'within']
  const rule = typeof path[1] === 'number' ? ['when'] : []
  return [...rule, 'accept', 'update', 'resolve', 'stages']
}
