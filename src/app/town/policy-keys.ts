import { LadderPolicy, LadderStep, RemindersPolicy } from '../../domain/area/ladder-policy.ts'
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
  limits: ['ticketsPerHour', 'answersPerMinute', 'urgesPerDay'],
  secondOpinion: ['below', 'perHour', 'timeoutMs'],
  close: ['afterHours'],
  escalation: ['warnAt', 'stepMinutes'],
  learning: ['after', 'keepVersions'],
  calendar: ['hours', 'holidays', 'offDays', 'workDays'],
  'calendar.hours': ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  extension: ['times', 'longestHours'],
  suspension: ['times', 'longestHours'],
  reopen: ['withinDays'],
  digest: ['at', 'roles', 'off'],
  whistle: ['hard', 'joint', 'emergency', 'nearMetres'],
  'whistle.hard': ['arrive', 'resolve'],
  'whistle.joint': ['arrive', 'resolve'],
  'whistle.emergency': ['arrive', 'resolve'],
  feedback: ['ask', 'perDay'],
  recheck: ['categories', 'weeks', 'answerDays'],
  scores: ['response', 'resolution', 'satisfaction', 'acceptOnTime', 'resolveOnTime', 'settleDays'],
  'scores.response': ['counts', 'of'],
  'scores.resolution': ['counts', 'of'],
  'scores.satisfaction': ['good', 'fair', 'bad'],
  'scores.acceptOnTime': ['counts', 'of'],
  'scores.resolveOnTime': ['counts', 'of'],
  mediation: ['categories', 'rounds', 'roundDays', 'stepDays', 'visitDays'],
  reminders: Object.keys(RemindersPolicy.shape),
  'ladders.*': Object.keys(LadderPolicy.shape),
  'ladders.*.steps.*': Object.keys(LadderStep.shape),
}

/** What may stand where an unknown setting was found. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const known = GROUPS[path.map((part) => (typeof part === 'number' ? '*' : String(part))).join('.')]
  if (known) return known
  if (path[0] === 'webhooks') return ['url']
  if (path.at(-1) === 'when') return ['category', 'urgency', 'area', 'department']
  if (path.at(-2) === 'stages') return ['name', 'within']
  const rule = typeof path[1] === 'number' ? ['when'] : []
  return [...rule, 'accept', 'update', 'resolve', 'stages']
}
