/**
 * Places in the way of a message where a crash must do no harm. Tests that break things on purpose let a
 * process die at one of them (setting `CRASH_AT`); everywhere else reaching one costs a call of nothing.
 */
export const CRASH_POINTS = [
  'inbox.adding',
  'inbox.added',
  'lane.locked',
  'media.written',
  'ticket.numbered',
  'event.decided',
  'event.committed',
  'outbox.sending',
  'outbox.sent',
  'outbox.marked',
  'timer.decided',
  'timer.committed',
  'audit.found',
  'learning.trained',
] as const
export type CrashPoint = (typeof CRASH_POINTS)[number]

export interface CrashPlan {
  point: CrashPoint
  /** Dies the nth time the point is reached; 1 = the first. */
  nth: number
}

/** Reads `outbox.sent` or `outbox.sent:3`; null for anything else. */
export function parseCrashPlan(text: string): CrashPlan | null {
  const match = /^([a-z.]+)(?::([1-9]\d{0,3}))?$/.exec(text)
  const point = CRASH_POINTS.find((name) => name === match?.[1])
  return point ? { point, nth: Number(match?.[2] ?? 1) } : null
}

let armed: { plan: CrashPlan; die: () => void; left: number } | null = null

/** From now on this process dies at the planned point, without a last word; `die` is replaced in tests. */
export function armCrash(
  plan: CrashPlan,
  die: () => void = () => process.kill(process.pid, 'SIGKILL'),
): void {
  armed = { plan, die, left: plan.nth }
}

/** Marks a place where a crash must do no harm. */
export function crashPoint(name: CrashPoint): void {
  if (armed?.plan.point !== name) return
  armed.left -= 1
  if (armed.left === 0) armed.die()
}
